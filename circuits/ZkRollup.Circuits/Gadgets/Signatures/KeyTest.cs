using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using static ZkRollup.Circuits.Gadgets.Signatures.WindowLayout;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>Statement: a value is 1 if (x, y) is a point of Jubjub of order l, a usable key, and 0 if it is not.</summary>
/// <remarks>
/// Preconditions: x and y lie in copied columns. The first row is in the columns of the windows of a signature, whose gates it shares.
/// Constraints: those of a row of windows (<see cref="WindowRows"/>) from a hinted point B to V = 2^w·B + T, with w the bits of a row, all
/// digits zero and T a point of small order in the place of the multiple of G, of class g: 1 for the identity, else 0. key.curve, degree 5:
/// B is on the curve. key.order, degree 3: y(4B) is not −1. With f = y² − x² − 1 − d·x²y², which is zero on the curve: key.on, degree 6:
/// f·v + on = 1. key.equal, degree 3, two gates: on·(V − (x, y)) = 0. key.usable, degree 5: u = on·g·x·x'. key.nonzero, degree 4:
/// x·(on·g − u) = 0. "copy" joins x and y with the row.
/// Cost: 3 rows of the columns of the windows; 26 products a row of the batch beside those of a signature.
/// Soundness: docs/circuits/jubjub.md#key-test.
/// Negative tests: KeyTest_AnyPoint_AgreesWithTheLibrary (all points of small order, alone and added to keys, points off the curve),
/// KeyTest_EveryAttack_IsNoticed, KeyTest_BOfOrderEight_FailsTheOrder.
/// </remarks>
internal static class KeyTest
{
    internal const string CurveLabel = "key.curve";
    internal const string OrderLabel = "key.order";
    internal const string OnLabel = "key.on";
    internal const string EqualLabel = "key.equal";
    internal const string UsableLabel = "key.usable";
    internal const string NonzeroLabel = "key.nonzero";
    internal const string HintLabel = "key.test";

    /// <summary>A row of windows, the row of V, and the row of the key.</summary>
    internal const int Rows = 3;

    private const int ValueRow = 1;
    private const int KeyRow = 2;

    /// <summary>On the row of V: the class of T, where the row takes its digit of s.</summary>
    private const int Class = Scalar;

    /// <summary>On the row of V: 1/(y(4B) + 1).</summary>
    private const int OrderInverse = Scalar + 1;

    /// <summary>On the row of the key: the result, in a copied column.</summary>
    private const int Usable = 2;

    /// <summary>On the row of the key: 1 if it is on the curve.</summary>
    private const int On = 3;

    /// <summary>On the row of the key: 1/f, or anything if f is zero.</summary>
    private const int CurveInverse = 4;

    /// <summary>On the row of the key: 1/x, or anything if x is zero.</summary>
    private const int XInverse = 5;

    private static readonly int[] ValueColumns = [Sum, Sum + 1, Challenge, Class, OrderInverse];
    private static readonly int[] KeyColumns = [Usable, On, CurveInverse, XInverse];

    /// <summary>The bit for a key.</summary>
    internal static Bit Add(
        CircuitBuilder builder, WindowLayout layout, WindowRows windows, DigitTables tables, Region region, Element x, Element y)
    {
        Cell[] key = [region[KeyRow, Sum], region[KeyRow, Sum + 1]];
        builder.Import(x, key[0]);
        builder.Import(y, key[1]);
        Cell[] outputs =
        [
            .. Enumerable.Range(0, layout.Width).Select(column => region[0, column]),
            .. ValueColumns.Select(column => region[ValueRow, column]),
            .. KeyColumns.Select(column => region[KeyRow, column]),
        ];
        builder.Hint(HintLabel, key, outputs, (read, write) => Compute(layout, read[0], read[1], write));
        windows.ConstrainNothingTaken(region, 0);
        windows.ConstrainSum(region, 0, isFirst: false);
        windows.ConstrainNoChallenge(region, ValueRow);
        tables.LookUpClass(builder, WindowRows.GeneratorLabel, windows.ScalarDigit(region, 0), windows.GeneratorMultiple(region, 0));
        Constrain(builder, region);

        // By key.on, key.equal, key.usable and key.nonzero: docs/circuits/jubjub.md#key-test.
        return Bit.FromUnchecked(region[KeyRow, Usable]);
    }

