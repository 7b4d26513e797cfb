using System.Buffers.Binary;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Tests.Kzg;

/// <summary>Reference strings of a secret known to the tests only, and files made of them.</summary>
internal static class StringSamples
{
    /// <summary>A secret that is not the one of the development string.</summary>
    internal static readonly Fr Tau = Fr.FromHex("1f3a9c5527e0d1b4886f02c4d7e9135a6b8c0f2e4d6a8b1c3e5f7091a2b3c4d5");

    /// <summary>[τ]G2.</summary>
    internal static readonly G2Affine TauG2 = G2Jacobian.Generator.MultiplyVarTime(Tau).ToAffine();

    /// <summary>A point of order 3: on the curve, outside the subgroup. Added to a point of G1 it makes a harmless-looking one.</summary>
    internal static readonly G1Affine OrderThree = new(Fp.Zero, Fp.FromUInt64(2));

    /// <summary>A point of G2's curve outside the subgroup.</summary>
    internal static readonly G2Affine OutsideG2 = FindOutsideG2();

    private static readonly Lazy<ReferenceString> SharedDevelopment = new(() => ReferenceString.CreateDevelopment(1024 + 32));

    /// <summary>The development string of 1,056 powers.</summary>
    internal static ReferenceString Development => SharedDevelopment.Value;

    /// <summary>[τ^i]G1, computed one by one.</summary>
    internal static G1Affine[] Powers(int count)
    {
        G1Affine[] powers = new G1Affine[count];
        Fr power = Fr.One;
        for (int i = 0; i < count; i++)
        {
            powers[i] = G1Jacobian.Generator.MultiplyVarTime(power).ToAffine();
            power *= Tau;
        }

        return powers;
    }

    /// <summary>A checked string of the secret.</summary>
    internal static ReferenceString Foreign(int count)
    {
        ReferenceStringReadResult verdict = ReferenceString.TryCreate(Powers(count), G2Affine.Generator, TauG2, out ReferenceString? value);
        Assert.True(verdict.IsSuccess, verdict.ToString());
        return value!;
    }

    /// <summary>The point plus a point of order 3.</summary>
    internal static G1Affine MovedOutside(in G1Affine point)
    {
        G1Jacobian.AddMixed(G1Jacobian.FromAffine(point), OrderThree, out G1Jacobian moved);
        G1Affine result = moved.ToAffine();
        Assert.True(result.IsOnCurve && !result.IsInSubgroup);
        return result;
    }

    /// <summary>The point with another y: off the curve.</summary>
    internal static G1Affine MovedOff(in G1Affine point) => new(point.X, point.Y + Fp.One);

    /// <summary>A file in the raw layout of ceremonies.</summary>
    internal static byte[] CeremonyFile(ReadOnlySpan<G1Affine> powers, in G2Affine g2, in G2Affine tauG2)
    {
        byte[] file = new byte[(96 * powers.Length) + 384];
        for (int i = 0; i < powers.Length; i++)
        {
            powers[i].WriteUncompressed(file.AsSpan(96 * i, 96));
        }

        g2.WriteUncompressed(file.AsSpan(96 * powers.Length, 192));
        tauG2.WriteUncompressed(file.AsSpan((96 * powers.Length) + 192, 192));
        return file;
    }

    /// <summary>A .ptau file of sections 1 to 3; offsets: 24 curve, 96 powers, then the points of G2.</summary>
    internal static byte[] PtauFile(int power, ReadOnlySpan<G1Affine> powers, in G2Affine g2, in G2Affine tauG2)
    {
        byte[] curve = new byte[60];
        BinaryPrimitives.WriteInt32LittleEndian(curve, 48);
        for (int i = 0; i < Fp.LimbCount; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(curve.AsSpan(4 + (8 * i)), Fp.Modulus[i]);
        }

        BinaryPrimitives.WriteInt32LittleEndian(curve.AsSpan(52), power);
        BinaryPrimitives.WriteInt32LittleEndian(curve.AsSpan(56), power);
        byte[] g1 = new byte[powers.Length * 96];
        for (int i = 0; i < powers.Length; i++)
        {
            WriteMontgomery(g1.AsSpan(96 * i), powers[i].X, powers[i].Y);
        }

        byte[] second = new byte[192 << power];
        WriteMontgomery(second, g2.X.C0, g2.X.C1, g2.Y.C0, g2.Y.C1);
        WriteMontgomery(second.AsSpan(192), tauG2.X.C0, tauG2.X.C1, tauG2.Y.C0, tauG2.Y.C1);
        return Sections((1, curve), (2, g1), (3, second));
    }

    /// <summary>A file of the given sections.</summary>
    internal static byte[] Sections(params (int Type, byte[] Content)[] sections)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("ptau"u8);
        writer.Write(1);
        writer.Write(sections.Length);
        foreach ((int type, byte[] content) in sections)
        {
            writer.Write(type);
            writer.Write((long)content.Length);
            writer.Write(content);
        }

        return stream.ToArray();
    }

    private static void WriteMontgomery(Span<byte> target, params ReadOnlySpan<Fp> coordinates)
    {
        for (int i = 0; i < coordinates.Length; i++)
        {
            ReadOnlySpan<ulong> limbs =
                [coordinates[i].L0, coordinates[i].L1, coordinates[i].L2, coordinates[i].L3, coordinates[i].L4, coordinates[i].L5];
            for (int j = 0; j < limbs.Length; j++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(target[((48 * i) + (8 * j))..], limbs[j]);
            }
        }
    }

    private static G2Affine FindOutsideG2()
    {
        byte[] bytes = new byte[96];
        for (byte x = 1; ; x++)
        {
            bytes[0] = 0x80;
            bytes[95] = x;
            if (G2Affine.TryReadCompressedUnchecked(bytes, out G2Affine point) == PointDecodeResult.Success && !point.IsInSubgroup)
            {
                return point;
            }
        }
    }
}
