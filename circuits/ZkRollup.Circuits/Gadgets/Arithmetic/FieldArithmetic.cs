using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: the result is the sum, difference, product or linear combination; of bounded operands as integers too.</summary>
/// <remarks>
/// Preconditions: bounded operands: the largest possible result lies below r.
/// Constraints: arithmetic (<see cref="ArithmeticGate"/>), one use for each row. constant, degree 1: cell = parameter.
/// Cost: one row of <see cref="ArithmeticGate"/>; a linear combination of n terms takes 1 + ⌈(n − 3)/2⌉ rows, from one; a constant one
/// copied cell.
/// Soundness: modulo r the gate is the statement. Bounded operands are non-negative and coefficients too, so the integer result lies
/// between 0 and its largest value, which is below r: it is the canonical integer of the cell.
/// Negative tests: Arithmetic_EveryAttack_IsNoticed, BoundedOperations_BoundReachesModulus_Throw.
/// </remarks>
public static class FieldArithmetic
{
    /// <summary>The label of constants.</summary>
    public const string ConstantLabel = "constant";

    /// <summary>A cell that holds a field element.</summary>
    public static Element Constant(CircuitBuilder builder, in Fr value)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Region cell = builder.Allocate(ConstantLabel, new(1, 1));
        Fr fixedValue = value;
        builder.Hint(ConstantLabel, [], [cell[0, 0]], (_, write) => write[0] = fixedValue);
        ConstrainCell(builder, cell, value);
        return new(cell[0, 0]);
    }

    /// <summary>A cell that holds a number, its own bound.</summary>
    /// <exception cref="ArgumentException">The number is negative or not below r.</exception>
    public static Bounded Constant(CircuitBuilder builder, BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        FieldInteger.RequireBelowModulus("A constant", value);
        return new(Constant(builder, FieldInteger.ToField(value)).Cell, value);
    }

    /// <summary>a + b modulo r.</summary>
    public static Element Add(CircuitBuilder builder, Element a, Element b) =>
        ArithmeticGate.Evaluate(builder, new() { A = Fr.One, B = Fr.One }, a, b);

    /// <summary>a + b as integers.</summary>
    /// <exception cref="ArgumentException">The sum might reach r.</exception>
    public static Bounded Add(CircuitBuilder builder, Bounded a, Bounded b)
    {
        BigInteger maximum = a.Maximum + b.Maximum;
        FieldInteger.RequireBelowModulus("A sum", maximum);
        return new(Add(builder, (Element)a, (Element)b).Cell, maximum);
    }

    /// <summary>a − b modulo r. Of bounded numbers: <see cref="SignedArithmetic"/>, or <see cref="Comparison"/> if a ≥ b.</summary>
    public static Element Subtract(CircuitBuilder builder, Element a, Element b) =>
        ArithmeticGate.Evaluate(builder, new() { A = Fr.One, B = -Fr.One }, a, b);

    /// <summary>a·b modulo r.</summary>
    public static Element Multiply(CircuitBuilder builder, Element a, Element b) =>
        ArithmeticGate.Evaluate(builder, new() { Product = Fr.One }, a, b);

    /// <summary>a·b as integers.</summary>
    /// <exception cref="ArgumentException">The product might reach r.</exception>
    public static Bounded Multiply(CircuitBuilder builder, Bounded a, Bounded b)
    {
        BigInteger maximum = a.Maximum * b.Maximum;
        FieldInteger.RequireBelowModulus("A product", maximum);
        return new(Multiply(builder, (Element)a, (Element)b).Cell, maximum);
    }

    /// <summary>a·b + c modulo r.</summary>
    public static Element MultiplyAdd(CircuitBuilder builder, Element a, Element b, Element c) =>
        ArithmeticGate.Evaluate(builder, new() { Product = Fr.One, C = Fr.One }, a, b, c);

    /// <summary>a·b + c as integers.</summary>
    /// <exception cref="ArgumentException">The result might reach r.</exception>
    public static Bounded MultiplyAdd(CircuitBuilder builder, Bounded a, Bounded b, Bounded c)
    {
        BigInteger maximum = (a.Maximum * b.Maximum) + c.Maximum;
        FieldInteger.RequireBelowModulus("A product and sum", maximum);
        return new(MultiplyAdd(builder, (Element)a, (Element)b, (Element)c).Cell, maximum);
    }

    /// <summary>Constant plus the sum of coefficient·wire, modulo r.</summary>
    /// <exception cref="ArgumentException">There are no terms.</exception>
    public static Element LinearCombination(
        CircuitBuilder builder, IReadOnlyList<(Fr Coefficient, Element Wire)> terms, in Fr constant = default) =>
        Combine(builder, terms, constant, null);

    /// <summary>Constant plus the sum of coefficient·wire, as integers.</summary>
    /// <exception cref="ArgumentException">There are no terms, a coefficient is negative, or the result might reach r.</exception>
    public static Bounded LinearCombination(
        CircuitBuilder builder, IReadOnlyList<(BigInteger Coefficient, Bounded Wire)> terms, BigInteger constant = default)
    {
        BigInteger maximum = MaximumOf(terms, constant);
        return new(Combine(builder, ToField(terms), FieldInteger.ToField(constant), null).Cell, maximum);
    }

    /// <summary>Demands that the sum of coefficient·wire, as integers, is the canonical integer of a value.</summary>
    /// <returns>The value with the bound that follows.</returns>
    /// <exception cref="ArgumentException">There are no terms, a coefficient is negative, or the sum might reach r.</exception>
    public static Bounded ConstrainLinearCombination(
        CircuitBuilder builder, IReadOnlyList<(BigInteger Coefficient, Bounded Wire)> terms, Element value)
    {
        BigInteger maximum = MaximumOf(terms, BigInteger.Zero);
        Combine(builder, ToField(terms), Fr.Zero, value);
        return new(value.Cell, maximum);
    }

    /// <summary>Demands that a region of one cell holds a constant.</summary>
    internal static void ConstrainCell(CircuitBuilder builder, Region cell, in Fr value) =>
        builder.Constrain(ConstantLabel, (Expression)cell[0, 0] - Expression.Parameter(0, value));

    /// <summary>The first row takes three terms, each further one the sum so far and two; the last one may end in a given value.</summary>
    private static Element Combine(
        CircuitBuilder builder, IReadOnlyList<(Fr Coefficient, Element Wire)> terms, in Fr constant, Element? value)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfZero(terms.Count);
        Element? sum = null;
        for (int next = 0; next < terms.Count;)
        {
            (Fr Coefficient, Element? Wire) a = sum is null ? Term(terms, next++) : (Fr.One, sum);
            (Fr Coefficient, Element? Wire) b = Term(terms, next++);
            (Fr Coefficient, Element? Wire) c = Term(terms, next++);
            ArithmeticCoefficients coefficients = new()
            {
                A = a.Coefficient,
                B = b.Coefficient,
                C = c.Coefficient,
                Constant = sum is null ? constant : Fr.Zero,
            };
            if (value is not null && next >= terms.Count)
            {
                ArithmeticGate.ConstrainZero(builder, coefficients with { D = -Fr.One }, a.Wire, b.Wire, c.Wire, value);
                return value.Value;
            }

            sum = ArithmeticGate.Evaluate(builder, coefficients, a.Wire, b.Wire, c.Wire);
        }

        return sum!.Value;
    }

    private static (Fr Coefficient, Element? Wire) Term(IReadOnlyList<(Fr Coefficient, Element Wire)> terms, int index) =>
        index < terms.Count ? terms[index] : (Fr.Zero, null);

    private static BigInteger MaximumOf(IReadOnlyList<(BigInteger Coefficient, Bounded Wire)> terms, BigInteger constant)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfNegative(constant);
        BigInteger maximum = constant;
        foreach ((BigInteger coefficient, Bounded wire) in terms)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(coefficient, nameof(terms));
            maximum += coefficient * wire.Maximum;
        }

        FieldInteger.RequireBelowModulus("A linear combination", maximum);
        return maximum;
    }

    private static List<(Fr Coefficient, Element Wire)> ToField(IReadOnlyList<(BigInteger Coefficient, Bounded Wire)> terms) =>
        [.. terms.Select(term => (FieldInteger.ToField(term.Coefficient), (Element)term.Wire))];
}
