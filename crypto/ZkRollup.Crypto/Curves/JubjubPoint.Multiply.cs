using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

public readonly partial struct JubjubPoint
{
    private const int VariableWnafWidth = 5;
    private const int VariableWnafEntries = 1 << (VariableWnafWidth - 2);
    private const int HexEntries = 8;

    /// <summary>scalar·point, in time that depends on neither: for secret scalars.</summary>
    /// <remarks>
    /// Signed hexadecimal digits; each table look-up reads all entries and selects by masks. Right for every point of the curve, with the
    /// scalar an integer in [0, l). Cost: 252 doublings, 64 additions.
    /// </remarks>
    public static JubjubPoint Multiply(in JubjubPoint point, in JubjubScalar scalar)
    {
        Span<JubjubCached> multiples = stackalloc JubjubCached[HexEntries];
        JubjubPoint multiple = point;
        for (int i = 0; i < HexEntries; i++)
        {
            multiples[i] = new JubjubCached(multiple);
            AddCached(multiple, multiples[0], out multiple);
        }

        Span<sbyte> digits = stackalloc sbyte[ScalarRecoding.SignedHexLength];
        WriteSecretDigits(scalar, digits);
        JubjubPoint sum = Identity;
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            Double(sum, out sum, withT: false);
            Double(sum, out sum, withT: false);
            Double(sum, out sum, withT: false);
            Double(sum, out sum, withT: true);
            ulong sign = Magnitude(digits[i], out ulong magnitude);
            JubjubCached entry = new(Identity);
            for (int j = 0; j < HexEntries; j++)
            {
                JubjubCached.Select(AreEqual(magnitude, (ulong)j + 1), entry, multiples[j], out entry);
            }

            JubjubCached.NegateIf(sign, entry, out entry);
            AddCached(sum, entry, out sum, withT: i == 0);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(digits));
        return sum;
    }

    /// <summary>scalar·G, in time that does not depend on the scalar: for secrets.</summary>
    /// <remarks>A comb of 64 tables without doublings; each look-up reads all entries and selects by masks. Cost: 64 additions.</remarks>
    public static JubjubPoint MultiplyGenerator(in JubjubScalar scalar)
    {
        Span<sbyte> digits = stackalloc sbyte[ScalarRecoding.SignedHexLength];
        WriteSecretDigits(scalar, digits);
        ReadOnlySpan<JubjubNiels> comb = JubjubGeneratorTables.Comb;
        JubjubPoint sum = Identity;
        for (int i = 0; i < digits.Length; i++)
        {
            ulong sign = Magnitude(digits[i], out ulong magnitude);
            JubjubNiels entry = JubjubNiels.Identity;
            for (int j = 0; j < JubjubGeneratorTables.CombEntries; j++)
            {
                JubjubNiels.Select(AreEqual(magnitude, (ulong)j + 1), entry, comb[(JubjubGeneratorTables.CombEntries * i) + j], out entry);
            }

            JubjubNiels.NegateIf(sign, entry, out entry);
            AddNiels(sum, entry, out sum);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(digits));
        return sum;
    }

    /// <summary>scalar·point; time depends on the scalar, which must not be secret.</summary>
    /// <remarks>Non-adjacent form of width 5. Right for every point of the curve, with the scalar an integer in [0, l).</remarks>
    public static JubjubPoint MultiplyVarTime(in JubjubPoint point, in JubjubScalar scalar)
    {
        Span<ulong> limbs = stackalloc ulong[JubjubScalar.LimbCount];
        scalar.WriteCanonicalLimbs(limbs);
        return MultiplyLimbsVarTime(point, limbs);
    }

    /// <summary>scalar·G; time depends on the scalar, which must not be secret.</summary>
    public static JubjubPoint MultiplyGeneratorVarTime(in JubjubScalar scalar)
    {
        Span<sbyte> digits = stackalloc sbyte[ScalarRecoding.SignedHexLength];
        WriteSecretDigits(scalar, digits);
        ReadOnlySpan<JubjubNiels> comb = JubjubGeneratorTables.Comb;
        JubjubPoint sum = Identity;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[i];
            if (digit > 0)
            {
                AddNiels(sum, comb[(JubjubGeneratorTables.CombEntries * i) + digit - 1], out sum);
            }
            else if (digit < 0)
            {
                SubtractNiels(sum, comb[(JubjubGeneratorTables.CombEntries * i) - digit - 1], out sum);
            }
        }

        return sum;
    }

    /// <summary>g·G − scalar·point, as a verifier needs it; time depends on the values, which must not be secret.</summary>
    /// <remarks>
    /// Both sums share their doublings (Straus). Non-adjacent forms of width 8 for G and 5 for the point.
    /// </remarks>
    /// <param name="g">The factor of the generator.</param>
    /// <param name="scalar">Four limbs, least significant first, of an integer below 2^255; it is not reduced modulo l.</param>
    /// <param name="point">Any point of the curve.</param>
    public static JubjubPoint MultiplyGeneratorSubtractVarTime(in JubjubScalar g, ReadOnlySpan<ulong> scalar, in JubjubPoint point)
    {
        Span<ulong> limbs = stackalloc ulong[JubjubScalar.LimbCount];
        g.WriteCanonicalLimbs(limbs);
        Span<sbyte> generatorDigits = stackalloc sbyte[ScalarRecoding.WnafLength];
        Span<sbyte> pointDigits = stackalloc sbyte[ScalarRecoding.WnafLength];
        int length = Math.Max(
            ScalarRecoding.WriteWnafVarTime(limbs, JubjubGeneratorTables.WnafWidth, generatorDigits),
            ScalarRecoding.WriteWnafVarTime(scalar, VariableWnafWidth, pointDigits));
        Span<JubjubCached> multiples = stackalloc JubjubCached[VariableWnafEntries];
        WriteOddMultiples(-point, multiples);
        ReadOnlySpan<JubjubNiels> generatorMultiples = JubjubGeneratorTables.OddMultiples;
        JubjubPoint sum = Identity;
        for (int i = length - 1; i >= 0; i--)
        {
            int generatorDigit = generatorDigits[i];
            int pointDigit = pointDigits[i];
            Double(sum, out sum, withT: i == 0 || (generatorDigit | pointDigit) != 0);
            AddDigit(ref sum, multiples, pointDigit, withT: i == 0 || generatorDigit != 0);
            if (generatorDigit > 0)
            {
                AddNiels(sum, generatorMultiples[generatorDigit >> 1], out sum, withT: i == 0);
            }
            else if (generatorDigit < 0)
            {
                SubtractNiels(sum, generatorMultiples[-generatorDigit >> 1], out sum, withT: i == 0);
            }
        }

        return sum;
    }

    /// <summary>True if l·P is the identity: P lies in the subgroup of prime order l. The identity does.</summary>
    /// <remarks>Requires a point of the curve. Time does not depend on it. Cost: about 330 products.</remarks>
    public bool IsInSubgroup => JubjubSubgroup.Contains(this);

    /// <summary>k·point for an integer k below 2^255.</summary>
    internal static JubjubPoint MultiplyLimbsVarTime(in JubjubPoint point, ReadOnlySpan<ulong> scalar)
    {
        Span<sbyte> digits = stackalloc sbyte[ScalarRecoding.WnafLength];
        int length = ScalarRecoding.WriteWnafVarTime(scalar, VariableWnafWidth, digits);
        Span<JubjubCached> multiples = stackalloc JubjubCached[VariableWnafEntries];
        WriteOddMultiples(point, multiples);
        JubjubPoint sum = Identity;
        for (int i = length - 1; i >= 0; i--)
        {
            Double(sum, out sum, withT: i == 0 || digits[i] != 0);
            AddDigit(ref sum, multiples, digits[i], withT: i == 0);
        }

        return sum;
    }

    private static void AddDigit(ref JubjubPoint sum, ReadOnlySpan<JubjubCached> oddMultiples, int digit, bool withT)
    {
        if (digit > 0)
        {
            AddCached(sum, oddMultiples[digit >> 1], out sum, withT);
        }
        else if (digit < 0)
        {
            SubtractCached(sum, oddMultiples[-digit >> 1], out sum, withT);
        }
    }

    /// <summary>Writes point, 3·point, 5·point and so on.</summary>
    private static void WriteOddMultiples(in JubjubPoint point, Span<JubjubCached> multiples)
    {
        Double(point, out JubjubPoint twice);
        JubjubCached step = new(twice);
        JubjubPoint multiple = point;
        multiples[0] = new JubjubCached(multiple);
        for (int i = 1; i < multiples.Length; i++)
        {
            AddCached(multiple, step, out multiple);
            multiples[i] = new JubjubCached(multiple);
        }
    }

    private static void WriteSecretDigits(in JubjubScalar scalar, Span<sbyte> digits)
    {
        Span<ulong> limbs = stackalloc ulong[JubjubScalar.LimbCount];
        scalar.WriteCanonicalLimbs(limbs);
        ScalarRecoding.WriteSignedHex(limbs, digits);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(limbs));
    }

    /// <summary>Gives |digit| and returns 1 for a negative digit, else 0, without a branch.</summary>
    private static ulong Magnitude(int digit, out ulong magnitude)
    {
        int mask = digit >> 31;
        magnitude = (ulong)((digit ^ mask) - mask);
        return (ulong)(mask & 1);
    }

    /// <summary>1 if a = b, else 0, without a branch; both below 2^63.</summary>
    private static ulong AreEqual(ulong a, ulong b) => ((a ^ b) - 1) >> 63;
}
