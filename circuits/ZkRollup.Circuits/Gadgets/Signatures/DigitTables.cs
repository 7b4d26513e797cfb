using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>The multiples 0 to 255 of the generator as a table, and a table of small numbers.</summary>
/// <remarks>
/// A grid with limb columns of at least 10 bits has small numbers already. Without, they share the table of the generator, which saves a
/// column of multiplicities; a tag as the first element keeps the kinds apart, or (0, 0) would pass as a multiple.
/// </remarks>
internal sealed class DigitTables
{
    /// <summary>Bits of a digit of the scalar of the generator.</summary>
    internal const int GeneratorBits = 8;

    /// <summary>The fewest bits of a small number.</summary>
    internal const int NumberBitsMin = 10;

    private const long PointTag = 1;
    private const long NumberTag = 2;

    private static readonly Fr[] Multiples = MakeMultiples();

    private readonly LookupTable _points;
    private readonly LookupTable? _limbs;

    internal DigitTables(CircuitBuilder builder)
    {
        _limbs = builder.Shape.Limbs > 0 && builder.Shape.LimbBits >= NumberBitsMin ? builder.LimbTable : null;
        NumberBits = _limbs is null ? NumberBitsMin : builder.Shape.LimbBits;
        List<Fr[]> rows = [];
        for (int digit = 0; digit < 1 << GeneratorBits; digit++)
        {
            Fr[] row = [Fr.FromUInt64((ulong)digit), MultipleX(digit), MultipleY(digit)];
            rows.Add(_limbs is null ? [Fr.FromInt64(PointTag), .. row] : row);
        }

        for (int number = 0; _limbs is null && number < 1 << NumberBitsMin; number++)
        {
            rows.Add([Fr.FromInt64(NumberTag), Fr.FromUInt64((ulong)number), Fr.Zero, Fr.Zero]);
        }

        _points = builder.AddTable("generator", rows);
    }

    /// <summary>Bits of a small number.</summary>
    internal int NumberBits { get; }

    /// <summary>x of digit·G.</summary>
    internal static Fr MultipleX(int digit) => Multiples[2 * digit];

    /// <summary>y of digit·G.</summary>
    internal static Fr MultipleY(int digit) => Multiples[(2 * digit) + 1];

    /// <summary>Demands that the digit is one, and the point its multiple of G.</summary>
    internal void LookUpPoint(CircuitBuilder builder, string label, Expression digit, FormulaPoint point) =>
        builder.Lookup(label, _points, Expression.One, _limbs is null ? [PointTag, digit, point.X, point.Y] : [digit, point.X, point.Y]);

    /// <summary>Demands number &lt; 2^NumberBits.</summary>
    internal void LookUpNumber(CircuitBuilder builder, string label, Expression number)
    {
        if (_limbs is null)
        {
            builder.Lookup(label, _points, Expression.One, [NumberTag, number, Expression.Zero, Expression.Zero]);
        }
        else
        {
            builder.Lookup(label, _limbs, Expression.One, number);
        }
    }

    private static Fr[] MakeMultiples()
    {
        Fr[] result = new Fr[2 << GeneratorBits];
        JubjubPoint multiple = JubjubPoint.Identity;
        for (int digit = 0; digit < 1 << GeneratorBits; digit++)
        {
            multiple.ToAffine(out result[2 * digit], out result[(2 * digit) + 1]);
            multiple += JubjubPoint.Generator;
        }

        return result;
    }
}
