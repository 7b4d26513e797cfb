using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: two values are equal modulo r, are not, or a bit says whether they are.</summary>
/// <remarks>
/// Preconditions: none.
/// Constraints, with x the difference, or the value less a constant k: arithmetic (<see cref="ArithmeticGate"/>), degree 3:
/// x·inverse + z − 1 = 0 and x·z = 0, on two rows; for inequality x·inverse − 1 = 0. Equality is a copy, or constant, degree 1: x = k.
/// Cost: equality of wires nothing, with a constant one copied cell; inequality one row, of two wires two; a bit two rows, of two wires
/// three.
/// Soundness: if x = 0, the first row makes z = 1. If x ≠ 0, the second makes z = 0, since a field has no divisors of zero. So z is a bit
/// without a constraint of its own. Where x = 0 the inverse is free and nothing else reads it.
/// Negative tests: IsEqual_EveryAttack_IsNoticed, NotEqual_EqualValues_FailTheGate, ConstrainEqual_OtherValue_FailsCopyOrConstant.
/// </remarks>
public static class Equality
{
    private const string InverseLabel = "inverse";

    /// <summary>Demands a = b.</summary>
    public static void ConstrainEqual(CircuitBuilder builder, Element a, Element b)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Copy(a.Cell, b.Cell);
    }

    /// <summary>Demands that a value is a constant.</summary>
    public static void ConstrainEqual(CircuitBuilder builder, Element value, in Fr constant)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Region cell = builder.Allocate(FieldArithmetic.ConstantLabel, new(1, 1));
        builder.Import(value, cell[0, 0]);
        FieldArithmetic.ConstrainCell(builder, cell, constant);
    }

    /// <summary>Demands a ≠ b.</summary>
    public static void ConstrainNotEqual(CircuitBuilder builder, Element a, Element b) =>
        ConstrainNotEqual(builder, FieldArithmetic.Subtract(builder, a, b), Fr.Zero);

    /// <summary>Demands that a value is not a constant.</summary>
    public static void ConstrainNotEqual(CircuitBuilder builder, Element value, in Fr constant)
    {
        Region row = InverseRow(builder, value, constant);
        ArithmeticGate.Constrain(builder, row, new() { Product = Fr.One, B = -constant, Constant = -Fr.One });
    }

    /// <summary>1 if the value is zero.</summary>
    public static Bit IsZero(CircuitBuilder builder, Element value) => IsEqual(builder, value, Fr.Zero);

    /// <summary>1 if a = b.</summary>
    public static Bit IsEqual(CircuitBuilder builder, Element a, Element b) =>
        IsEqual(builder, FieldArithmetic.Subtract(builder, a, b), Fr.Zero);

    /// <summary>1 if the value is a constant.</summary>
    public static Bit IsEqual(CircuitBuilder builder, Element value, in Fr constant)
    {
        Region row = InverseRow(builder, value, constant);
        Fr subtrahend = constant;
        builder.Hint("is zero", [row[0, 0]], [row[0, 2]], (read, write) => write[0] = read[0] == subtrahend ? Fr.One : Fr.Zero);
        ArithmeticGate.Constrain(builder, row, new() { Product = Fr.One, B = -constant, C = Fr.One, Constant = -Fr.One });
        Bit isEqual = new(row[0, 2]);
        ArithmeticGate.ConstrainZero(builder, new() { Product = Fr.One, B = -constant }, value, isEqual);
        return isEqual;
    }

    /// <summary>A row with the value and, beside it, the inverse of the value less the constant, or zero.</summary>
    private static Region InverseRow(CircuitBuilder builder, Element value, Fr constant)
    {
        Region row = ArithmeticGate.Allocate(builder);
        builder.Import(value, row[0, 0]);
        builder.Hint(InverseLabel, [row[0, 0]], [row[0, 1]], (read, write) => Fr.TryInvertVarTime(read[0] - constant, out write[0]));
        return row;
    }
}
