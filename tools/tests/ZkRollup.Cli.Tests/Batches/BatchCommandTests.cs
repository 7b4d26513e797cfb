namespace ZkRollup.Cli.Tests.Batches;

/// <summary>make-batches, prove-batch and verify-batch as a user runs them.</summary>
public sealed class BatchCommandTests(BatchCommandTests.Folder folder) : IClassFixture<BatchCommandTests.Folder>
{
    private const string Seed = "20261121";

    [Fact]
    public async Task MakeBatches_SameSeed_SameFiles()
    {
        string again = folder.At("again");
        await Succeed("make-batches", "--out", again, "--seed", Seed, "--transactions", Folder.Transactions);
        string[] names = [.. Directory.GetFiles(folder.At("made")).Select(path => Path.GetFileName(path)).Order()];
        Assert.Equal(["0.batch", "1.batch"], names);
        Assert.All(names, name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(folder.At("made"), name)), File.ReadAllBytes(Path.Combine(again, name))));
    }

    [Theory]
    [InlineData("--transactions", "0", "--transactions 0: expected 1 to 1000000")]
    [InlineData("--slots", "8193", "--slots 8193: expected 1 to 8192")]
    [InlineData("--contract", "0x12", "--contract 0x12 is not an address")]
    public async Task MakeBatches_OptionOutOfRange_NamesItAndWritesNothing(string option, string value, string message)
    {
        string path = folder.At($"none{option}");
        (int code, string output) = await CliProcess.RunAsync("make-batches", "--out", path, option, value);
        Assert.Equal(2, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(path));
    }

    [Theory]
    [InlineData("corrupt", "(Corrupt): the digest at its end is not that of its bytes")]
    [InlineData("truncated", "(Truncated): it announces")]
    [InlineData("foreign", "(Foreign): it does not begin as a batch file")]
    [InlineData("empty", "(Foreign): it does not begin as a batch file")]
    [InlineData("newer", "(UnknownVersion): it is of version")]
    [InlineData("longer", "(TrailingBytes): 1 bytes follow it")]
    [InlineData("missing", "Could not find file")]
    public async Task ProveBatch_FileThatIsNone_IsNamedAsSuch(string kind, string message)
    {
        byte[] bytes = File.ReadAllBytes(folder.Batch);
        switch (kind)
        {
            case "corrupt":
                bytes[bytes.Length / 2] ^= 1;
                break;
            case "newer":
                bytes[11]++;
                break;
            case "foreign":
                "ZKRPROOF"u8.CopyTo(bytes);
                break;
            default:
                bytes = kind switch { "truncated" => bytes[..^1], "longer" => [.. bytes, 0], "empty" => [], _ => bytes };
                break;
        }

        string path = folder.At($"{kind}.batch");
        if (kind != "missing")
        {
            File.WriteAllBytes(path, bytes);
        }

        string proof = folder.At($"{kind}.proof");
        (int code, string output) = await CliProcess.RunAsync("prove-batch", path, "--keys", folder.At("nokeys"), "--out", proof);
        Assert.Equal(2, code);
        Assert.Contains(path, output, StringComparison.Ordinal);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.False(File.Exists(proof));
    }

    [Fact]
    public async Task ProveBatch_NoKey_SaysHowToMakeIt()
    {
        (int code, string output) = await CliProcess.RunAsync(
            "prove-batch", folder.Batch, "--keys", folder.At("nokeys"), "--out", folder.At("nokey.proof"));
        Assert.Equal(2, code);
        Assert.Contains("rollup.vk does not exist: make it with 'zkr setup'", output, StringComparison.Ordinal);
    }

    /// <summary>The whole way, in one test, since keys and a proof take long.</summary>
    [LanesFact]
    public async Task Batches_MadeAndProven_AreValidHereAndNowhereElse()
    {
        string keys = folder.At("keys");
        string proof = folder.At("0.proof");
        string key = Path.Combine(keys, "rollup.vk");
        await Succeed("setup", "--circuit", "rollup", "--keys", keys, "--development", "--packing", "1", "--slots-max", "128");
        string proven = await Succeed("prove-batch", folder.Batch, "--keys", keys, "--out", proof);
        Assert.Contains("batch 0, ", proven, StringComparison.Ordinal);
        Assert.Contains("planning ", proven, StringComparison.Ordinal);
        string verdict = await Succeed("verify-batch", proof, "--key", key);
        Assert.StartsWith("valid: batch 0, transactions 1 to ", verdict, StringComparison.Ordinal);
        Assert.Contains(" before", verdict, StringComparison.Ordinal);

        await Fail(1, "INVALID: ", "verify-batch", proof, "--key", key, "--chain-id", "1337");
        await Fail(1, "INVALID: ", "verify-batch", proof, "--key", key, "--contract", "0x0000000000000000000000000000000000000001");
        await Fail(2, "refused for chain 1", "verify-batch", proof, "--key", key, "--chain-id", "1");
        await Fail(2, "is not a proof file", "verify-batch", folder.Batch, "--key", key);
        byte[] bytes = File.ReadAllBytes(proof);
        bytes[^1] ^= 1;
        File.WriteAllBytes(proof, bytes);
        await Fail(1, "INVALID: ", "verify-batch", proof, "--key", key);

        await Succeed("make-batches", "--out", folder.At("mainnet"), "--transactions", "1", "--chain-id", "1");
        string mainnet = folder.At("mainnet.proof");
        await Fail(
            2, "refused for chain 1", "prove-batch", Path.Combine(folder.At("mainnet"), "0.batch"), "--keys", keys, "--out", mainnet);
        Assert.False(File.Exists(mainnet));
    }

    private static async Task<string> Succeed(params string[] arguments)
    {
        (int code, string output) = await CliProcess.RunAsync(arguments);
        Assert.True(code == 0, output);
        return output;
    }

    private static async Task Fail(int expected, string message, params string[] arguments)
    {
        (int code, string output) = await CliProcess.RunAsync(arguments);
        Assert.True(code == expected, output);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    /// <summary>A folder with two batches.</summary>
    public sealed class Folder : IAsyncLifetime
    {
        internal const string Transactions = "160";

        internal string Path { get; } = Directory.CreateTempSubdirectory("zkr-batches").FullName;

        internal string Batch => At("made/0.batch");

        internal string At(string name) => System.IO.Path.Combine(Path, name);

        public async Task InitializeAsync() =>
            _ = await Succeed("make-batches", "--out", At("made"), "--seed", Seed, "--transactions", Transactions);

        public Task DisposeAsync()
        {
            Directory.Delete(Path, recursive: true);
            return Task.CompletedTask;
        }
    }
}
