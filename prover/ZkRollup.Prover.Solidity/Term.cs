using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Prover.Solidity;

/// <summary>A value as text of Yul.</summary>
/// <param name="Text">An expression without effects.</param>
/// <param name="Depth">Words of stack that evaluating it takes.</param>
/// <param name="Bound">1 if the value is below r, 2 if it is below 2·r, which still fits a word.</param>
internal readonly record struct Term(string Text, int Depth, int Bound)
{
    /// <summary>Something that is loaded or written out: one word of stack.</summary>
    internal static Term Leaf(string text, int bound = 1) => new(text, 1, bound);

    /// <summary>The result of an operation, with sums reduced only where two words would not hold them.</summary>
    /// <remarks>
    /// r is 0.45·2^256, so the sum of two values below r fits, and so does that of a value below r and r − b. addmod and mulmod take
    /// any words. Arguments are evaluated from the last to the first, so the deeper operand comes second.
    /// </remarks>
    internal static Term Of(Opcode opcode, Term a, Term b) => opcode switch
    {
        Opcode.Multiply => Reduced("mulmod", a, b),
        Opcode.Add => Sum(a, b),
        Opcode.Subtract => Sum(a, new($"sub({(b.Bound == 1 ? "r" : "rr")}, {b.Text})", Math.Max(b.Depth, 2), b.Bound)),
        _ => throw new ArgumentOutOfRangeException(nameof(opcode), opcode, "Not an operation."),
    };

    /// <summary>The same value below r.</summary>
    internal Term Canonical() => Bound == 1 ? this : new($"mod({Text}, r)", Depth + 1, 1);

    private static Term Sum(Term a, Term b) =>
        a.Bound + b.Bound > 2 ? Reduced("addmod", a, b) : Call("add", a, b, "", 0, 2);

    private static Term Reduced(string name, Term a, Term b) => Call(name, a, b, ", r", 1, 1);

    private static Term Call(string name, Term a, Term b, string tail, int below, int bound)
    {
        (Term light, Term heavy) = a.Depth > b.Depth ? (b, a) : (a, b);
        return new($"{name}({light.Text}, {heavy.Text}{tail})", below + Math.Max(heavy.Depth, light.Depth + 1), bound);
    }
}
