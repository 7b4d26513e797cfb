namespace ZkRollup.Cli.Tests.Proofs;

/// <summary>setup, prove and verify as a user runs them, one after the other in one folder.</summary>
public sealed class ProofCommandTests : IClassFixture<ProofCommandTests.Folder>
{
    private readonly Folder _folder;

    public ProofCommandTests(Folder folder) => _folder = folder;

    [Fact]
    public async Task Verify_ProofJustMade_IsValid()
    {
        (int code, string output) = await Verify(_folder.Proof);
        Assert.True(code == 0, output);
        Assert.StartsWith("valid: circuit 'hashes', 8 slots, chain 31337", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--chain-id", "1337", 1, "INVALID: PairingsDiffer")]
    [InlineData("--contract", "0x0000000000000000000000000000000000000001", 1, "INVALID: PairingsDiffer")]
    [InlineData("--chain-id", "1", 2, "refused for chain 1")]
    [InlineData("--contract", "0x12", 2, "--contract 0x12 is not an address")]
    public async Task Verify_OtherContext_SaysWhy(string option, string value, int expected, string message)
    {
        (int code, string output) = await Verify(_folder.Proof, option, value);
        Assert.Equal(expected, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 2, "is not a proof file: UnknownVersion")]
    [InlineData(8, 1, "INVALID: the proof is for the key")]
    [InlineData(-1, 1, "INVALID")]
    public async Task Verify_ByteChanged_IsRejected(int offset, int expected, string message)
    {
        byte[] bytes = File.ReadAllBytes(_folder.Proof);
        bytes[offset < 0 ? ^-offset : offset] ^= 1;
        string path = Path.Combine(_folder.Path, $"changed{offset}.proof");
        File.WriteAllBytes(path, bytes);
        (int code, string output) = await Verify(path);
        Assert.Equal(expected, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prove_SlotsOutsideTheKey_NamesTheRangeAndWritesNothing()
    {
        string path = Path.Combine(_folder.Path, "none.proof");
        (int code, string output) = await CliProcess.RunAsync(
            "prove", "--circuit", "hashes", "--keys", _folder.Path, "--slots", "64", "--out", path);
        Assert.Equal(2, code);
        Assert.Contains("powers of two from 4 to 8", output, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Prove_ForeignChainWithDevelopmentKey_IsRefused()
    {
        string path = Path.Combine(_folder.Path, "mainnet.proof");
        (int code, string output) = await CliProcess.RunAsync(
            "prove", "--circuit", "hashes", "--keys", _folder.Path, "--slots", "8", "--out", path, "--chain-id", "1");
        Assert.Equal(2, code);
        Assert.Contains("refused for chain 1", output, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Prove_NoKey_SaysHowToMakeIt()
    {
        (int code, string output) = await CliProcess.RunAsync(
            "prove", "--circuit", "ranges", "--keys", _folder.Path, "--slots", "4096", "--out", Path.Combine(_folder.Path, "x"));
        Assert.Equal(2, code);
        Assert.Contains("ranges.vk does not exist: make it with 'zkr setup'", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prove_DamagedKey_NamesTheFile()
    {
        string other = Path.Combine(_folder.Path, "damaged");
        Directory.CreateDirectory(other);
        byte[] key = File.ReadAllBytes(Path.Combine(_folder.Path, "hashes.vk"));
        File.WriteAllBytes(Path.Combine(other, "hashes.vk"), key[..^1]);
        (int code, string output) = await CliProcess.RunAsync(
            "prove", "--circuit", "hashes", "--keys", other, "--slots", "8", "--out", Path.Combine(other, "x"));
        Assert.Equal(2, code);
        Assert.Contains("hashes.vk is not a verifying key: Truncated", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prove_DamagedReferenceString_NamesTheFile()
    {
        string other = Path.Combine(_folder.Path, "string");
        Directory.CreateDirectory(other);
        foreach (string file in Directory.GetFiles(_folder.Path, "*.vk").Concat(Directory.GetFiles(_folder.Path, "development-*")))
        {
            byte[] content = File.ReadAllBytes(file);
            content[^1] ^= (byte)(file.EndsWith(".vk", StringComparison.Ordinal) ? 0 : 1);
            File.WriteAllBytes(Path.Combine(other, Path.GetFileName(file)), content);
        }

        (int code, string output) = await CliProcess.RunAsync(
            "prove", "--circuit", "hashes", "--keys", other, "--slots", "8", "--out", Path.Combine(other, "x"));
        Assert.Equal(2, code);
        Assert.Contains("development-", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(other, "*.part"));
    }

    [Theory]
    [InlineData("neither", "say either --reference-string FILE or --development")]
    [InlineData("missing", "Could not find file")]
    [InlineData("garbage", "garbage.ptau")]
    public async Task Setup_BadReferenceString_SaysWhyAndWritesNothing(string kind, string message)
    {
        string other = Path.Combine(_folder.Path, $"setup-{kind}");
        string file = Path.Combine(_folder.Path, $"{kind}.ptau");
        if (kind == "garbage")
        {
            File.WriteAllBytes(file, new byte[1000]);
        }

        string[] source = kind == "neither" ? [] : ["--reference-string", file];
        (int code, string output) = await CliProcess.RunAsync(
            ["setup", "--circuit", "hashes", "--keys", other, "--slots-max", "8", .. source]);
        Assert.Equal(2, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(other));
    }

    [Fact]
    public async Task Layout_Hashes_DrawsEveryRowAndCounts()
    {
        (int code, string output) = await CliProcess.RunAsync("layout", "--circuit", "hashes");
        Assert.Equal(0, code);
        string[] lines = output.Split('\n');
        IEnumerable<string> rows = lines[..4].Select(line => line.Replace("|", "", StringComparison.Ordinal)[..9]);
        Assert.Equal(["   0 AAAA", "   1 AAAA", "   2 AAAA", "   3 AAAA"], rows);
        Assert.Contains("4 rows a slot, 26 witness, 0 helper", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchProof_Quick_StoresEveryStage()
    {
        string path = Path.Combine(_folder.Path, "bench.json");
        (int code, string output) = await CliProcess.RunAsync("bench-proof", "--quick", "--circuit", "signatures", "--out", path);
        Assert.True(code == 0, output);
        string json = File.ReadAllText(path);
        foreach (string name in new[] { "\"commit\"", "\"loadBefore\"", "\"Opening\"", "\"cellsPerItem\"", "\"proofBytes\"" })
        {
            Assert.Contains(name, json, StringComparison.Ordinal);
        }

        Assert.Contains("verification", output, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output)> Verify(string proof, params string[] more) =>
        CliProcess.RunAsync(["verify", "--key", Path.Combine(_folder.Path, "hashes.vk"), "--proof", proof, .. more]);

    /// <summary>A folder with a key and a proof.</summary>
    public sealed class Folder : IAsyncLifetime
    {
        internal string Path { get; } = Directory.CreateTempSubdirectory("zkr-proofs").FullName;

        internal string Proof => System.IO.Path.Combine(Path, "hashes.proof");

        public async Task InitializeAsync()
        {
            await Run("setup", "--circuit", "hashes", "--keys", Path, "--slots-max", "8", "--development");
            await Run("prove", "--circuit", "hashes", "--keys", Path, "--slots", "8", "--out", Proof);
        }

        public Task DisposeAsync()
        {
            Directory.Delete(Path, recursive: true);
            return Task.CompletedTask;
        }

        private static async Task Run(params string[] arguments)
        {
            (int code, string output) = await CliProcess.RunAsync(arguments);
            Assert.True(code == 0, output);
        }
    }
}
