using System.Text.Json;
using ZkRollup.Crypto.Curves;

namespace ZkRollup.Crypto.Tests.Curves;

/// <summary>The precompiles against the vectors of EIP-2537, and their totality.</summary>
public class Eip2537Tests
{
    private const string Folder = "vectors/eip-2537";

    private delegate Eip2537Result Precompile(ReadOnlySpan<byte> input, Span<byte> output);

    private sealed record Vector(string Name, byte[] Input, byte[] Expected, string? ExpectedError);

    [SharedDataTheory(Folder)]
    [InlineData("add_G1_bls", 9)]
    [InlineData("add_G2_bls", 9)]
    [InlineData("mul_G1_bls", 11)]
    [InlineData("mul_G2_bls", 11)]
    [InlineData("msm_G1_bls", 53)]
    [InlineData("pairing_check_bls", 15)]
    [InlineData("map_fp_to_G1_bls", 5)]
    [InlineData("map_fp2_to_G2_bls", 5)]
    public void Precompile_PublishedVector_Matches(string file, int count)
    {
        Vector[] vectors = Read(file);
        Assert.Equal(count, vectors.Length);
        Assert.All(vectors, vector =>
        {
            byte[] output = new byte[vector.Expected.Length];
            Assert.Equal(Eip2537Result.Success, Select(file).Run(vector.Input, output));
            Assert.Equal(Convert.ToHexString(vector.Expected), Convert.ToHexString(output));
        });
    }

    [SharedDataTheory(Folder)]
    [InlineData("fail-add_G1_bls", 7)]
    [InlineData("fail-add_G2_bls", 7)]
    [InlineData("fail-mul_G1_bls", 8)]
    [InlineData("fail-mul_G2_bls", 8)]
    [InlineData("fail-msm_G1_bls", 8)]
    [InlineData("fail-msm_G2_bls", 8)]
    [InlineData("fail-pairing_check_bls", 25)]
    [InlineData("fail-map_fp_to_G1_bls", 5)]
    [InlineData("fail-map_fp2_to_G2_bls", 5)]
    public void Precompile_PublishedFailure_RejectedForItsCause(string file, int count)
    {
        Vector[] vectors = Read(file);
        Assert.Equal(count, vectors.Length);
        Assert.All(vectors, vector =>
        {
            (Precompile run, int outputLength) = Select(file);
            byte[] output = [.. Enumerable.Repeat((byte)0xa5, outputLength)];
            Assert.Equal(Cause(vector.ExpectedError), run(vector.Input, output));
            Assert.All(output, b => Assert.Equal(0xa5, b));
        });
    }

    [Theory]
    [InlineData("add_G1")]
    [InlineData("add_G2")]
    [InlineData("msm_G1")]
    [InlineData("msm_G2")]
    [InlineData("pairing")]
    [InlineData("map_fp_")]
    [InlineData("map_fp2")]
    public void Precompile_AnyBytes_NeverThrows(string name)
    {
        (Precompile run, int outputLength) = Select(name);
        Random random = new(5);
        for (int i = 0; i < 500; i++)
        {
            byte[] input = new byte[random.Next(0, 800)];
            random.NextBytes(input);

            // Leave only low bytes in most tries, so that fields decode and later checks are reached.
            for (int j = 0; i % 4 != 0 && j < input.Length; j++)
            {
                input[j] = j % 64 < 17 ? (byte)0 : input[j];
            }

            Assert.NotEqual(Eip2537Result.OutputLength, run(input, new byte[outputLength]));
        }
    }

    [Theory]
    [InlineData("add_G1", 256)]
    [InlineData("add_G2", 512)]
    [InlineData("msm_G1", 160)]
    [InlineData("msm_G2", 288)]
    [InlineData("pairing", 384)]
    [InlineData("map_fp_", 64)]
    [InlineData("map_fp2", 128)]
    public void Precompile_WrongLengths_RejectedForTheirCause(string name, int inputLength)
    {
        (Precompile run, int outputLength) = Select(name);
        byte[] zeros = new byte[inputLength];
        Assert.Equal(Eip2537Result.Success, run(zeros, new byte[outputLength]));
        Assert.Equal(Eip2537Result.OutputLength, run(zeros, new byte[outputLength - 1]));
        Assert.Equal(Eip2537Result.OutputLength, run(zeros, new byte[outputLength + 1]));
        Assert.Equal(Eip2537Result.InputLength, run([], new byte[outputLength]));
        Assert.Equal(Eip2537Result.InputLength, run(zeros.AsSpan(1), new byte[outputLength]));
        Assert.Equal(Eip2537Result.InputLength, run(new byte[inputLength + 1], new byte[outputLength]));
    }

    [Fact]
    public void Add_OutputOverInput_MatchesSeparateBuffers()
    {
        byte[] buffer = new byte[256];
        G1Affine.Generator.WriteEip2537(buffer);
        G1Affine.Generator.WriteEip2537(buffer.AsSpan(128));
        byte[] expected = new byte[128];
        Assert.Equal(Eip2537Result.Success, Eip2537.TryG1Add(buffer, expected));
        Assert.Equal(Eip2537Result.Success, Eip2537.TryG1Add(buffer, buffer.AsSpan(0, 128)));
        Assert.Equal(expected, buffer[..128]);
    }

    private static (Precompile Run, int OutputLength) Select(string file) => file.Replace("fail-", "", StringComparison.Ordinal) switch
    {
        ['a', 'd', 'd', _, 'G', '1', ..] => (Eip2537.TryG1Add, 128),
        ['a', 'd', 'd', _, 'G', '2', ..] => (Eip2537.TryG2Add, 256),
        ['m', _, 'l' or 'm', _, 'G', '1', ..] => (Eip2537.TryG1Msm, 128),
        ['m', _, 'l' or 'm', _, 'G', '2', ..] => (Eip2537.TryG2Msm, 256),
        ['p', ..] => (Eip2537.TryPairingCheck, 32),
        ['m', 'a', 'p', _, 'f', 'p', '_', ..] => (Eip2537.TryMapFpToG1, 128),
        ['m', 'a', 'p', _, 'f', 'p', '2', ..] => (Eip2537.TryMapFp2ToG2, 256),
        _ => throw new ArgumentOutOfRangeException(nameof(file), file, "unknown precompile"),
    };

    private static Eip2537Result Cause(string? error) => error switch
    {
        "invalid input length" => Eip2537Result.InputLength,
        "invalid field element top bytes" => Eip2537Result.FieldElementTopBytes,
        "invalid fp.Element encoding" => Eip2537Result.FieldElementNotCanonical,
        "invalid point: not on curve" => Eip2537Result.PointNotOnCurve,
        "g1 point is not in the correct subgroup" => Eip2537Result.G1NotInSubgroup,
        "g2 point is not in the correct subgroup" => Eip2537Result.G2NotInSubgroup,
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "unknown error"),
    };

    private static Vector[] Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf($"{Folder}/{file}.json")));
        return [.. document.RootElement.EnumerateArray().Select(item => new Vector(
            item.GetProperty("Name").GetString()!,
            Convert.FromHexString(item.GetProperty("Input").GetString()!),
            Convert.FromHexString(item.TryGetProperty("Expected", out JsonElement expected) ? expected.GetString()! : ""),
            item.TryGetProperty("ExpectedError", out JsonElement error) ? error.GetString() : null))];
    }
}
