using ZkRollup.WorkingTree;

namespace ZkRollup.Cli.Tests.Proofs;

/// <summary>make-verifier as a user runs it.</summary>
public sealed class MakeVerifierCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zkr-verifier").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What setup and make-verifier make by default is what the repository has, no file more or less.</summary>
    [LanesFact]
    public async Task MakeVerifier_DefaultKey_WritesTheContractsOfTheRepository()
    {
        string keys = Path.Combine(_folder, "keys");
        string made = Path.Combine(_folder, "made");
        (int code, string output) = await CliProcess.RunAsync("setup", "--circuit", "rollup", "--keys", keys, "--development");
        Assert.True(code == 0, output);
        (code, output) = await CliProcess.RunAsync("make-verifier", "--key", Path.Combine(keys, "rollup.vk"), "--out", made);
        Assert.True(code == 0, output);
        Assert.Contains("development setup: the contract says so", output, StringComparison.Ordinal);
        string expected = SourceTree.PathOf("contracts", "src", "verifier", "generated");
        string[] names = Names(expected);
        Assert.NotEmpty(names);
        Assert.Equal(names, Names(made));
        Assert.All(names, name => Assert.Equal(File.ReadAllText(Path.Combine(expected, name)), File.ReadAllText(Path.Combine(made, name))));
    }

    [Fact]
    public async Task MakeVerifier_NoKey_SaysHowToMakeItAndWritesNothing()
    {
        string made = Path.Combine(_folder, "none");
        (int code, string output) = await CliProcess.RunAsync("make-verifier", "--key", Path.Combine(_folder, "rollup.vk"), "--out", made);
        Assert.Equal(2, code);
        Assert.Contains("rollup.vk does not exist: make it with 'zkr setup'", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(made));
    }

    private static string[] Names(string folder) => [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order()];
}
