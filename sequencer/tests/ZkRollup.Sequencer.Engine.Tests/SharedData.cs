using ZkRollup.WorkingTree;

namespace ZkRollup.Sequencer.Engine.Tests;

/// <summary>Data that others made, kept beside the repository in shared/data, or where ZKROLLUP_SHARED_DATA says.</summary>
internal static class SharedData
{
    private static readonly string Root =
        Environment.GetEnvironmentVariable("ZKROLLUP_SHARED_DATA") ?? SourceTree.PathOf("..", "shared", "data");

    internal static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    /// <summary>Why tests that need a folder must be skipped, or null if it is there.</summary>
    internal static string? MissingReason(string folder) =>
        Directory.Exists(PathOf(folder)) ? null : $"no folder {PathOf(folder)} with data from outside";
}

/// <summary>A test that is skipped, with the reason, where its folder of shared data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string folder)
    {
        Folder = folder;
        Skip = SharedData.MissingReason(folder);
    }

    public string Folder { get; }
}

/// <summary>A theory that is skipped, with the reason, where its folder of shared data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute(string folder)
    {
        Folder = folder;
        Skip = SharedData.MissingReason(folder);
    }

    public string Folder { get; }
}
