using System.Numerics;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>
/// A number in a program: constant + Σ coefficient·result, and perhaps one product of two such sums. Making sums costs no line; a line is
/// written when a value is compared, required, stored, or becomes a factor that is no single result.
/// </summary>
internal class Value
{
    internal Value(
        ProgramWriter? writer, BigInteger constant, IReadOnlyList<Term> terms, Factors? product, BigInteger? low, BigInteger? high)
    {
        Writer = writer;
        Constant = constant;
        Terms = terms;
        Product = product;
        Low = low;
        High = high;
    }

    internal Value(Value other)
        : this(other.Writer, other.Constant, other.Terms, other.Product, other.Low, other.High) => Single = other.Single;

    /// <summary>The least integer that it can be; null if it is an element of the field without a bound.</summary>
    public BigInteger? Low { get; }

    /// <summary>The greatest integer that it can be.</summary>
    public BigInteger? High { get; }

    internal ProgramWriter? Writer { get; }

    internal BigInteger Constant { get; }

    internal IReadOnlyList<Term> Terms { get; }

    internal Factors? Product { get; }

    internal bool IsConstant => Terms.Count == 0 && Product is null;

    /// <summary>The result that holds this value, once there is one.</summary>
    internal Register? Single { get; set; }

    /// <summary>A value whose result is there already, as that result.</summary>
    internal Value Flat => Single is { } single ? new(Writer, BigInteger.Zero, [new(single, BigInteger.One)], null, Low, High) : this;

    /// <summary>A constant.</summary>
    public static implicit operator Value(long value) => Of(value);

    /// <summary>A constant.</summary>
    public static Value Of(BigInteger value) => new(null, value, [], null, value, value);

    /// <summary>Sum.</summary>
    public static Value operator +(Value left, Value right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ProgramWriter? writer = left.Writer ?? right.Writer;
        Value a = left.Flat;
        Value b = right.Flat;
        if (a.Product is not null && b.Product is not null)
        {
            b = writer!.Materialize(b);
        }

        return new(
            writer,
            a.Constant + b.Constant,
            Term.Sum(a.Terms, b.Terms),
            a.Product ?? b.Product,
            left.Low + right.Low,
            left.High + right.High);
    }

    /// <summary>Negation.</summary>
    public static Value operator -(Value value) => Scale(value, BigInteger.MinusOne);

    /// <summary>Difference.</summary>
    public static Value operator -(Value left, Value right) => left + -right;

    /// <summary>Product; a line when it is used.</summary>
    public static Value operator *(Value left, Value right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.IsConstant)
        {
            return Scale(right, left.Constant);
        }

        if (right.IsConstant)
        {
            return Scale(left, right.Constant);
        }

        ProgramWriter writer = left.Writer!;
        BigInteger[] corners = left.Low is { } a && left.High is { } b && right.Low is { } c && right.High is { } d
            ? [a * c, a * d, b * c, b * d]
            : [];
        Value x = left.Product is null ? left.Flat : writer.Materialize(left);
        Value y = right.Product is null ? right.Flat : writer.Materialize(right);
        return new(
            writer,
            BigInteger.Zero,
            [],
            new(BigInteger.One, x, y),
            corners.Length == 0 ? null : corners.Min(),
            corners.Length == 0 ? null : corners.Max());
    }

    /// <summary>The same number with bounds that are known from elsewhere.</summary>
    /// <remarks>It states what the caller must have proven.</remarks>
    internal Value WithBounds(BigInteger? low, BigInteger? high) =>
        new(Writer, Constant, Terms, Product, low, high) { Single = Single };

    /// <summary>The lesser bound; none if one of them is missing.</summary>
    internal static BigInteger? Least(BigInteger? a, BigInteger? b) => a is { } x && b is { } y ? BigInteger.Min(x, y) : null;

    /// <summary>The greater bound; none if one of them is missing.</summary>
    internal static BigInteger? Greatest(BigInteger? a, BigInteger? b) => a is { } x && b is { } y ? BigInteger.Max(x, y) : null;

    private static Value Scale(Value value, BigInteger factor)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (factor.IsZero)
        {
            return Of(BigInteger.Zero);
        }

        BigInteger? first = value.Low * factor;
        BigInteger? second = value.High * factor;
        return new(
            value.Writer,
            value.Constant * factor,
            [.. value.Terms.Select(term => term with { Coefficient = term.Coefficient * factor })],
            value.Product is { } product ? product with { Coefficient = product.Coefficient * factor } : null,
            factor.Sign > 0 ? first : second,
            factor.Sign > 0 ? second : first);
    }

    /// <summary>coefficient·left·right, both sums of results.</summary>
    internal sealed record Factors(BigInteger Coefficient, Value Left, Value Right);

    /// <summary>coefficient·register.</summary>
    internal readonly record struct Term(Register Register, BigInteger Coefficient)
    {
        internal static Term[] Sum(IReadOnlyList<Term> left, IReadOnlyList<Term> right)
        {
            List<Term> sum = [.. left];
            foreach (Term term in right)
            {
                int at = sum.FindIndex(other => other.Register == term.Register);
                if (at < 0)
                {
                    sum.Add(term);
                }
                else
                {
                    sum[at] = term with { Coefficient = sum[at].Coefficient + term.Coefficient };
                }
            }

            return [.. sum.Where(term => !term.Coefficient.IsZero)];
        }
    }
}
