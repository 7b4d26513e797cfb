using ZkRollup.WorkingTree;

namespace ZkRollup.Rules.Tests;

/// <summary>The working tree that the rules look at.</summary>
internal static class Repository
{
    private static readonly HashSet<string> SkippedFolders =
        new(StringComparer.Ordinal) { ".git", ".vs", ".idea", ".cache", "bin", "obj", "node_modules", "TestResults" };

    /// <summary>Absolute path of the folder that holds ZkRollup.sln.</summary>
    internal static string Root => SourceTree.Root;

    /// <summary>Every folder below the root, relative, with '/' between names; build output and packages left out.</summary>
    internal static IReadOnlyList<string> Folders { get; } =
        [.. Walk(Root).Where(f => f != Root).Select(Relative).Order(StringComparer.Ordinal)];

    /// <summary>Every file with one of the endings, relative, in ordinal order.</summary>
    internal static IReadOnlyList<string> Files(params string[] endings) =>
    [
        .. Walk(Root)
            .SelectMany(Directory.EnumerateFiles)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Select(Relative)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a file given relative to the root.</summary>
    internal static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder)
    {
        yield return folder;
        foreach (string child in Directory.EnumerateDirectories(folder))
        {
            if (SkippedFolders.Contains(Path.GetFileName(child)))
            {
                continue;
            }

            foreach (string descendant in Walk(child))
            {
                yield return descendant;
            }
        }
    }
}
