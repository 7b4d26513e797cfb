using System.Buffers.Binary;
using System.Security.Cryptography;
using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>A polynomial over columns, rotations, challenges and constants: the one form in which constraints are written.</summary>
/// <remarks>
/// The mock checker, the evaluator of the prover, the verifier and generated code all read this form. Immutable. A node may be part of many
/// expressions; two nodes are equal if they are the same formula, decided by a digest, so that shared parts cost nothing.
/// Constants 0 and 1 vanish where they change nothing.
/// </remarks>
public sealed class Expression : IEquatable<Expression>
{
    private Expression(ExpressionKind kind, int degree, ReadOnlySpan<byte> content)
    {
        Kind = kind;
        Degree = degree;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        Identity = BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }

    /// <summary>The constant 0.</summary>
    public static Expression Zero { get; } = Constant(Fr.Zero);

    /// <summary>The constant 1.</summary>
    public static Expression One { get; } = Constant(Fr.One);

    /// <summary>The type of this node.</summary>
    public ExpressionKind Kind { get; }

    /// <summary>Degree in units of n, or <see cref="int.MaxValue"/> beyond it; <see cref="Symbol.ExceptLastRow"/> counts as 0.</summary>
    public int Degree { get; }

    /// <summary>First 128 bits of a SHA-256 digest of the formula.</summary>
    public UInt128 Identity { get; }

    /// <summary>The element of a constant, and the value of a parameter.</summary>
    public Fr Value { get; private init; }

    /// <summary>The kind of a column.</summary>
    public ColumnKind ColumnKind { get; private init; }

    /// <summary>The index of a column among its kind, of a public scalar, or of a parameter within its gate.</summary>
    public int Index { get; private init; }

    /// <summary>0 for the row itself, 1 for the next one, which wraps around at the end of the batch.</summary>
    public int Rotation { get; private init; }

    /// <summary>Which symbol.</summary>
    public Symbol Symbol { get; private init; }

    /// <summary>Which cell.</summary>
    public Cell Cell { get; private init; }

    /// <summary>First operand of a sum, difference or product; null otherwise.</summary>
    public Expression? Left { get; private init; }

    /// <summary>Second operand of a sum, difference or product; null otherwise.</summary>
    public Expression? Right { get; private init; }

    /// <summary>A field element.</summary>
    public static Expression Constant(in Fr value)
    {
        Span<byte> content = stackalloc byte[1 + Fr.ByteLength];
        content[0] = (byte)ExpressionKind.Constant;
        value.WriteLittleEndian(content[1..]);
        return new(ExpressionKind.Constant, 0, content) { Value = value };
    }

    /// <summary>A column at rotation 0 or 1; only witness and helper columns may be rotated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rotation is not allowed.</exception>
    public static Expression Column(ColumnKind kind, int index, int rotation = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        int rotationMax = kind is ColumnKind.Witness or ColumnKind.Helper ? 1 : 0;
        if (rotation < 0 || rotation > rotationMax)
        {
            throw new ArgumentOutOfRangeException(nameof(rotation), rotation, $"A {kind} column allows rotations up to {rotationMax}.");
        }

        return new(ExpressionKind.Column, 1, Leaf(ExpressionKind.Column, (int)kind, index, rotation))
        {
            ColumnKind = kind,
            Index = index,
            Rotation = rotation,
        };
    }

    /// <summary>A challenge or a selector in closed form.</summary>
    public static Expression Of(Symbol symbol) =>
        new(ExpressionKind.Symbol, symbol is Symbol.FirstRow or Symbol.LastRow ? 1 : 0, Leaf(ExpressionKind.Symbol, (int)symbol, 0, 0))
        {
            Symbol = symbol,
        };

    /// <summary>A public input that is not on the grid, by its index.</summary>
    public static Expression PublicScalar(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new(ExpressionKind.PublicScalar, 0, Leaf(ExpressionKind.PublicScalar, index, 0, 0)) { Index = index };
    }

    /// <summary>A cell of the slot that is being built.</summary>
    public static Expression Of(Cell cell) =>
        new(ExpressionKind.Cell, 1, Leaf(ExpressionKind.Cell, cell.Row, cell.Column, 0)) { Cell = cell };

    /// <summary>A constant that may differ between the uses of one gate; it becomes a fixed column.</summary>
    /// <param name="index">Its number within the gate, from 0.</param>
    /// <param name="value">Its value at this use.</param>
    public static Expression Parameter(int index, in Fr value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new(ExpressionKind.Parameter, 1, Leaf(ExpressionKind.Parameter, index, 0, 0)) { Index = index, Value = value };
    }

    /// <summary>Left plus right.</summary>
    public static Expression operator +(Expression left, Expression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return (left.Kind, right.Kind) switch
        {
            (ExpressionKind.Constant, ExpressionKind.Constant) => Constant(left.Value + right.Value),
            _ when left.IsZero => right,
            _ when right.IsZero => left,
            _ => Node(ExpressionKind.Sum, Math.Max(left.Degree, right.Degree), left, right),
        };
    }

    /// <summary>Left minus right.</summary>
    public static Expression operator -(Expression left, Expression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return (left.Kind, right.Kind) switch
        {
            (ExpressionKind.Constant, ExpressionKind.Constant) => Constant(left.Value - right.Value),
            _ when right.IsZero => left,
            _ => Node(ExpressionKind.Difference, Math.Max(left.Degree, right.Degree), left, right),
        };
    }

    /// <summary>Zero minus the operand.</summary>
    public static Expression operator -(Expression operand) => Zero - operand;

    /// <summary>Left times right.</summary>
    public static Expression operator *(Expression left, Expression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return (left.Kind, right.Kind) switch
        {
            (ExpressionKind.Constant, ExpressionKind.Constant) => Constant(left.Value * right.Value),
            _ when left.IsZero || right.IsZero => Zero,
            _ when left.IsOne => right,
            _ when right.IsOne => left,
            _ => Node(ExpressionKind.Product, (int)Math.Min(int.MaxValue, (long)left.Degree + right.Degree), left, right),
        };
    }

    /// <summary>A small integer as a constant.</summary>
    public static implicit operator Expression(long value) => Constant(Fr.FromInt64(value));

    /// <summary>A field element as a constant.</summary>
    public static implicit operator Expression(in Fr value) => Constant(value);

    /// <summary>A cell as a variable.</summary>
    public static implicit operator Expression(Cell cell) => Of(cell);

    /// <summary>True for the constant 0.</summary>
    public bool IsZero => Kind == ExpressionKind.Constant && Value.IsZero;

    /// <summary>True for the constant 1.</summary>
    public bool IsOne => Kind == ExpressionKind.Constant && Value == Fr.One;

    /// <inheritdoc/>
    public bool Equals(Expression? other) => other is not null && Identity == other.Identity;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Expression);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)(uint)Identity);

    private static Expression Node(ExpressionKind kind, int degree, Expression left, Expression right)
    {
        Span<byte> content = stackalloc byte[33];
        content[0] = (byte)kind;
        BinaryPrimitives.WriteUInt128LittleEndian(content[1..], left.Identity);
        BinaryPrimitives.WriteUInt128LittleEndian(content[17..], right.Identity);
        return new(kind, degree, content) { Left = left, Right = right };
    }

    private static byte[] Leaf(ExpressionKind kind, int a, int b, int c)
    {
        byte[] content = new byte[13];
        content[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(1), a);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(5), b);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(9), c);
        return content;
    }
}
