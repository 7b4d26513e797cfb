using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;
using ZkRollup.Prover.Worker;
using ZkRollup.Sequencer.Batcher;
using ZkRollup.Sequencer.Traffic;
using ZkRollup.WorkingTree;

namespace ZkRollup.Prover.Solidity.Tests;

/// <summary>docs/vectors/rollup-proof.json, which forge verifies: the first batch of a small market, really proven.</summary>
/// <remarks>The blinding is random, so the file cannot be made again to the byte: it is read, and verified here.</remarks>
public sealed class RealProofTests
{
    private const ulong Chain = 31_337;
    private const ulong Seed = 20_261_122;
    private const int Transactions = 100;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string FilePath => SourceTree.PathOf("docs", "vectors", "rollup-proof.json");

    [LanesFact]
    public void RealProof_InRepository_IsValidForTheKeyOfToday()
    {
        if (CheckedInFile.IsWriting)
        {
            File.WriteAllText(FilePath, JsonSerializer.Serialize(Describe(Prove()), Options) + "\n");
        }

        VerifyingKey key = Keys.Rollup.Key.VerifyingKey;
        JsonNode file = JsonNode.Parse(File.ReadAllText(FilePath))!;
        Assert.True(
            Convert.ToHexStringLower(key.Digest) == ((string)file["digest"]!)[2..],
            $"{FilePath} is for another key. If the circuit was meant to change, run the tests once with {CheckedInFile.WriteSwitch}=1.");
        Assert.Equal(Hex(key.Bytes), (string)file["key"]!);
        Fr[] words = Elements(file["instance"]!);
        int columns = key.Shape.InstanceCount;
        int count = words.Length / columns;
        PublicInputs inputs = new(
            Elements(file["publicScalars"]!), [.. Enumerable.Range(0, columns).Select(c => words[(c * count)..((c + 1) * count)])]);
        Assert.True(EthereumAddress.TryRead(Bytes(file["contract"]!), out EthereumAddress contract));
        byte[] proof = Bytes(file["proof"]!);
        PlonkVerifier verifier = new(key);
        VerificationResult Verify(byte[] bytes) => verifier.Verify(new(Chain, contract), (int)file["slots"]!, inputs, bytes);
        VerificationResult result = Verify(proof);
        Assert.True(result.IsValid, result.ToString());
        foreach (JsonNode? flip in file["flips"]!.AsArray())
        {
            byte[] changed = [.. proof];
            changed[(int)flip!["offset"]!] ^= (byte)(int)flip["mask"]!;
            Assert.Equal((string)flip["status"]!, Verify(changed).Status.ToString());
        }
    }

    /// <summary>Bits of every point and of some evaluations, and what flipping them makes of the proof.</summary>
    private static IEnumerable<object> Flips(ProofFile file)
    {
        VerifyingKey key = Keys.Rollup.Key.VerifyingKey;
        ProofLayout layout = key.Layout;
        PlonkVerifier verifier = new(key);
        const int EvaluationStep = 7;
        IEnumerable<(int Offset, int Mask)> places =
        [
            .. Enumerable.Range(0, layout.PointCount).Select(point => (layout.PointOffset(point), 0x80)),
            .. Enumerable.Range(0, layout.PointCount).Select(point => (layout.PointOffset(point) + ProofLayout.PointLength - 1, 1)),
            .. Enumerable.Range(0, layout.EvaluationCount).Where(i => i % EvaluationStep == 0 || i == layout.EvaluationCount - 1)
                .SelectMany(i => new[] { (layout.EvaluationOffset(i), 0x80), (layout.EvaluationOffset(i) + Fr.ByteLength - 1, 1) }),
        ];
        foreach ((int offset, int mask) in places)
        {
            byte[] changed = file.Proof.ToArray();
            changed[offset] ^= (byte)mask;
            VerificationResult result = verifier.Verify(file.Context, file.Slots, file.Inputs, changed);
            yield return new { offset, mask, status = result.Status.ToString() };
        }
    }

    private static ProofFile Prove()
    {
        (RollupCircuit circuit, ProvingKey key) = Keys.Rollup;
        byte[] address = Enumerable.Repeat((byte)0xa5, EthereumAddress.Bytes).ToArray();
        Assert.True(EthereumAddress.TryRead(address, out EthereumAddress contract));
        TransactionDomain domain = new(new(Chain), contract);
        using MarketTraffic traffic = new(Seed, domain, new());
        BatchLimits limits = RollupSizes.Standard.LimitsFor(key.VerifyingKey.Shape.SlotsMax);
        Batcher batcher = new(new(domain, limits, long.MaxValue), traffic.Signatures);
        for (int i = 0; i < Transactions; i++)
        {
            _ = traffic.Next();
            batcher.Append(traffic.Engine.Log!);
            traffic.Engine.Log!.Clear();
        }

        batcher.Close();
        using CpuBackend backend = new();
        using BatchProver prover = new(circuit, key, backend);
        return prover.Prove(batcher.Take()!).File;
    }

    private static object Describe(ProofFile file) => new
    {
        description = "A proof of the rollup's circuit over the development string, its statement, and the key; ../verifier.md.",
        digest = Hex(file.KeyDigest),
        key = Hex(Keys.Rollup.Key.VerifyingKey.Bytes),
        slots = file.Slots,
        contract = file.Context.Contract.ToString(),
        publicScalars = file.Inputs.Scalars.Select(Hex).ToArray(),
        instance = file.Inputs.Columns.SelectMany(column => column).Select(Hex).ToArray(),
        proof = Hex(file.Proof),
        flips = Flips(file).ToArray(),
    };

    private static Fr[] Elements(JsonNode list) =>
        [.. list.AsArray().Select(item => Fr.TryReadBigEndian(Bytes(item!), out Fr value) ? value : throw new InvalidDataException())];

    private static string Hex(Fr value)
    {
        byte[] bytes = new byte[Fr.ByteLength];
        value.WriteBigEndian(bytes);
        return Hex(bytes);
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => $"0x{Convert.ToHexStringLower(bytes)}";

    private static byte[] Bytes(JsonNode text) => Convert.FromHexString(((string)text!).AsSpan(2));
}
