using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests.Curves;

public class JubjubEncodingTests
{
    private static readonly BigInteger R = JubjubOracle.R;

    [Fact]
    public void Encodings_AllKindsOfPoints_RoundTripAndAreLittleEndian()
    {
        foreach (JubjubPoint p in JubjubSamples.Points(random: 10, seed: 31))
        {
            byte[] full = new byte[64];
            byte[] compressed = new byte[32];
            p.WriteUncompressed(full);
            p.WriteCompressed(compressed);
            JubjubOracle expected = JubjubOracle.From(p);
            Assert.Equal(expected.X, new BigInteger(full.AsSpan(0, 32), isUnsigned: true));
            Assert.Equal(expected.Y, new BigInteger(full.AsSpan(32), isUnsigned: true));
            Assert.Equal(expected.Y + ((expected.X & 1) << 255), new BigInteger(compressed, isUnsigned: true));
            Assert.True(JubjubPoint.TryReadUncompressed(full, out JubjubPoint first));
            Assert.True(JubjubPoint.TryReadCompressedVarTime(compressed, out JubjubPoint second));
            Assert.Equal(p, first);
            Assert.Equal(p, second);
            Assert.True(second.IsOnCurve);
        }
    }

    [Fact]
    public void TryReadUncompressed_NotCanonicalOffCurveOrWrongLength_Rejected()
    {
        JubjubOracle g = JubjubOracle.Generator;
        Assert.True(JubjubPoint.TryReadUncompressed(Uncompressed(g.X, g.Y), out _));
        (BigInteger X, BigInteger Y)[] bad =
        [
            (g.X + R, g.Y), (g.X, g.Y + R), (R, 1), (0, R + 1), (0, 0), (1, 1), (g.Y, g.X), (g.X + 1, g.Y), (g.X, g.Y ^ 1), (R, R),
        ];
        foreach ((BigInteger x, BigInteger y) in bad)
        {
            Assert.False(JubjubPoint.TryReadUncompressed(Uncompressed(x, y), out JubjubPoint rejected));
            Assert.True(rejected.IsIdentity);
        }

        byte[] bytes = Uncompressed(g.X, g.Y);
        Assert.False(JubjubPoint.TryReadUncompressed([], out _));
        Assert.False(JubjubPoint.TryReadUncompressed(bytes.AsSpan(1), out _));
        Assert.False(JubjubPoint.TryReadUncompressed([.. bytes, 0], out _));
    }

    [Fact]
    public void TryReadCompressed_NotCanonical_Rejected()
    {
        BigInteger sign = BigInteger.One << 255;
        BigInteger[] accepted = [1, R - 1, 0, sign]; // the identity, the point of order 2, and y = 0 with both roots
        BigInteger[] rejected = [1 + sign, R - 1 + sign, R, R + 1, R + sign, (BigInteger.One << 255) - 1, (BigInteger.One << 256) - 1];
        Assert.All(accepted, v => Assert.True(JubjubPoint.TryReadCompressedVarTime(Bytes(v), out _)));
        foreach (BigInteger v in rejected)
        {
            Assert.False(JubjubPoint.TryReadCompressedVarTime(Bytes(v), out JubjubPoint point));
            Assert.True(point.IsIdentity);
        }

        Assert.False(JubjubPoint.TryReadCompressedVarTime([], out _));
        Assert.False(JubjubPoint.TryReadCompressedVarTime(new byte[31], out _));
        Assert.False(JubjubPoint.TryReadCompressedVarTime(new byte[33], out _));
    }

    [Fact]
    public void TryReadCompressed_RandomY_AcceptedIffXSquaredIsASquare()
    {
        int acceptedCount = 0;
        foreach (BigInteger y in Oracle.RandomValues(R, 60, seed: 32))
        {
            BigInteger yy = y * y % R;
            BigInteger inverse = BigInteger.ModPow(1 + (JubjubOracle.D * yy), R - 2, R);
            BigInteger xx = (yy - 1 + R) * inverse % R;
            bool isSquare = BigInteger.ModPow(xx, (R - 1) / 2, R) <= 1;
            Assert.Equal(isSquare, JubjubPoint.TryReadCompressedVarTime(Bytes(y), out JubjubPoint even));
            Assert.Equal(isSquare, JubjubPoint.TryReadCompressedVarTime(Bytes(y + (BigInteger.One << 255)), out JubjubPoint odd));
            if (isSquare)
            {
                acceptedCount++;
                Assert.Equal(-even, odd);
                odd.ToAffine(out Fr x, out _);
                Assert.True(x.IsOdd);
            }
        }

        Assert.InRange(acceptedCount, 10, 50);
    }

    [Fact]
    public void TryRead_RandomBytesOfAnyLength_NeverThrows()
    {
        Random random = new(33);
        for (int i = 0; i < 400; i++)
        {
            byte[] bytes = new byte[random.Next(100)];
            random.NextBytes(bytes);
            bool compressed = JubjubPoint.TryReadCompressedVarTime(bytes, out JubjubPoint a);
            bool full = JubjubPoint.TryReadUncompressed(bytes, out JubjubPoint b);
            Assert.True(a.IsOnCurve && b.IsOnCurve);
            Assert.True((!compressed || bytes.Length == 32) && (!full || bytes.Length == 64));
        }
    }

    private static byte[] Uncompressed(BigInteger x, BigInteger y) => [.. Bytes(x), .. Bytes(y)];

    private static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = new byte[32];
        Assert.True(value.TryWriteBytes(bytes, out _, isUnsigned: true));
        return bytes;
    }
}
