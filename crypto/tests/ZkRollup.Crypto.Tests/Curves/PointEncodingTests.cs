using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using static ZkRollup.Crypto.Curves.PointDecodeResult;

namespace ZkRollup.Crypto.Tests.Curves;

public class G1EncodingTests : PointEncodingTests<G1Affine>
{
    private protected override int CoordinateLength => 48;

    private protected override G1Affine Multiple(BigInteger k) => CurveOracle.G1(k).ToAffine();

    private protected override G1Affine Outside => CurveOracle.AnyPointOfG1Curve(1);

    private protected override G1Affine OffCurve => new(G1Affine.Generator.X, G1Affine.Generator.Y + Fp.One);

    private protected override byte[] Write(Form form, G1Affine point)
    {
        byte[] bytes = new byte[Length(form)];
        switch (form)
        {
            case Form.Compressed: point.WriteCompressed(bytes); break;
            case Form.Uncompressed: point.WriteUncompressed(bytes); break;
            default: point.WriteEip2537(bytes); break;
        }

        return bytes;
    }

    private protected override PointDecodeResult Read(Form form, ReadOnlySpan<byte> bytes, out G1Affine point) => form switch
    {
        Form.Compressed => G1Affine.TryReadCompressed(bytes, out point),
        Form.Uncompressed => G1Affine.TryReadUncompressed(bytes, out point),
        _ => G1Affine.TryReadEip2537(bytes, out point),
    };

    private protected override PointDecodeResult ReadUnchecked(Form form, ReadOnlySpan<byte> bytes, out G1Affine point) => form switch
    {
        Form.Compressed => G1Affine.TryReadCompressedUnchecked(bytes, out point),
        Form.Uncompressed => G1Affine.TryReadUncompressedUnchecked(bytes, out point),
        _ => G1Affine.TryReadEip2537Unchecked(bytes, out point),
    };

    [Fact]
    public void Compressed_Generator_MatchesPublishedBytes() => Assert.Equal(
        "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb",
        CurveOracle.CompressedHex(G1Affine.Generator));
}

public class G2EncodingTests : PointEncodingTests<G2Affine>
{
    private protected override int CoordinateLength => 96;

    private protected override G2Affine Multiple(BigInteger k) => CurveOracle.G2(k).ToAffine();

    private protected override G2Affine Outside => CurveOracle.AnyPointOfG2Curve(1);

    private protected override G2Affine OffCurve => new(G2Affine.Generator.X, G2Affine.Generator.Y + Fp2.One);

    private protected override byte[] Write(Form form, G2Affine point)
    {
        byte[] bytes = new byte[Length(form)];
        switch (form)
        {
            case Form.Compressed: point.WriteCompressed(bytes); break;
            case Form.Uncompressed: point.WriteUncompressed(bytes); break;
            default: point.WriteEip2537(bytes); break;
        }

        return bytes;
    }

    private protected override PointDecodeResult Read(Form form, ReadOnlySpan<byte> bytes, out G2Affine point) => form switch
    {
        Form.Compressed => G2Affine.TryReadCompressed(bytes, out point),
        Form.Uncompressed => G2Affine.TryReadUncompressed(bytes, out point),
        _ => G2Affine.TryReadEip2537(bytes, out point),
    };

    private protected override PointDecodeResult ReadUnchecked(Form form, ReadOnlySpan<byte> bytes, out G2Affine point) => form switch
    {
        Form.Compressed => G2Affine.TryReadCompressedUnchecked(bytes, out point),
        Form.Uncompressed => G2Affine.TryReadUncompressedUnchecked(bytes, out point),
        _ => G2Affine.TryReadEip2537Unchecked(bytes, out point),
    };

    [Fact]
    public void Compressed_Generator_MatchesPublishedBytes() => Assert.Equal(
        "93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
        + "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8",
        CurveOracle.CompressedHex(G2Affine.Generator));
}

/// <summary>The three encodings of a point.</summary>
public enum Form
{
    Compressed,
    Uncompressed,
    Eip2537,
}

