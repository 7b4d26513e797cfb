using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: the result is the first value if the choice is 1, the second if it is 0.</summary>
/// <remarks>
/// Preconditions: the choice is a bit; all operands lie in copied columns.
/// Constraints: select, degree 2: choice·(first − second) + second − result = 0.
/// Cost: one row of 4 copied cells, in the columns of <see cref="ArithmeticGate"/>; a conditional swap two.
/// Soundness: choice 1 leaves first − result = 0, choice 0 leaves second − result = 0. The result is one of the operands, so it keeps the
/// larger of their bounds.
/// Negative tests: Selection_EveryAttack_IsNoticed.
/// </remarks>
public static class Selection
{
    /// <summary>The label of the gate.</summary>
    public const string Label = "select";

    /// <summary>One of two elements.</summary>
    public static Element Select(CircuitBuilder builder, Bit choice, Element whenOne, Element whenZero)
    {
        Region row = ArithmeticGate.Allocate(builder);
        Expression bit = builder.Import(choice, row[0, 0]);
        Expression first = builder.Import(whenOne, row[0, 1]);
        Expression second = builder.Import(whenZero, row[0, 2]);
        Cell[] operands = [row[0, 0], row[0, 1], row[0, 2]];
        builder.Hint(Label, operands, [row[0, 3]], (read, write) => write[0] = (read[0] * (read[1] - read[2])) + read[2]);
        builder.Constrain(Label, (bit * (first - second)) + second - row[0, 3]);
        return new(row[0, 3]);
    }

    /// <summary>One of two bounded numbers.</summary>
    public static Bounded Select(CircuitBuilder builder, Bit choice, Bounded whenOne, Bounded whenZero) =>
        new(Select(builder, choice, (Element)whenOne, (Element)whenZero).Cell, BigInteger.Max(whenOne.Maximum, whenZero.Maximum));

    /// <summary>One of two bits.</summary>
    public static Bit Select(CircuitBuilder builder, Bit choice, Bit whenOne, Bit whenZero) =>
        new(Select(builder, choice, (Element)whenOne, (Element)whenZero).Cell);

    /// <summary>One of two signed numbers.</summary>
    public static Signed Select(CircuitBuilder builder, Bit choice, Signed whenOne, Signed whenZero) =>
        new(
            Select(builder, choice, (Element)whenOne, (Element)whenZero).Cell,
            BigInteger.Min(whenOne.Minimum, whenZero.Minimum),
            BigInteger.Max(whenOne.Maximum, whenZero.Maximum));

    /// <summary>Exchanges two elements if the bit is 1.</summary>
    public static (Element First, Element Second) ConditionalSwap(CircuitBuilder builder, Bit swap, Element first, Element second) =>
        (Select(builder, swap, second, first), Select(builder, swap, first, second));

    /// <summary>Exchanges two bounded numbers if the bit is 1.</summary>
    public static (Bounded First, Bounded Second) ConditionalSwap(CircuitBuilder builder, Bit swap, Bounded first, Bounded second) =>
        (Select(builder, swap, second, first), Select(builder, swap, first, second));
}
