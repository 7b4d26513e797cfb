using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Tests.Hashing;

/// <summary>docs/vectors/poseidon2.json: written from the code, read back against the BigInteger oracle.</summary>
public class Poseidon2VectorTests
{
    private const string FileName = "poseidon2.json";
    private static readonly ulong[] Domains = [0, 1, ulong.MaxValue];

    [Fact]
    public void File_Regenerated_IsUnchanged()
    {
        object content = new
        {
            Description = "Poseidon2 over the scalar field of BLS12-381, t = 4; see ../poseidon2.md. Hexadecimal integers.",
            ExternalRoundConstants = Strings(Poseidon2.ExternalRoundConstants),
            InternalRoundConstants = Strings(Poseidon2.InternalRoundConstants),
            InternalDiagonal = Strings(Poseidon2.InternalDiagonal),
            Permutation = States().Select(PermutationVector),
            Compression = States().SelectMany(state => Enum.GetValues<TreeDomain>().Select(domain => CompressionVector(state, domain))),
            Sponge = Enumerable.Range(0, 9).SelectMany(length => Domains.Select(domain => SpongeVector(domain, length))),
        };
        VectorFile.RequireCurrent(FileName, content);
    }

    [Fact]
    public void File_EveryVector_MatchesBigInteger()
    {
        JsonElement file = VectorFile.Read(FileName);
        JsonElement external = file.GetProperty("externalRoundConstants");
        Assert.Equal(Poseidon2Oracle.RoundConstants[..16], Integers(external)[..16]);
        Assert.Equal(Poseidon2Oracle.RoundConstants[16..72], Integers(file.GetProperty("internalRoundConstants")));
        Assert.Equal(Poseidon2Oracle.RoundConstants[72..], Integers(external)[16..]);
        int count = 0;
        foreach (JsonElement vector in file.GetProperty("permutation").EnumerateArray())
        {
            count++;
            Assert.Equal(Poseidon2Oracle.Permute(Integers(vector.GetProperty("input"))), Integers(vector.GetProperty("output")));
        }

        foreach (JsonElement vector in file.GetProperty("compression").EnumerateArray())
        {
            count++;
            string tag = vector.GetProperty("domain").GetString() == "leaf" ? "zkr.leaf" : "zkr.node";
            Assert.Equal(Poseidon2Oracle.Compress(Integers(vector.GetProperty("input")), tag), Integer(vector.GetProperty("output")));
        }

        foreach (JsonElement vector in file.GetProperty("sponge").EnumerateArray())
        {
            count++;
            ulong domain = ulong.Parse(vector.GetProperty("domain").GetString()!, CultureInfo.InvariantCulture);
            Assert.Equal(Poseidon2Oracle.Hash(domain, Integers(vector.GetProperty("message"))), Integer(vector.GetProperty("digest")));
        }

        Assert.Equal(5 + 10 + 27, count);
    }

    private static object PermutationVector(Fr[] input)
    {
        Fr[] output = [.. input];
        Poseidon2.Permute(output);
        return new { Input = Strings(input), Output = Strings(output) };
    }

    private static object CompressionVector(Fr[] x, TreeDomain domain)
    {
        Fr output = Poseidon2.Compress(x[0], x[1], x[2], x[3], domain);
        string name = domain == TreeDomain.Leaf ? "leaf" : "node";
        return new { Domain = name, Input = Strings(x), Output = output.ToString() };
    }

    private static object SpongeVector(ulong domain, int length)
    {
        Fr[] message = [.. Oracle.RandomValues(Poseidon2Oracle.R, length, seed: length).Select(Oracle.Element<Fr>)];
        string name = domain.ToString(CultureInfo.InvariantCulture);
        return new { Domain = name, Message = Strings(message), Digest = Poseidon2.Hash(domain, message).ToString() };
    }

    private static IEnumerable<Fr[]> States()
    {
        yield return [Fr.Zero, Fr.One, Fr.FromUInt64(2), Fr.FromUInt64(3)];
        yield return [Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero];
        yield return [-Fr.One, -Fr.One, -Fr.One, -Fr.One];
        yield return [.. Oracle.RandomValues(Poseidon2Oracle.R, 4, seed: 71).Select(Oracle.Element<Fr>)];
        yield return [.. Oracle.RandomValues(Poseidon2Oracle.R, 4, seed: 72).Select(Oracle.Element<Fr>)];
    }

    private static string[] Strings(IEnumerable<Fr> values) => [.. values.Select(v => v.ToString())];

    private static BigInteger[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(Integer)];

    private static BigInteger Integer(JsonElement element) => Poseidon2Oracle.Hex(element.GetString()![2..]);
}
