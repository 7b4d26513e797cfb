namespace ZkRollup.Prover.Tests;

/// <summary>The folder that holds ZkRollup.sln.</summary>
internal static class RepositoryRoot
{
    internal static readonly string Folder = Find();

    internal static string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    private static string Find()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "ZkRollup.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException($"no ZkRollup.sln above {AppContext.BaseDirectory}");
    }
}
