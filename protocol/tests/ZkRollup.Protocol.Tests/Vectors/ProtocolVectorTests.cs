using System.Text.Json;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Tests.Encoding;
using ZkRollup.Protocol.Transactions;
using ZkRollup.WorkingTree;

namespace ZkRollup.Protocol.Tests.Vectors;

/// <summary>docs/vectors/protocol.json: written from the code, read back, recomputed by another reading of the specification.</summary>
public class ProtocolVectorTests
{
    [Fact]
    public void File_Regenerated_IsUnchanged() => VectorFile.RequireCurrent(VectorContent.Make());

    [Fact]
    public void File_EveryTransaction_IsReadFromJsonAndBinary()
    {
        HashSet<string> types = [];
        foreach (JsonElement vector in VectorFile.Read().GetProperty("transactions").EnumerateArray())
        {
            JsonElement json = vector.GetProperty("json");
            types.Add(json.GetProperty("type").GetString()!);
            Wire wire = Wire.Of(Enum.Parse<TransactionKind>(json.GetProperty("type").GetString()!));
            byte[] binary = Convert.FromHexString(vector.GetProperty("binary").GetString()!);
            Assert.True(wire.TryJson(json.GetRawText(), out object fromJson, out DecodeError error), $"{error}");
            Assert.True(wire.TryBinary(binary, out object fromBinary, out error), $"{error}");
            Assert.Equal(fromJson, fromBinary);
            Assert.Equal(binary, wire.ToBinary(fromJson));
            Assert.Equal(vector.GetProperty("hash").GetString(), wire.Hash(WireData.Domain, fromJson).ToString());
            if (wire.IsOperation)
            {
                Fr[] lanes = [.. Strings(vector.GetProperty("lanes")).Select(lane => Fr.FromHex(lane))];
                Assert.True(wire.TryLanes(lanes, out object fromLanes, out error), $"{error}");
                Assert.Equal(fromJson, fromLanes);
            }
        }

        Assert.Equal(Enum.GetNames<TransactionKind>().Order(), types.Order());
    }

    [Fact]
    public void File_PublicData_IsRead()
    {
        JsonElement expected = VectorFile.Read().GetProperty("publicData");
        Fr[] words = [.. Strings(expected.GetProperty("words")).Select(word => Fr.FromHex(word))];
        Assert.True(BatchPublicData.TryRead(words, out BatchPublicData? data, out DecodeError error), $"{error}");
        Assert.Equal(words, data.ToWords());
        Assert.Equal(expected.GetProperty("header").GetProperty("number").GetInt64(), data.Header.Number.Value);
    }

    [NodeOracleFact]
    public void File_RecomputedFromTheSpecificationInJavaScript_IsTheSame()
    {
        NodePackages packages = new(SourceTree.PathOf("protocol", "tests", "node-oracle"));
        JsonElement answer = JsonDocument.Parse(packages.Run(VectorFile.ReadText(), "protocol.mjs")).RootElement;
        JsonElement file = VectorFile.Read();
        Assert.Equal(file.GetProperty("domain").GetProperty("lane").GetString(), answer.GetProperty("domainLane").GetString());
        AssertEach(file, answer, "transactions", (vector, other) =>
        {
            string type = other.GetProperty("type").GetString()!;
            Assert.Equal(Strings(vector.GetProperty("lanes")).Prepend(type), Strings(other.GetProperty("lanes")).Prepend(type));
            Assert.Equal((type, vector.GetProperty("hash").GetString()), (type, other.GetProperty("hash").GetString()));
            Assert.Equal((type, vector.GetProperty("binary").GetString()), (type, other.GetProperty("binary").GetString()));
            Assert.Equal(vector.TryGetProperty("publicKey", out _), other.GetProperty("isSigned").GetBoolean());
        });
        AssertEach(file, answer, "records", (vector, other) =>
        {
            Assert.Equal(Strings(vector.GetProperty("lanes")), Strings(other.GetProperty("lanes")));
            Assert.Equal(vector.GetProperty("leaf").GetString(), other.GetProperty("leaf").GetString());
        });
        AssertEach(file, answer, "addresses", (vector, other) =>
            Assert.Equal(vector.GetProperty("address").GetUInt32(), other.GetUInt32()));
        Assert.Equal(file.GetProperty("stateRoot").GetProperty("root").GetString(), answer.GetProperty("stateRoot").GetString());
        AssertEach(file, answer, "logs", (vector, other) =>
        {
            JsonElement[] transactions = [.. vector.GetProperty("transactions").EnumerateArray()];
            string[] leaves = [.. transactions.Select(t => t.GetProperty("leaf").GetString()!)];
            Assert.Equal(leaves, Strings(other.GetProperty("leaves")));
            Assert.Equal(vector.GetProperty("root").GetString(), other.GetProperty("root").GetString());
        });
        Assert.Equal(Strings(file.GetProperty("publicData").GetProperty("words")), Strings(answer.GetProperty("publicData")));
    }

    private static void AssertEach(JsonElement file, JsonElement answer, string list, Action<JsonElement, JsonElement> check)
    {
        JsonElement[] vectors = [.. file.GetProperty(list).EnumerateArray()];
        JsonElement[] others = [.. answer.GetProperty(list).EnumerateArray()];
        Assert.Equal(vectors.Length, others.Length);
        Assert.NotEmpty(vectors);
        for (int i = 0; i < vectors.Length; i++)
        {
            check(vectors[i], others[i]);
        }
    }

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
