namespace ZkRollup.WorkingTree;

/// <summary>The working tree that a program or a test was built from.</summary>
public static class SourceTree
{
    private static readonly Lazy<string> RootOnce = new(() => FindRoot(AppContext.BaseDirectory));

    /// <summary>Absolute path of the folder that holds ZkRollup.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not run from within a working tree.</exception>
    public static string Root => RootOnce.Value;

    /// <summary>Absolute path of something below the root.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not run from within a working tree.</exception>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The nearest folder at or above <paramref name="start"/> that holds ZkRollup.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ZkRollup.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder at or above {start} holds ZkRollup.sln.");
    }
}
