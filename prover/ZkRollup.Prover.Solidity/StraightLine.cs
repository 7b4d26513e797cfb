using System.Globalization;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Solidity;

/// <summary>Writes a stretch of an <see cref="ExpressionProgram"/> as Yul without branches.</summary>
/// <remarks>
/// A value that is used once stands where it is used. Others, and those that would take too much of the stack, lie in memory, each in a
/// word of its own. The variables r and rr hold the order and twice the order; the stack is never so deep that they cannot be reached.
/// </remarks>
internal sealed class StraightLine
{
    private const int DepthMax = 10;

    private readonly ExpressionProgram _program;
    private readonly Func<Instruction, string> _leaf;
    private readonly int[] _uses;
    private readonly Dictionary<int, Term> _values = [];
    private int _next;

    /// <param name="program">The program.</param>
    /// <param name="leaf">The text of a column, a symbol or a public scalar.</param>
    /// <param name="memory">The first free byte of memory.</param>
    internal StraightLine(ExpressionProgram program, Func<Instruction, string> leaf, int memory)
    {
        _program = program;
        _leaf = leaf;
        _next = memory;
        _uses = new int[program.Instructions.Count];
    }

    /// <summary>The statements so far.</summary>
    internal List<string> Lines { get; } = [];

    /// <summary>The byte after the memory used so far.</summary>
    internal int MemoryEnd => _next;

    /// <summary>A number as Yul writes it.</summary>
    internal static string Hex(int value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x2}");

    /// <summary>A field element as Yul writes it.</summary>
    internal static string Hex(in Fr value)
    {
        string digits = value.ToString();
        digits = (digits.StartsWith("0x", StringComparison.Ordinal) ? digits[2..] : digits).TrimStart('0');
        return digits.Length == 0 ? "0" : $"0x{(digits.Length % 2 == 0 ? "" : "0")}{digits}";
    }

    /// <summary>Takes a value from outside as that of an instruction before the stretch.</summary>
    internal void Carry(int instruction, string text, int bound) => _values[instruction] = Term.Leaf(text, bound);

    /// <summary>Writes the instructions from <paramref name="from"/> up to <paramref name="to"/>.</summary>
    /// <param name="from">The first instruction.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="kept">Those whose values are used afterwards.</param>
    internal void Write(int from, int to, IReadOnlyCollection<int> kept)
    {
        Count(from, to, kept);
        for (int i = from; i < to; i++)
        {
            Instruction step = _program.Instructions[i];
            if (!IsOperation(step) || _uses[i] == 0)
            {
                continue;
            }

            Term term = Operate(step);
            _values[i] = _uses[i] > 1 ? Store(term) : term;
        }
    }

    /// <summary>The value of an instruction.</summary>
    internal Term Value(int instruction)
    {
        if (_values.TryGetValue(instruction, out Term known))
        {
            return known;
        }

        Instruction step = _program.Instructions[instruction];
        if (step.Opcode != Opcode.Constant)
        {
            return Term.Leaf(_leaf(step));
        }

        // A long constant that is used again is shorter when it is loaded.
        Term constant = Term.Leaf(Hex(_program.Constants[step.A]));
        const int ShortLength = 10;
        if (_uses[instruction] > 1 && constant.Text.Length > ShortLength)
        {
            constant = Store(constant);
        }

        _values[instruction] = constant;
        return constant;
    }

    /// <summary>True for sums, differences and products.</summary>
    internal static bool IsOperation(Instruction step) => step.Opcode is Opcode.Add or Opcode.Subtract or Opcode.Multiply;

    private Term Operate(Instruction step)
    {
        Term a = Value(step.A);
        Term b = Value(step.B);
        Term term = Term.Of(step.Opcode, a, b);
        while (term.Depth > DepthMax)
        {
            (a, b) = a.Depth > b.Depth ? (Store(a), b) : (a, Store(b));
            term = Term.Of(step.Opcode, a, b);
        }

        return term;
    }

    private Term Store(Term term)
    {
        string place = Hex(_next);
        _next += Fr.ByteLength;
        Lines.Add($"mstore({place}, {term.Text})");
        return Term.Leaf($"mload({place})", term.Bound);
    }

    private void Count(int from, int to, IReadOnlyCollection<int> kept)
    {
        Array.Clear(_uses);
        foreach (int i in kept)
        {
            _uses[i]++;
        }

        for (int i = to - 1; i >= from; i--)
        {
            Instruction step = _program.Instructions[i];
            if (IsOperation(step) && _uses[i] > 0)
            {
                _uses[step.A]++;
                _uses[step.B]++;
            }
        }
    }
}
