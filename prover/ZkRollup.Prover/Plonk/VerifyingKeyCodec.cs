using System.Buffers.Binary;
using System.Text;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Plonk;

/// <summary>Keys as bytes: docs/proof-format.md. Reading is strict: every accepted string is what writing makes of its key.</summary>
internal static class VerifyingKeyCodec
{
    private const int CountFields = 15;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> Version => "ZKRVKEY3"u8;

    /// <summary>Writes a key.</summary>
    internal static byte[] ToBytes(VerifyingKey key)
    {
        CircuitShape shape = key.Shape;
        byte[] name = StrictUtf8.GetBytes(shape.Name);
        if (name.Length > CircuitShape.NameLengthMax)
        {
            throw new ArgumentException($"The name has {name.Length} bytes; at most {CircuitShape.NameLengthMax} can be written.");
        }

        int[] integers =
        [
            shape.RowsPerSlot, shape.Degree, shape.PackingFactor, shape.FixedCount, shape.TablePeriods.Count, shape.WitnessCount,
            shape.RotatedWitness.Count, shape.HelperCount, shape.RotatedHelpers.Count, shape.InstanceCount, shape.InstanceStride,
            shape.PublicScalarCount, shape.SlotsMin, shape.SlotsMax, shape.CounterCount,
            .. shape.TablePeriods, .. shape.RotatedWitness, .. shape.RotatedHelpers,
        ];
        int combined = ExpressionProgramCodec.Length(key.Combined);
        int publicTerms = ExpressionProgramCodec.Length(key.PublicTerms);
        G1Affine[] commitments = [.. key.Commitments, .. key.CounterCommitments];
        byte[] bytes = new byte[Version.Length + sizeof(int) + name.Length + (integers.Length * sizeof(int)) + combined + publicTerms
            + (commitments.Length * PointCodec.G1Length) + PointCodec.G2Length + ReferenceString.DigestLength + 1];
        Span<byte> rest = bytes;
        Version.CopyTo(Take(ref rest, Version.Length));
        BinaryPrimitives.WriteInt32BigEndian(Take(ref rest, sizeof(int)), name.Length);
        name.CopyTo(Take(ref rest, name.Length));
        foreach (int value in integers)
        {
            BinaryPrimitives.WriteInt32BigEndian(Take(ref rest, sizeof(int)), value);
        }

        ExpressionProgramCodec.Write(key.Combined, Take(ref rest, combined));
        ExpressionProgramCodec.Write(key.PublicTerms, Take(ref rest, publicTerms));
        foreach (G1Affine point in commitments)
        {
            PointCodec.Write(point, Take(ref rest, PointCodec.G1Length));
        }

        PointCodec.Write(key.TauG2, Take(ref rest, PointCodec.G2Length));
        key.ReferenceStringDigest.CopyTo(Take(ref rest, ReferenceString.DigestLength));
        rest[0] = key.IsInsecure ? (byte)1 : (byte)0;
        return bytes;
    }

    /// <summary>Reads a key. Never throws.</summary>
    internal static VerifyingKeyReadResult TryRead(ReadOnlySpan<byte> bytes, out VerifyingKey? key)
    {
        key = null;
        int position = 0;
        VerifyingKeyReadResult result = TryReadShape(bytes, ref position, out CircuitShape? shape);
        if (!result.IsSuccess)
        {
            return result;
        }

        int programs = position;
        result = TryReadProgram(bytes, ref position, out ExpressionProgram? combined);
        if (!result.IsSuccess)
        {
            return result;
        }

        result = TryReadProgram(bytes, ref position, out ExpressionProgram? publicTerms);
        if (!result.IsSuccess)
        {
            return result;
        }

        if (ProgramFit.FindFault(shape!, combined!, publicTerms!) is { } fault)
        {
            return new(VerifyingKeyStatus.ProgramDoesNotFit, programs, fault);
        }

        int packs = new PackPlan(shape!).KeyPacks.Count;
        int points = packs + shape!.CounterCommitmentCount;
        result = TryReadPoints(bytes, ref position, points, out G1Affine[] commitments, out G2Affine tauG2);
        if (!result.IsSuccess)
        {
            return result;
        }

        const int EndLength = ReferenceString.DigestLength + 1;
        int flag = position + EndLength - 1;
        if (bytes.Length <= flag)
        {
            return new(VerifyingKeyStatus.Truncated, position);
        }

        int expected = tauG2 == DevelopmentSecret.TauG2 ? 1 : 0;
        if (bytes[flag] != expected)
        {
            return new(VerifyingKeyStatus.DevelopmentFlagWrong, flag, $"expected {expected}, got {bytes[flag]}");
        }

        if (bytes.Length > flag + 1)
        {
            return new(VerifyingKeyStatus.TrailingBytes, flag + 1, $"expected {flag + 1} bytes, got {bytes.Length}");
        }

        ReadOnlySpan<byte> digest = bytes.Slice(position, ReferenceString.DigestLength);
        key = new(shape, combined!, publicTerms!, commitments[..packs], commitments[packs..], tauG2, digest, bytes.ToArray());
        return new(VerifyingKeyStatus.Success);
    }

