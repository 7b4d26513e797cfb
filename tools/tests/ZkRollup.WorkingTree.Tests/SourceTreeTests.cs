namespace ZkRollup.WorkingTree.Tests;

public class SourceTreeTests
{
    [Fact]
    public void Root_FromTestOutput_HoldsSolution() => Assert.True(File.Exists(SourceTree.PathOf("ZkRollup.sln")));

    [Fact]
    public void FindRoot_OutsideOfTree_NamesFolder()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        DirectoryNotFoundException error = Assert.Throws<DirectoryNotFoundException>(() => SourceTree.FindRoot(folder));
        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
        Directory.Delete(folder);
    }
}
