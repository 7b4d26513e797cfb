using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.Arithmetic;

/// <summary>Statement: k.Product·a·b + k.A·a + k.B·b + k.C·c + k.D·d + k.Constant = 0, for constants k and up to four values.</summary>
/// <remarks>
/// Preconditions: the operands lie in copied columns.
/// Constraints: arithmetic, degree 3: the statement, its constants being parameters, so that all uses in the same columns are one gate.
/// "copy" joins each operand with its cell in the row. arithmetic.bit, degree 2, only on rows that choose a bit: a·(a − 1) = 0.
/// Cost: one row of 4 copied cells a use; 5 products a row of the batch, once for all uses in the same columns, and the selector's.
/// Soundness: the gate is the statement. A cell whose coefficients are zero is free; nobody else reads it.
/// Negative tests: Arithmetic_EveryAttack_IsNoticed, ConstrainZero_WrongSum_FailsTheGate, Evaluate_MissingOperand_Throws.
/// Form of the gate: Gabizon, Williamson, Ciobotaru, "PLONK", ePrint 2019/953, section 6, with one more linear term.
/// </remarks>
public static class ArithmeticGate
{
    /// <summary>The label of the gate.</summary>
    public const string Label = "arithmetic";

    internal const string BitLabel = "arithmetic.bit";

    /// <summary>Computes d with k.Product·a·b + k.A·a + k.B·b + k.C·c + k.Constant = d.</summary>
    /// <exception cref="ArgumentException">An operand is missing whose coefficient is not zero, or d has a coefficient.</exception>
    public static Element Evaluate(
        CircuitBuilder builder, ArithmeticCoefficients coefficients, Element? a = null, Element? b = null, Element? c = null)
    {
        if (!coefficients.D.IsZero)
        {
            throw new ArgumentException($"The result has the coefficient −1, not {coefficients.D}.", nameof(coefficients));
        }

        RequireOperands(coefficients, a, b, c, null);
        Region row = Allocate(builder);
        List<Cell> inputs = [];
        List<int> places = [];
        Place(builder, a, row[0, 0], inputs, places, 0);
        Place(builder, b, row[0, 1], inputs, places, 1);
        Place(builder, c, row[0, 2], inputs, places, 2);
        int[] order = [.. places];
        builder.Hint(Label, inputs, [row[0, 3]], (read, write) =>
        {
            Span<Fr> operands = stackalloc Fr[3];
            operands.Clear();
            for (int i = 0; i < read.Length; i++)
            {
                operands[order[i]] = read[i];
            }

            write[0] = coefficients.ValueAt(operands[0], operands[1], operands[2]);
        });
        Constrain(builder, row, coefficients with { D = -Fr.One });
        return new(row[0, 3]);
    }

    /// <summary>Demands k.Product·a·b + k.A·a + k.B·b + k.C·c + k.D·d + k.Constant = 0.</summary>
    /// <exception cref="ArgumentException">An operand is missing whose coefficient is not zero.</exception>
    public static void ConstrainZero(
        CircuitBuilder builder,
        ArithmeticCoefficients coefficients,
        Element? a = null,
        Element? b = null,
        Element? c = null,
        Element? d = null)
    {
        RequireOperands(coefficients, a, b, c, d);
        Region row = Allocate(builder);
        Import(builder, a, row[0, 0]);
        Import(builder, b, row[0, 1]);
        Import(builder, c, row[0, 2]);
        Import(builder, d, row[0, 3]);
        Constrain(builder, row, coefficients);
    }

    /// <summary>A row with cells a, b, c, d.</summary>
    internal static Region Allocate(CircuitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Allocate(Label, new(1, 4));
    }

    /// <summary>The gate on a row whose cells are computed elsewhere.</summary>
    internal static void Constrain(CircuitBuilder builder, Region row, in ArithmeticCoefficients coefficients)
    {
        Expression a = row[0, 0];
        Expression b = row[0, 1];
        Expression c = row[0, 2];
        Expression d = row[0, 3];
        Expression byB = ((Expression.Parameter(0, coefficients.Product) * a) + Expression.Parameter(1, coefficients.B)) * b;
        Expression linear = (Expression.Parameter(2, coefficients.A) * a)
            + (Expression.Parameter(3, coefficients.C) * c)
            + (Expression.Parameter(4, coefficients.D) * d);
        builder.Constrain(Label, byB + linear + Expression.Parameter(5, coefficients.Constant));
    }

    /// <summary>Demands that cell a of a row is a bit.</summary>
    internal static Bit ConstrainBit(CircuitBuilder builder, Region row) => builder.ConstrainBit(BitLabel, new(row[0, 0]));

    private static void Import(CircuitBuilder builder, Element? operand, Cell target)
    {
        if (operand is { } wire)
        {
            builder.Import(wire, target);
        }
    }

    private static void Place(CircuitBuilder builder, Element? operand, Cell target, List<Cell> inputs, List<int> places, int place)
    {
        Import(builder, operand, target);
        if (operand is not null)
        {
            inputs.Add(target);
            places.Add(place);
        }
    }

    private static void RequireOperands(in ArithmeticCoefficients coefficients, Element? a, Element? b, Element? c, Element? d)
    {
        Require("a", a, coefficients.A);
        Require("a", a, coefficients.Product);
        Require("b", b, coefficients.B);
        Require("b", b, coefficients.Product);
        Require("c", c, coefficients.C);
        Require("d", d, coefficients.D);
    }

    private static void Require(string name, Element? operand, in Fr coefficient)
    {
        if (operand is null && !coefficient.IsZero)
        {
            throw new ArgumentException($"Operand {name} is missing, but its coefficient is {coefficient}: any value would do.");
        }
    }
}
