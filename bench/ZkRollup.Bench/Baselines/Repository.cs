namespace ZkRollup.Bench.Baselines;

/// <summary>Finds the working tree that the program was built from.</summary>
internal static class Repository
{
    /// <summary>The nearest folder at or above <paramref name="start"/> that holds ZkRollup.sln.</summary>
    internal static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ZkRollup.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {start} holds ZkRollup.sln.");
    }
}
