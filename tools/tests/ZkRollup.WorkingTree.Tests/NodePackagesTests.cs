namespace ZkRollup.WorkingTree.Tests;

public class NodePackagesTests
{
    [Fact]
    public void EnsureInstalled_NoLockFile_SaysWhichAtOnce()
    {
        string folder = Path.Combine(Path.GetTempPath(), "zkrollup-no-such-folder");
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new NodePackages(folder).EnsureInstalled());
        Assert.Contains(Path.Combine(folder, "package-lock.json"), error.Message, StringComparison.Ordinal);
    }

    [NodeFact]
    public void Run_Scripts_GivesOutputOrWords()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            // A package without dependencies: npm installs nothing and leaves no lock of its own, so the lock's time decides.
            Write(folder, "package.json", """{"name": "empty", "version": "1.0.0"}""");
            Write(folder, "package-lock.json", """{"name": "empty", "version": "1.0.0", "lockfileVersion": 3, "packages": {}}""");
            Directory.CreateDirectory(Path.Combine(folder.FullName, "node_modules"));
            Write(folder, Path.Combine("node_modules", ".package-lock.json"), "{}");
            Write(folder, "echo.mjs", "process.stdin.pipe(process.stdout);");
            Write(folder, "fail.mjs", "console.error('the reason'); process.exit(3);");
            NodePackages packages = new(folder.FullName);
            Assert.Equal("some words", packages.Run("some words", "echo.mjs"));
            InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => packages.Run(string.Empty, "fail.mjs"));
            Assert.Contains("the reason", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(DirectoryInfo folder, string name, string text) =>
        File.WriteAllText(Path.Combine(folder.FullName, name), text);
}

/// <summary>A fact that is skipped, with the reason, where Node is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodePackages.MissingReason;
}
