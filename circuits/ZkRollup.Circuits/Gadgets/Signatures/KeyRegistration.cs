using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>Statement: (x, y) is a point of Jubjub of order l: a key that signatures may be verified with.</summary>
/// <remarks>
/// Preconditions: both values lie in copied columns.
/// Constraints: with a hinted point B, key.curve, degree 5: B lies on the curve; key.double, degree 4, six gates: 2B, 4B and A = 8B;
/// key.inverse, degree 3: x times a hinted value is 1; "copy" joins x and y with the row.
/// Cost: a row of 2 copied and 7 local cells; 20 products a row of the batch.
/// Soundness: docs/circuits/jubjub.md#registration. 8·E(Fr) is the subgroup of order l, as E(Fr) is cyclic of order 8·l; of its points only
/// the identity has x = 0.
/// Negative tests: Registration_EveryAttack_IsNoticed (identity, order 2, (0, 0), off the curve, each point of small order added to key and
/// hints), Registration_AnyPoint_AgreesWithTheLibrary.
/// </remarks>
public static class KeyRegistration
{
    internal const string CurveLabel = "key.curve";
    internal const string DoubleLabel = "key.double";
    internal const string InverseLabel = "key.inverse";
    internal const string HintLabel = "key.eighth";

    private const int CofactorBits = 3;

    private static readonly JubjubScalar Eighth = MakeEighth();

    /// <summary>Demands that two values are the coordinates of a key.</summary>
    public static RegisteredKey Constrain(CircuitBuilder builder, Element x, Element y)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Region row = builder.Allocate("key", new(1, 2, 7));
        builder.Import(x, row[0, 0]);
        builder.Import(y, row[0, 1]);
        FormulaPoint[] chain =
        [
            FormulaPoint.At(row, 0, 2), FormulaPoint.At(row, 0, 4), FormulaPoint.At(row, 0, 6), FormulaPoint.At(row, 0, 0),
        ];
        Cell inverse = row[0, 8];
        builder.Hint(HintLabel, [row[0, 0], row[0, 1]], [.. Enumerable.Range(2, 7).Select(column => row[0, column])], Compute);
        builder.Constrain(CurveLabel, JubjubFormulas.Curve(chain[0]));
        for (int i = 0; i < CofactorBits; i++)
        {
            JubjubArithmetic.Constrain(builder, DoubleLabel, JubjubFormulas.Twice(chain[i], chain[i + 1]));
        }

        builder.Constrain(InverseLabel, (chain[^1].X * inverse) - 1);
        return new(x, y);
    }

    /// <summary>(1/8)·A, a quarter, a half, and 1/x. A point off the curve has no eighth: its chain is that of the identity.</summary>
    private static void Compute(ReadOnlySpan<Fr> read, Span<Fr> write)
    {
        JubjubPoint.TryFromAffine(read[0], read[1], out JubjubPoint key);
        JubjubPoint part = JubjubPoint.Multiply(key, Eighth);
        for (int i = 0; i < CofactorBits; i++)
        {
            part.ToAffine(out write[2 * i], out write[(2 * i) + 1]);
            JubjubPoint.Double(part, out part);
        }

        _ = Fr.TryInvert(read[0], out write[^1]);
    }

    private static JubjubScalar MakeEighth()
    {
        _ = JubjubScalar.TryInvert(JubjubScalar.FromUInt64(1 << CofactorBits), out JubjubScalar result);
        return result;
    }
}