    private static void Constrain(CircuitBuilder builder, Region region)
    {
        Expression fourfoldY = region[0, Window(0) + Fourfold + 1];
        builder.Constrain(CurveLabel, JubjubFormulas.Curve(FormulaPoint.At(region, 0, Sum)));
        builder.Constrain(OrderLabel, ((fourfoldY + 1) * region[ValueRow, OrderInverse]) - 1);

        FormulaPoint value = FormulaPoint.At(region, ValueRow, Sum);
        FormulaPoint key = FormulaPoint.At(region, KeyRow, Sum);
        Expression on = region[KeyRow, On];
        builder.Constrain(OnLabel, (JubjubFormulas.Curve(key) * region[KeyRow, CurveInverse]) + on - 1);
        builder.Constrain(EqualLabel, on * (value.X - key.X));
        builder.Constrain(EqualLabel, on * (value.Y - key.Y));

        Expression isInSubgroup = on * region[ValueRow, Class];
        Expression usable = region[KeyRow, Usable];
        builder.Constrain(UsableLabel, usable - (isInSubgroup * (key.X * region[KeyRow, XInverse])));
        builder.Constrain(NonzeroLabel, key.X * (isInSubgroup - usable));
    }

    /// <summary>Off the curve B is the identity.</summary>
    private static void Compute(WindowLayout layout, in Fr x, in Fr y, Span<Fr> write)
    {
        bool isOn = JubjubPoint.TryFromAffine(x, y, out JubjubPoint key);
        int small = isOn ? SmallOrderOf(key) : 0;
        (Fr X, Fr Y) point = DigitTables.SmallOrder(small);
        Span<Fr> grid = new Fr[2 * layout.Width];
        WindowWitness.ComputeRow(layout, isOn ? Fraction(layout, key, point) : JubjubPoint.Identity, point, grid);
        Span<Fr> value = grid[layout.Width..];
        value[Class] = Fr.FromInt64(small == 0 ? DigitTables.IdentityClass : DigitTables.SmallOrderClass);
        _ = Fr.TryInvertVarTime(grid[Window(0) + Fourfold + 1] + Fr.One, out value[OrderInverse]);
        grid[..layout.Width].CopyTo(write);
        write = write[layout.Width..];
        foreach (int column in ValueColumns)
        {
            write[0] = value[column];
            write = write[1..];
        }

        write[0] = isOn && small == 0 && !x.IsZero ? Fr.One : Fr.Zero;
        write[1] = isOn ? Fr.One : Fr.Zero;
        Fr xx = x * x;
        Fr yy = y * y;
        _ = Fr.TryInvertVarTime(yy - xx - Fr.One - (JubjubPoint.D * xx * yy), out write[2]);
        _ = Fr.TryInvertVarTime(x, out write[3]);
    }

    /// <summary>The point of the subgroup whose 2^w-fold is a key less its part of small order.</summary>
    private static JubjubPoint Fraction(WindowLayout layout, JubjubPoint key, (Fr X, Fr Y) small)
    {
        JubjubPoint part = key - JubjubPoint.FromAffineUnchecked(small.X, small.Y);
        _ = JubjubScalar.TryInvertVarTime(JubjubScalar.FromUInt64(1UL << layout.RowBits), out JubjubScalar fraction);
        return JubjubPoint.MultiplyVarTime(part, fraction);
    }

    /// <summary>The i with a point of the curve less i·T in the subgroup.</summary>
    private static int SmallOrderOf(JubjubPoint point)
    {
        for (int i = 0; i < DigitTables.SmallOrderCount; i++)
        {
            (Fr x, Fr y) = DigitTables.SmallOrder(i);
            if ((point - JubjubPoint.FromAffineUnchecked(x, y)).IsInSubgroup)
            {
                return i;
            }
        }

        throw new ArgumentException($"{point} is not on the curve.", nameof(point));
    }
}
