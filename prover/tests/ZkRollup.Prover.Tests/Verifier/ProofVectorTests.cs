using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;
using ZkRollup.WorkingTree;

namespace ZkRollup.Prover.Tests.Verifier;

/// <summary>docs/vectors/proof.json: made again from the code, read back, and read by a verifier that knows only the documents.</summary>
public sealed class ProofVectorTests
{
    private const string WriteSwitch = "ZKROLLUP_WRITE_VECTORS";

    private const string Description =
        "Proofs and their verdicts; see ../proof-format.md. All strings but names and statuses are hexadecimal. challenges is null where a "
        + "proof is rejected before they are drawn. The reference string is the public development string of 1,056 powers.";

    private static readonly string[] Answers = ["status", "challenges"];

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string FilePath => SourceTree.PathOf("docs", "vectors", "proof.json");

    [Fact]
    public void Vectors_InRepository_AreCurrent()
    {
        var content = new { Description, circuits = ProofVectors.All().Select(Describe).ToArray() };
        string text = JsonSerializer.Serialize(content, Options) + "\n";
        if (Environment.GetEnvironmentVariable(WriteSwitch) == "1")
        {
            File.WriteAllText(FilePath, text);
        }

        Assert.True(File.Exists(FilePath), $"{FilePath} is missing; run the tests once with {WriteSwitch}=1.");
        Assert.Equal(text, File.ReadAllText(FilePath));
    }

    [Fact]
    public void Verify_EveryVectorOfTheFile_GivesItsStatusAndChallenges()
    {
        int valid = 0;
        HashSet<VerificationStatus> seen = [];
        foreach (JsonNode? circuit in Circuits())
        {
            Assert.True(VerifyingKey.TryRead(Bytes(circuit!["key"]), out VerifyingKey? key).IsSuccess);
            Assert.Equal(Bytes(circuit["digest"]), key!.Digest.ToArray());
            foreach (JsonNode? item in circuit["cases"]!.AsArray())
            {
                string name = (string)item!["name"]!;
                ProofVectors.Case parsed = Parse(item);
                VerificationResult result = PlonkVerifier.Verify(key, parsed.Context, parsed.Slots, parsed.Inputs, parsed.Proof);
                Assert.Equal((name, parsed.Status), (name, result.Status));
                JsonNode? drawn = JsonSerializer.SerializeToNode(Challenges(key, parsed), Options);
                Assert.Equal(item["challenges"]?.ToJsonString(), drawn?.ToJsonString());
                valid += result.IsValid ? 1 : 0;
                _ = seen.Add(result.Status);
            }
        }

        Assert.Equal(4, valid);
        VerificationStatus[] unreachable =
        [
            VerificationStatus.PublicDenominatorZero,
            VerificationStatus.EvaluationPointInDomain,
            VerificationStatus.OpeningPointOnDivisor,
        ];
        Assert.Equal(Enum.GetValues<VerificationStatus>().Except(unreachable).Order(), seen.Order());
    }

    /// <summary>The JavaScript is handed the file without the answers.</summary>
    [NodeFact]
    public void Vectors_ReadByVerifierOfTheDocument_SameStatusesAndChallenges()
    {
        JsonArray circuits = Circuits();
        List<string> expected = [];
        foreach (JsonNode? circuit in circuits)
        {
            expected.Add((string)circuit!["digest"]!);
            foreach (JsonNode? item in circuit["cases"]!.AsArray())
            {
                expected.Add(Answer((string)item!["name"]!, item));
                Array.ForEach(Answers, answer => item.AsObject().Remove(answer));
            }

            Assert.True(circuit.AsObject().Remove("digest"));
        }

        JsonObject question = new() { ["circuits"] = circuits.DeepClone() };
        JsonArray answered = JsonNode.Parse(NodeProgram.Run(question.ToJsonString(), "plonk.mjs"))!.AsArray();
        List<string> actual = [];
        foreach ((JsonNode? circuit, JsonNode? answer) in circuits.Zip(answered))
        {
            actual.Add((string)answer!["digest"]!);
            actual.AddRange(circuit!["cases"]!.AsArray().Zip(answer["cases"]!.AsArray(), (item, verdict) =>
                Answer((string)item!["name"]!, verdict!)));
        }

        Assert.Equal(expected, actual);
    }

    private static string Answer(string name, JsonNode item) => $"{name}: {item["status"]}, {item["challenges"]?.ToJsonString() ?? "none"}";

    private static JsonArray Circuits() => JsonNode.Parse(File.ReadAllText(FilePath))!["circuits"]!.AsArray();

    private static object Describe(ProofVectors.Group group) => new
    {
        name = $"{group.Key.Shape.Name}, packing factor {group.Key.Shape.PackingFactor}",
        key = Hex(group.Key.Bytes),
        digest = Hex(group.Key.Digest),
        cases = group.Cases.Select(item => Describe(group.Key, item)).ToArray(),
    };

    private static object Describe(VerifyingKey key, ProofVectors.Case item)
    {
        return new
        {
            item.Name,
            status = item.Status.ToString(),
            item.Slots,
            chainId = $"0x{item.Context.ChainId:x16}",
            contract = item.Context.Contract.ToString().ToLowerInvariant(),
            blobHashes = item.Context.BlobHashes.ToArray().Chunk(ProofContext.BlobHashLength).Select(hash => Hex(hash)).ToArray(),
            publicScalars = item.Inputs.Scalars.Select(value => value.ToString()).ToArray(),
            instanceColumns = item.Inputs.Columns.Select(column => column.Select(value => value.ToString()).ToArray()).ToArray(),
            proof = Hex(item.Proof),
            challenges = Challenges(key, item),
        };
    }

    /// <summary>The challenges by name, or null if the statement or the bytes are not those of a proof.</summary>
    private static object? Challenges(VerifyingKey key, ProofVectors.Case item)
    {
        if (item.Status is not (VerificationStatus.Valid or VerificationStatus.PairingsDiffer))
        {
            return null;
        }

        Assert.True(ProofReader.TryRead(key.Layout, item.Proof, out ProofReader? proof).IsValid);
        Challenges drawn = Prover.Verifier.Challenges.Draw(new(key, item.Context, item.Slots, item.Inputs), proof!);
        return new
        {
            beta = drawn.Beta.ToString(),
            gamma = drawn.Gamma.ToString(),
            y = drawn.Y.ToString(),
            zeta = drawn.Zeta.ToString(),
            v = drawn.V.ToString(),
            z = drawn.Z.ToString(),
        };
    }

    private static ProofVectors.Case Parse(JsonNode item)
    {
        Assert.True(EthereumAddress.TryRead(Bytes(item["contract"]), out EthereumAddress contract));
        byte[] blobs = [.. item["blobHashes"]!.AsArray().SelectMany(Bytes)];
        ulong chainId = BinaryPrimitives.ReadUInt64BigEndian(Bytes(item["chainId"]));
        Fr[][] columns = [.. item["instanceColumns"]!.AsArray().Select(Scalars)];
        return new(
            (string)item["name"]!,
            new(chainId, contract, blobs),
            (int)item["slots"]!,
            new(Scalars(item["publicScalars"]), columns),
            Bytes(item["proof"]),
            Enum.Parse<VerificationStatus>((string)item["status"]!));
    }

    private static Fr[] Scalars(JsonNode? list) => [.. list!.AsArray().Select(item => Fr.FromHex(((string)item!).AsSpan(2)))];

    private static byte[] Bytes(JsonNode? hex) => Convert.FromHexString(((string)hex!).AsSpan(2));

    private static string Hex(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);
}