    private static VerifyingKeyReadResult TryReadShape(ReadOnlySpan<byte> bytes, ref int position, out CircuitShape? shape)
    {
        shape = null;
        if (!bytes.StartsWith(Version))
        {
            return new(VerifyingKeyStatus.UnknownVersion, position);
        }

        position = Version.Length;
        VerifyingKeyReadResult result = TryReadName(bytes, ref position, out string name);
        if (!result.IsSuccess)
        {
            return result;
        }

        int start = position;
        int[] counts = new int[CountFields];
        if (!TryReadIntegers(bytes, ref position, counts))
        {
            return new(VerifyingKeyStatus.Truncated, position);
        }

        foreach (int listed in new[] { counts[4], counts[6], counts[8] })
        {
            if (listed is < 0 or > CircuitShape.ColumnsMax)
            {
                return new(VerifyingKeyStatus.CountsNotAllowed, start, $"a list of columns has {listed} entries");
            }
        }

        int[] periods = new int[counts[4]];
        int[] rotatedWitness = new int[counts[6]];
        int[] rotatedHelpers = new int[counts[8]];
        if (!TryReadIntegers(bytes, ref position, periods)
            || !TryReadIntegers(bytes, ref position, rotatedWitness)
            || !TryReadIntegers(bytes, ref position, rotatedHelpers))
        {
            return new(VerifyingKeyStatus.Truncated, position);
        }

        shape = new()
        {
            Name = name,
            RowsPerSlot = counts[0],
            Degree = counts[1],
            PackingFactor = counts[2],
            FixedCount = counts[3],
            TablePeriods = periods,
            WitnessCount = counts[5],
            RotatedWitness = rotatedWitness,
            HelperCount = counts[7],
            RotatedHelpers = rotatedHelpers,
            InstanceCount = counts[9],
            InstanceStride = counts[10],
            PublicScalarCount = counts[11],
            SlotsMin = counts[12],
            SlotsMax = counts[13],
            CounterCount = counts[14],
        };
        return shape.FindFault() is { } fault ? new(VerifyingKeyStatus.CountsNotAllowed, start, fault) : new(VerifyingKeyStatus.Success);
    }

    private static VerifyingKeyReadResult TryReadName(ReadOnlySpan<byte> bytes, ref int position, out string name)
    {
        name = "";
        int[] length = new int[1];
        int start = position;
        if (!TryReadIntegers(bytes, ref position, length))
        {
            return new(VerifyingKeyStatus.Truncated, start);
        }

        if (length[0] is < 0 or > CircuitShape.NameLengthMax)
        {
            return new(VerifyingKeyStatus.NameNotCanonical, start, $"{length[0]} bytes, at most {CircuitShape.NameLengthMax} are allowed");
        }

        if (bytes.Length - position < length[0])
        {
            return new(VerifyingKeyStatus.Truncated, position);
        }

        ReadOnlySpan<byte> text = bytes.Slice(position, length[0]);
        if (!System.Text.Unicode.Utf8.IsValid(text))
        {
            return new(VerifyingKeyStatus.NameNotCanonical, position, "not UTF-8");
        }

        name = StrictUtf8.GetString(text);
        position += length[0];
        return new(VerifyingKeyStatus.Success);
    }

    private static VerifyingKeyReadResult TryReadProgram(ReadOnlySpan<byte> bytes, ref int position, out ExpressionProgram? program)
    {
        ExpressionProgramReadResult result = ExpressionProgramCodec.TryRead(bytes[position..], out program, out int length);
        position += length;
        return result switch
        {
            ExpressionProgramReadResult.Success => new(VerifyingKeyStatus.Success),
            ExpressionProgramReadResult.Truncated => new(VerifyingKeyStatus.Truncated, position),
            _ => new(VerifyingKeyStatus.ProgramMalformed, position, $"{result}"),
        };
    }

    private static VerifyingKeyReadResult TryReadPoints(
        ReadOnlySpan<byte> bytes, ref int position, int count, out G1Affine[] commitments, out G2Affine tauG2)
    {
        commitments = new G1Affine[count];
        tauG2 = default;
        if (bytes.Length - position < (count * PointCodec.G1Length) + PointCodec.G2Length)
        {
            return new(VerifyingKeyStatus.Truncated, position);
        }

        for (int i = 0; i < count; i++, position += PointCodec.G1Length)
        {
            PointDecodeResult decoded = PointCodec.TryReadUnchecked(bytes.Slice(position, PointCodec.G1Length), out commitments[i]);
            if (decoded == PointDecodeResult.Success && !commitments[i].IsInSubgroup)
            {
                decoded = PointDecodeResult.NotInSubgroup;
            }

            if (decoded != PointDecodeResult.Success)
            {
                return new(Cause(decoded), position, $"commitment {i}");
            }
        }

        PointDecodeResult result = PointCodec.TryRead(bytes.Slice(position, PointCodec.G2Length), out tauG2);
        if (result == PointDecodeResult.Success && tauG2.IsInfinity)
        {
            result = PointDecodeResult.NotInSubgroup;
        }

        if (result != PointDecodeResult.Success)
        {
            return new(Cause(result), position, "the point of G2");
        }

        position += PointCodec.G2Length;
        return new(VerifyingKeyStatus.Success);
    }

    private static VerifyingKeyStatus Cause(PointDecodeResult result) => result switch
    {
        PointDecodeResult.NotOnCurve => VerifyingKeyStatus.PointNotOnCurve,
        PointDecodeResult.NotInSubgroup => VerifyingKeyStatus.PointNotInSubgroup,
        _ => VerifyingKeyStatus.PointNotCanonical,
    };

    private static bool TryReadIntegers(ReadOnlySpan<byte> bytes, ref int position, Span<int> values)
    {
        if (bytes.Length - position < values.Length * sizeof(int))
        {
            return false;
        }

        for (int i = 0; i < values.Length; i++, position += sizeof(int))
        {
            values[i] = BinaryPrimitives.ReadInt32BigEndian(bytes[position..]);
        }

        return true;
    }

    private static Span<byte> Take(ref Span<byte> rest, int count)
    {
        Span<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