/// <summary>Every encoding reads back, and every string that is not the encoding of a point is rejected for its cause.</summary>
public abstract class PointEncodingTests<TPoint>
    where TPoint : struct, IEquatable<TPoint>
{
    private static readonly Form[] Forms = [Form.Compressed, Form.Uncompressed, Form.Eip2537];

    private protected abstract int CoordinateLength { get; }

    private protected abstract TPoint Outside { get; }

    private protected abstract TPoint OffCurve { get; }

    private protected abstract TPoint Multiple(BigInteger k);

    private protected abstract byte[] Write(Form form, TPoint point);

    private protected abstract PointDecodeResult Read(Form form, ReadOnlySpan<byte> bytes, out TPoint point);

    private protected abstract PointDecodeResult ReadUnchecked(Form form, ReadOnlySpan<byte> bytes, out TPoint point);

    private protected int Length(Form form) => form switch
    {
        Form.Compressed => CoordinateLength,
        Form.Uncompressed => 2 * CoordinateLength,
        _ => 2 * CoordinateLength / 48 * 64,
    };

    [Fact]
    public void Encodings_MultiplesOfTheGenerator_ReadBack()
    {
        foreach (Form form in Forms)
        {
            for (int k = -10; k <= 10; k++)
            {
                TPoint expected = Multiple(k);
                AssertAccepted(form, Write(form, expected), expected);
            }
        }
    }

    [Fact]
    public void Compressed_OtherSign_IsTheOppositePoint()
    {
        for (int k = 1; k <= 10; k++)
        {
            byte[] bytes = Write(Form.Compressed, Multiple(k));
            bytes[0] ^= 0x20;
            AssertAccepted(Form.Compressed, bytes, Multiple(-k));
        }
    }

    [Fact]
    public void Encodings_WrongLength_Rejected()
    {
        foreach (Form form in Forms)
        {
            byte[] bytes = Write(form, Multiple(3));
            AssertRejected(WrongLength, form, bytes[1..]);
            AssertRejected(WrongLength, form, [.. bytes, 0]);
            AssertRejected(WrongLength, form, []);
        }
    }

    [Fact]
    public void Flags_AllCombinations_OnlyTheRightAccepted()
    {
        byte[] point = Write(Form.Uncompressed, Multiple(3));
        byte[] infinity = new byte[Length(Form.Uncompressed)];
        for (int flags = 0; flags < 8; flags++)
        {
            byte[] compressed = With(Write(Form.Compressed, Multiple(3)), 0, 0xe0, flags << 5);
            byte[] compressedInfinity = With(infinity[..Length(Form.Compressed)], 0, 0xe0, flags << 5);
            byte[] uncompressed = With(point, 0, 0xe0, flags << 5);
            byte[] uncompressedInfinity = With(infinity, 0, 0xe0, flags << 5);
            switch (flags)
            {
                case 0b000:
                    AssertRejected(WrongFlags, Form.Compressed, compressed, compressedInfinity);
                    AssertAccepted(Form.Uncompressed, uncompressed, Multiple(3));
                    AssertRejected(WrongFlags, Form.Uncompressed, uncompressedInfinity);
                    break;
                case 0b010:
                    AssertRejected(WrongFlags, Form.Compressed, compressed, compressedInfinity);
                    AssertRejected(InfinityNotZero, Form.Uncompressed, uncompressed);
                    AssertAccepted(Form.Uncompressed, uncompressedInfinity, default);
                    break;
                case 0b100 or 0b101:
                    bool same = Write(Form.Compressed, Multiple(3))[0] == compressed[0];
                    AssertAccepted(Form.Compressed, compressed, Multiple(same ? 3 : -3));
                    AssertRejected(WrongFlags, Form.Uncompressed, uncompressed, uncompressedInfinity);
                    break;
                case 0b110:
                    AssertRejected(InfinityNotZero, Form.Compressed, compressed);
                    AssertAccepted(Form.Compressed, compressedInfinity, default);
                    AssertRejected(WrongFlags, Form.Uncompressed, uncompressed, uncompressedInfinity);
                    break;
                default:
                    AssertRejected(WrongFlags, Form.Compressed, compressed, compressedInfinity);
                    AssertRejected(WrongFlags, Form.Uncompressed, uncompressed, uncompressedInfinity);
                    break;
            }
        }
    }

    [Fact]
    public void Infinity_AnyOtherBitSet_Rejected()
    {
        foreach (Form form in new[] { Form.Compressed, Form.Uncompressed })
        {
            byte[] bytes = Write(form, default);
            AssertAccepted(form, bytes, default);
            for (int i = 0; i < bytes.Length; i++)
            {
                AssertRejected(InfinityNotZero, form, With(bytes, i, 0x01, 0x01));
            }
        }
    }

    [Fact]
    public void Coefficients_NotBelowTheModulus_Rejected()
    {
        BigInteger p = Oracle.Integer(Fp.Modulus);
        foreach (BigInteger value in new[] { p, p + 1, p + (BigInteger.One << 64), (BigInteger.One << 381) - 1 })
        {
            byte[] coefficient = value.ToByteArray(isUnsigned: true, isBigEndian: true);
            Assert.Equal(48, coefficient.Length);
            foreach (Form form in Forms)
            {
                byte[] bytes = Write(form, Multiple(3));
                int step = form == Form.Eip2537 ? 64 : 48;
                for (int i = 0; i < bytes.Length; i += step)
                {
                    byte[] changed = [.. bytes];
                    coefficient.CopyTo(changed.AsSpan(i + step - 48));
                    changed[i] |= (byte)(i == 0 ? bytes[0] & 0xe0 : 0);
                    AssertRejected(NotCanonical, form, changed);
                }
            }
        }
    }

    [Fact]
    public void Coefficients_FlagsBeyondTheFirst_Rejected()
    {
        foreach (Form form in new[] { Form.Compressed, Form.Uncompressed })
        {
            byte[] bytes = Write(form, Multiple(3));
            for (int i = 48; i < bytes.Length; i += 48)
            {
                AssertRejected(NotCanonical, form, With(bytes, i, 0x80, 0x80), With(bytes, i, 0x40, 0x40), With(bytes, i, 0x20, 0x20));
            }
        }
    }

    [Fact]
    public void Eip2537Padding_AnyByteSet_Rejected()
    {
        byte[] bytes = Write(Form.Eip2537, Multiple(3));
        for (int i = 0; i < bytes.Length; i++)
        {
            if (i % 64 < 16)
            {
                AssertRejected(PaddingNotZero, Form.Eip2537, With(bytes, i, 0x80, 0x80));
            }
        }
    }

    [Fact]
    public void OffTheCurve_EveryForm_Rejected()
    {
        AssertRejected(NotOnCurve, Form.Uncompressed, Write(Form.Uncompressed, OffCurve));
        AssertRejected(NotOnCurve, Form.Eip2537, Write(Form.Eip2537, OffCurve));

        // About half of all x have no y.
        int rejected = 0;
        for (byte x = 0; x < 40; x++)
        {
            byte[] bytes = new byte[Length(Form.Compressed)];
            bytes[0] = 0x80;
            bytes[^1] = x;
            PointDecodeResult result = ReadUnchecked(Form.Compressed, bytes, out TPoint point);
            Assert.True(result is NotOnCurve or Success);
            Assert.Equal(result == NotOnCurve, point.Equals(default));
            rejected += result == NotOnCurve ? 1 : 0;
        }

        Assert.InRange(rejected, 8, 32);
    }

    [Fact]
    public void OutsideTheSubgroup_EveryForm_AcceptedOnlyUnchecked()
    {
        foreach (Form form in Forms)
        {
            byte[] bytes = Write(form, Outside);
            Assert.Equal(NotInSubgroup, Read(form, bytes, out TPoint point));
            Assert.Equal(default, point);
            Assert.Equal(Success, ReadUnchecked(form, bytes, out point));
            Assert.Equal(Outside, point);
        }
    }

    [Fact]
    public void Decoders_MutatedBytes_AcceptOnlyTheEncodingOfTheirResult() => Property.Holds(200, random =>
    {
        Form form = Forms[random.Next(Forms.Length)];
        byte[] bytes = Write(form, random.Next(5) == 0 ? default : Multiple(random.Next(1, 50)));
        for (int i = random.Next(3); i >= 0; i--)
        {
            bytes[random.Next(3) == 0 ? 0 : random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return (ReadUnchecked(form, bytes, out TPoint point) == Success) == Write(form, point).AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void Writers_ShortDestination_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => G1Affine.Generator.WriteCompressed(new byte[47]));
        Assert.Throws<ArgumentOutOfRangeException>(() => G1Affine.Generator.WriteUncompressed(new byte[95]));
        Assert.Throws<ArgumentOutOfRangeException>(() => G1Affine.Generator.WriteEip2537(new byte[127]));
    }

    private static byte[] With(byte[] bytes, int index, int mask, int value)
    {
        byte[] changed = [.. bytes];
        changed[index] = (byte)((changed[index] & ~mask) | value);
        return changed;
    }

    private void AssertAccepted(Form form, byte[] bytes, TPoint expected)
    {
        Assert.Equal(Success, Read(form, bytes, out TPoint point));
        Assert.Equal(expected, point);
        Assert.Equal(Success, ReadUnchecked(form, bytes, out point));
        Assert.Equal(expected, point);
    }

    private void AssertRejected(PointDecodeResult cause, Form form, params byte[][] strings)
    {
        foreach (byte[] bytes in strings)
        {
            Assert.Equal(cause, Read(form, bytes, out TPoint point));
            Assert.Equal(default, point);
            Assert.Equal(cause, ReadUnchecked(form, bytes, out point));
            Assert.Equal(default, point);
        }
    }
}
