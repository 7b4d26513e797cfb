using System.Text.Json.Nodes;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Worker;
using ZkRollup.WorkingTree;

namespace ZkRollup.Prover.Solidity.Tests;

/// <summary>The keys that verifiers are generated for: that of the rollup, and those of docs/vectors/proof.json.</summary>
internal static class Keys
{
    private static readonly Lazy<(RollupCircuit Circuit, ProvingKey Key)> RollupOnce = new(() =>
    {
        RollupCircuit circuit = new(RollupSizes.Standard);
        return (circuit, RollupKey.CreateDevelopment(circuit));
    });

    /// <summary>The circuit of the rollup and its key over the development string.</summary>
    internal static (RollupCircuit Circuit, ProvingKey Key) Rollup => RollupOnce.Value;

    /// <summary>That key as docs/vectors/rollup-proof.json has it; <see cref="RealProofTests"/> compares it with the circuit.</summary>
    internal static VerifyingKey RollupVerifying =>
        CheckedInFile.IsWriting ? Rollup.Key.VerifyingKey : Read("rollup-proof.json", file => file["key"]!);

    /// <summary>The verifiers that forge tests with the vectors: one whole, one in parts, one with few features.</summary>
    internal static IReadOnlyList<(VerifierOptions Options, int Circuit)> Vectors { get; } =
    [
        (Test("EverythingOne", blobs: 2), 0),
        (Test("EverythingTwo", blobs: 2) with { PartLength = 500 }, 1),
        (Test("SquaresFour", blobs: 0), 2),
    ];

    /// <summary>A key of the vectors.</summary>
    internal static VerifyingKey Vector(int circuit) => Read("proof.json", file => file["circuits"]![circuit]!["key"]!);

    private static VerifyingKey Read(string name, Func<JsonNode, JsonNode> find)
    {
        string text = (string)find(JsonNode.Parse(File.ReadAllText(SourceTree.PathOf("docs", "vectors", name)))!)!;
        Assert.True(VerifyingKey.TryRead(Convert.FromHexString(text.AsSpan(2)), out VerifyingKey? key).IsSuccess);
        return key!;
    }

    private static VerifierOptions Test(string name, int blobs) => new(name, "../../src/interfaces/IBatchVerifier.sol")
    {
        BlobHashes = Enumerable.Repeat((byte)7, 32 * blobs).ToArray(),
    };
}
