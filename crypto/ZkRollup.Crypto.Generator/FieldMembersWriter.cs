using System.Globalization;
using System.Text;

namespace ZkRollup.Crypto.Generator;

/// <summary>Writes the members of a prime field's type that forward to algorithms shared by all prime fields.</summary>
internal static class FieldMembersWriter
{
    internal static void Write(StringBuilder text, FieldParameters field)
    {
        string name = field.Name;
        text.Append(CultureInfo.InvariantCulture, $$"""

                static ReadOnlySpan<ulong> IPrimeField<{{name}}>.ModulusLimbs => Modulus;

                static int IPrimeField<{{name}}>.Bytes => ByteLength;

                static ulong IPrimeField<{{name}}>.MontgomeryConstant => NegatedInverse;

                static {{name}} IPrimeField<{{name}}>.FromCanonicalLimbsUnchecked(ReadOnlySpan<ulong> limbs)
                {
                    Multiply(new({{string.Join(", ", Enumerable.Range(0, field.Limbs).Select(i => $"limbs[{i}]"))}}), RadixSquared, out {{name}} result);
                    return result;
                }

                /// <summary>Sets <paramref name="result"/> to a².</summary>
                /// <remarks>Requires a &lt; m; ensures result &lt; m; result may alias a.</remarks>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static void Square(in {{name}} a, out {{name}} result) => Multiply(a, a, out result);

                /// <summary>Sets <paramref name="result"/> to 2a mod m.</summary>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static void Double(in {{name}} a, out {{name}} result) => Add(a, a, out result);

                /// <summary>Sets <paramref name="result"/> to −a mod m.</summary>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static void Negate(in {{name}} a, out {{name}} result) => Subtract(default, a, out result);

                /// <summary>Sets <paramref name="result"/> to a⁻¹ mod m, and to 0 for a = 0, by Fermat's little theorem.</summary>
                /// <returns>False for a = 0, which has no inverse.</returns>
                public static bool TryInvert(in {{name}} a, out {{name}} result) => PrimeField.TryInvert(a, out result);

                /// <summary>Sets <paramref name="result"/> to a⁻¹ mod m, and to 0 for a = 0, by the binary greatest common divisor.</summary>
                /// <remarks>Several times faster than <see cref="TryInvert"/>; time depends on a, which must not be secret.</remarks>
                /// <returns>False for a = 0, which has no inverse.</returns>
                public static bool TryInvertVarTime(in {{name}} a, out {{name}} result) => PrimeField.TryInvertVarTime(a, out result);

                /// <summary>Replaces every element by its inverse with one inversion in all; zeros stay zero.</summary>
                /// <param name="values">The elements, replaced in place.</param>
                public static void BatchInvert(Span<{{name}}> values) => PrimeField.BatchInvert(values);

                /// <summary>Returns a^exponent. Time depends on the exponent, not on a.</summary>
                /// <param name="a">The base.</param>
                /// <param name="exponent">Limbs of the exponent, least significant first; must not be secret.</param>
                public static {{name}} PowVarTime(in {{name}} a, ReadOnlySpan<ulong> exponent) => PrimeField.PowVarTime(a, exponent);

                /// <summary>The element that the integer stands for.</summary>
                public static {{name}} FromUInt64(ulong value)
                {
                    Multiply(new(value{{string.Concat(Enumerable.Repeat(", 0", field.Limbs - 1))}}), RadixSquared, out {{name}} result);
                    return result;
                }

                /// <summary>The element that the integer stands for, negative ones as m − |value|.</summary>
                public static {{name}} FromInt64(long value)
                {
                    ulong sign = (ulong)(value >> 63);
                    {{name}} magnitude = FromUInt64(((ulong)value ^ sign) - sign);
                    Select(sign & 1, magnitude, -magnitude, out {{name}} result);
                    return result;
                }

                /// <summary>Reads an integer of {{field.Limbs}} limbs, least significant first.</summary>
                /// <returns>False, with result 0, for a wrong length or a value that is not below the modulus.</returns>
                public static bool TryFromCanonicalLimbs(ReadOnlySpan<ulong> limbs, out {{name}} result) => PrimeField.TryFromCanonicalLimbs(limbs, out result);

                /// <summary>Reads a canonical big-endian encoding of exactly {{field.Bytes}} bytes.</summary>
                /// <returns>False, with result 0, for a wrong length or a value that is not below the modulus.</returns>
                public static bool TryReadBigEndian(ReadOnlySpan<byte> bytes, out {{name}} result) => PrimeField.TryReadBigEndian(bytes, out result);

                /// <summary>Reads a canonical little-endian encoding of exactly {{field.Bytes}} bytes.</summary>
                /// <returns>False, with result 0, for a wrong length or a value that is not below the modulus.</returns>
                public static bool TryReadLittleEndian(ReadOnlySpan<byte> bytes, out {{name}} result) => PrimeField.TryReadLittleEndian(bytes, out result);

                /// <summary>Reduces a big-endian integer of any length modulo m.</summary>
                public static {{name}} FromBigEndianReduced(ReadOnlySpan<byte> bytes) => PrimeField.FromBigEndianReduced<{{name}}>(bytes);

                /// <summary>Reads hexadecimal digits, most significant first, with or without 0x, of a value below m.</summary>
                /// <exception cref="FormatException">The text is not hexadecimal, too long, or not below the modulus.</exception>
                public static {{name}} FromHex(ReadOnlySpan<char> text) => PrimeField.FromHex<{{name}}>(text);

                /// <summary>Writes the canonical big-endian encoding.</summary>
                /// <param name="destination">Receives {{field.Bytes}} bytes.</param>
                public void WriteBigEndian(Span<byte> destination) => PrimeField.WriteBigEndian(this, destination);

                /// <summary>Writes the canonical little-endian encoding.</summary>
                /// <param name="destination">Receives {{field.Bytes}} bytes.</param>
                public void WriteLittleEndian(Span<byte> destination) => PrimeField.WriteLittleEndian(this, destination);

                /// <summary>The canonical value as 0x and {{2 * field.Bytes}} hexadecimal digits.</summary>
                public override string ToString() => PrimeField.ToHex(this);

                /// <inheritdoc/>
                public override bool Equals(object? obj) => obj is {{name}} other && Equals(other);

                /// <summary>a + b.</summary>
                public static {{name}} operator +({{name}} a, {{name}} b)
                {
                    Add(a, b, out {{name}} result);
                    return result;
                }

                /// <summary>a − b.</summary>
                public static {{name}} operator -({{name}} a, {{name}} b)
                {
                    Subtract(a, b, out {{name}} result);
                    return result;
                }

                /// <summary>−a.</summary>
                public static {{name}} operator -({{name}} a)
                {
                    Negate(a, out {{name}} result);
                    return result;
                }

                /// <summary>a·b.</summary>
                public static {{name}} operator *({{name}} a, {{name}} b)
                {
                    Multiply(a, b, out {{name}} result);
                    return result;
                }

                /// <summary>True if a and b are the same element.</summary>
                public static bool operator ==({{name}} a, {{name}} b) => a.Equals(b);

                /// <summary>True if a and b differ.</summary>
                public static bool operator !=({{name}} a, {{name}} b) => !a.Equals(b);

            """);
    }
}
