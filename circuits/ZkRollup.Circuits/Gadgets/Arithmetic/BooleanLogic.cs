using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: the result is the named function of bits.</summary>
/// <remarks>
/// Preconditions: the operands are bits.
/// Constraints: arithmetic (<see cref="ArithmeticGate"/>): and: c = ab; or: c = a + b − ab; xor: c = a + b − 2ab; not: c = 1 − a.
/// arithmetic.bit: a·(a − 1) = 0, only for a value that becomes a bit.
/// Cost: one row of <see cref="ArithmeticGate"/>. In a formula, 1 − a costs nothing.
/// Soundness: each polynomial takes the values of its truth table on {0, 1}², so its result is a bit without a constraint of its own.
/// Negative tests: Logic_EveryAttack_IsNoticed, ToBit_BoundAboveOne_Throws.
/// </remarks>
public static class BooleanLogic
{
    /// <summary>a and b.</summary>
    public static Bit And(CircuitBuilder builder, Bit a, Bit b) => new(
        ArithmeticGate.Evaluate(builder, new() { Product = Fr.One }, a, b).Cell);

    /// <summary>a or b.</summary>
    public static Bit Or(CircuitBuilder builder, Bit a, Bit b) =>
        new(ArithmeticGate.Evaluate(builder, new() { Product = -Fr.One, A = Fr.One, B = Fr.One }, a, b).Cell);

    /// <summary>Either a or b.</summary>
    public static Bit Xor(CircuitBuilder builder, Bit a, Bit b) =>
        new(ArithmeticGate.Evaluate(builder, new() { Product = Fr.FromInt64(-2), A = Fr.One, B = Fr.One }, a, b).Cell);

    /// <summary>1 − a.</summary>
    public static Bit Not(CircuitBuilder builder, Bit a) =>
        new(ArithmeticGate.Evaluate(builder, new() { A = -Fr.One, Constant = Fr.One }, a).Cell);

    /// <summary>Demands that a value is 0 or 1.</summary>
    public static Bit ConstrainBit(CircuitBuilder builder, Unconstrained value)
    {
        Region row = ArithmeticGate.Allocate(builder);
        builder.Import(new Element(value.Cell), row[0, 0]);
        return ArithmeticGate.ConstrainBit(builder, row);
    }

    /// <summary>A number with the bound 1 is a bit.</summary>
    /// <exception cref="ArgumentException">The bound is larger.</exception>
    public static Bit ToBit(Bounded value) => value.Maximum <= 1
        ? new(value.Cell)
        : throw new ArgumentException($"A number up to {value.Maximum} need not be a bit.", nameof(value));
}
