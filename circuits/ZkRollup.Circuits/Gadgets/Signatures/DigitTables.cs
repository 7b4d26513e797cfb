using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>
/// The multiples of the generator by a digit as a table, small numbers where the grid has no limb columns, and if wanted the points of
/// small order.
/// </summary>
/// <remarks>
/// Small numbers share the table of the generator, which saves a column of multiplicities. Where a table holds several kinds of rows, a tag
/// as the first element keeps them apart, or (0, 0) would pass as a multiple, and a point of small order too.
/// </remarks>
internal sealed class DigitTables
{
    /// <summary>Bits of a small number.</summary>
    internal const int NumberBits = 10;

    /// <summary>The class of the identity among the points of small order.</summary>
    internal const long IdentityClass = 1;

    /// <summary>The class of the other points of small order.</summary>
    internal const long SmallOrderClass = 0;

    /// <summary>Points of small order: the cofactor of the curve.</summary>
    internal const int SmallOrderCount = 8;

    private const int GeneratorBitsMax = 8;
    private const long PointTag = 1;
    private const long NumberTag = 2;
    private const long ClassTag = 3;

    private static readonly Fr[] Multiples = MakeMultiples(JubjubPoint.Generator, 1 << GeneratorBitsMax);
    private static readonly Fr[] SmallOrderPoints = MakeMultiples(JubjubSubgroup.Order8, SmallOrderCount);

    private readonly LookupTable _points;
    private readonly bool _hasClasses;

    /// <summary>Adds the tables.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="generatorBits">Bits of a digit of the scalar of the generator: up to 8.</param>
    /// <param name="hasClasses">Whether to add the points of small order.</param>
    internal DigitTables(CircuitBuilder builder, int generatorBits, bool hasClasses = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(generatorBits, GeneratorBitsMax);
        HasNumbers = builder.Shape.Limbs == 0;
        _hasClasses = hasClasses;
        List<Fr[]> rows = [];
        for (int digit = 0; digit < 1 << generatorBits; digit++)
        {
            AddRow(rows, PointTag, digit, Multiple(digit));
        }

        for (int i = 0; hasClasses && i < SmallOrderCount; i++)
        {
            AddRow(rows, ClassTag, i == 0 ? IdentityClass : SmallOrderClass, SmallOrder(i));
        }

        for (int number = 0; HasNumbers && number < 1 << NumberBits; number++)
        {
            AddRow(rows, NumberTag, number, default);
        }

        _points = builder.AddTable("generator", rows);
    }

    /// <summary>Whether there is a table of small numbers.</summary>
    internal bool HasNumbers { get; }

    private bool HasTags => HasNumbers || _hasClasses;

    /// <summary>digit·G, of a digit of up to 8 bits.</summary>
    internal static (Fr X, Fr Y) Multiple(int digit) => (Multiples[2 * digit], Multiples[(2 * digit) + 1]);

    /// <summary>i·T for a point T of order 8.</summary>
    internal static (Fr X, Fr Y) SmallOrder(int i) => (SmallOrderPoints[2 * i], SmallOrderPoints[(2 * i) + 1]);

    /// <summary>Demands that the digit is one, and the point its multiple of G.</summary>
    internal void LookUpPoint(CircuitBuilder builder, string label, Expression digit, FormulaPoint point) =>
        LookUp(builder, label, PointTag, digit, point);

    /// <summary>Demands that the point has small order, and what its class is. The same term as that of the multiples of G.</summary>
    internal void LookUpClass(CircuitBuilder builder, string label, Expression smallOrderClass, FormulaPoint point) =>
        LookUp(builder, label, ClassTag, smallOrderClass, point);

    /// <summary>Demands number &lt; 2^NumberBits, where there is such a table.</summary>
    internal void LookUpNumber(CircuitBuilder builder, string label, Expression number) =>
        builder.Lookup(label, _points, Expression.One, [NumberTag, number, Expression.Zero, Expression.Zero]);

    /// <summary>A tag that is always the same costs no product.</summary>
    private void LookUp(CircuitBuilder builder, string label, long tag, Expression digit, FormulaPoint point)
    {
        Expression kind = _hasClasses ? Expression.Parameter(0, Fr.FromInt64(tag)) : tag;
        builder.Lookup(label, _points, Expression.One, HasTags ? [kind, digit, point.X, point.Y] : [digit, point.X, point.Y]);
    }

    private void AddRow(List<Fr[]> rows, long tag, long digit, (Fr X, Fr Y) point)
    {
        Fr[] row = [Fr.FromInt64(digit), point.X, point.Y];
        rows.Add(HasTags ? [Fr.FromInt64(tag), .. row] : row);
    }

    private static Fr[] MakeMultiples(JubjubPoint point, int count)
    {
        Fr[] result = new Fr[2 * count];
        JubjubPoint multiple = JubjubPoint.Identity;
        for (int i = 0; i < count; i++)
        {
            multiple.ToAffine(out result[2 * i], out result[(2 * i) + 1]);
            multiple += point;
        }

        return result;
    }
}
