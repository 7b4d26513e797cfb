using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Transcript;

namespace ZkRollup.Prover.Tests.Transcript;

/// <summary>One step of a transcript, with its data as specified: what the published vectors are made of.</summary>
/// <param name="Kind">bytes, scalars, points, integers or challenge.</param>
/// <param name="Label">The label.</param>
/// <param name="Data">Hexadecimal digits; null for a challenge.</param>
internal sealed record TranscriptStep(string Kind, string Label, string? Data)
{
    private byte[] Bytes => Convert.FromHexString(Data ?? "");

    private byte[] LabelBytes => [.. Label.Select(c => (byte)c)];

    /// <summary>Takes the step; returns the challenge, if it is one.</summary>
    internal Fr? Apply(KeccakTranscript transcript)
    {
        switch (Kind)
        {
            case "bytes":
                transcript.AbsorbBytes(LabelBytes, Bytes);
                return null;
            case "scalars":
                transcript.AbsorbScalars(LabelBytes, [.. Bytes.Chunk(32).Select(chunk => Read(chunk))]);
                return null;
            case "points":
                transcript.AbsorbPoints(LabelBytes, [.. Bytes.Chunk(128).Select(ReadPoint)]);
                return null;
            case "integers":
                transcript.AbsorbIntegers(
                    LabelBytes, [.. Bytes.Chunk(32).Select(chunk => new BigInteger(chunk, isUnsigned: true, isBigEndian: true))]);
                return null;
            default:
                return transcript.Challenge(LabelBytes);
        }
    }

    private static Fr Read(byte[] bytes)
    {
        Assert.True(Fr.TryReadBigEndian(bytes, out Fr value));
        return value;
    }

    private static G1Affine ReadPoint(byte[] bytes)
    {
        // Only encodes: flipped coordinates need not be those of a point of the curve.
        Assert.True(Fp.TryReadBigEndian(bytes.AsSpan(16, 48), out Fp x));
        Assert.True(Fp.TryReadBigEndian(bytes.AsSpan(80, 48), out Fp y));
        return new G1Affine(x, y);
    }
}

/// <summary>A transcript of every kind of item, in the order of a proof.</summary>
internal static class TranscriptScript
{
    internal const string Domain = "zkrollup.test.v1";

    internal static IReadOnlyList<TranscriptStep> Steps { get; } =
    [
        new("bytes", "key", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
        new("integers", "sizes", Word(4096) + Word(16)),
        new("integers", "chain", Word(31337)),
        new("integers", "wide", Word((BigInteger.One << 256) - 1) + Word(0)),
        new("bytes", "empty", ""),
        new("bytes", "odd", "01"),
        new("scalars", "public", Word(0) + Word(1) + (-Fr.One).ToString()[2..]),
        new("scalars", "none", ""),
        new("points", "columns", Point(1) + Point(2)),
        new("points", "infinity", Point(0)),
        new("challenge", "beta", null),
        new("challenge", "gamma", null),
        new("challenge", "gamma", null),
        new("points", "product", Point(12345)),
        new("scalars", "a-label-of-the-greatest-length!", Word(7)),
        new("challenge", "zeta", null),
        new("bytes", "long", string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i & 255:x2}"))),
        new("challenge", "v", null),
    ];

    internal static KeccakTranscript Start() => new([.. Domain.Select(c => (byte)c)]);

    /// <summary>All challenges of a sequence of steps.</summary>
    internal static IReadOnlyList<Fr> Challenges(IEnumerable<TranscriptStep> steps, KeccakTranscript? transcript = null)
    {
        KeccakTranscript running = transcript ?? Start();
        return [.. steps.Select(step => step.Apply(running)).Where(c => c.HasValue).Select(c => c!.Value)];
    }

    private static string Word(BigInteger value)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return Convert.ToHexStringLower(bytes).PadLeft(64, '0');
    }

    private static string Point(ulong multiple)
    {
        byte[] bytes = new byte[128];
        G1Jacobian.Generator.MultiplyVarTime(Fr.FromUInt64(multiple)).ToAffine().WriteEip2537(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
