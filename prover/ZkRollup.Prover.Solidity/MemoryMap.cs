using System.Globalization;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Solidity;

/// <summary>Where a generated verifier keeps what, in bytes of memory. All but the instance's part has a fixed place.</summary>
internal sealed class MemoryMap
{
    /// <summary>Where Solidity lets memory begin.</summary>
    internal const int Start = 0x80;

    private const int Word = 32;
    private const int Header = 3;
    private const int PointWords = 4;
    private const int TermWords = 5;
    private const int SymbolCount = 7;

    private readonly List<(string Name, int Address)> _names = [];
    private int _next = Start;

    /// <summary>The map for a key.</summary>
    internal MemoryMap(VerifyingKey key, IEnumerable<string> variables, int divisors, int carried, int termWords)
    {
        ProofLayout layout = key.Layout;
        CircuitShape shape = key.Shape;
        _ = Take("SCRATCH", 8);
        foreach (string name in variables)
        {
            _ = Take(name, 1);
        }

        _next += Header * Word;
        _ = Take("WITNESS", layout.WitnessPointCount * PointWords);
        _next += Header * Word;
        _ = Take("HELPERS", layout.HelperPointCount * PointWords);
        _next += Header * Word;
        _ = Take("QUOTIENT", layout.QuotientPointCount * PointWords);
        _next += Header * Word;
        _ = Take("OPENING", 2 * PointWords);
        _next += Header * Word;
        Row = Take("ROW", layout.EvaluationCount);
        Symbols = Name("BETA", _next);
        _ = Name("GAMMA", _next + Word);
        _ = Name("Y", _next + (2 * Word));
        _ = Name("BUS_BALANCE", _next + (3 * Word));
        _ = Name("FIRST_ROW", _next + (4 * Word));
        _ = Name("LAST_ROW", _next + (5 * Word));
        _ = Name("EXCEPT_LAST_ROW", _next + (6 * Word));
        _next += SymbolCount * Word;
        Scalars = Take("SCALARS_AT", shape.PublicScalarCount);
        Instance = Take("INSTANCE", shape.InstanceCount);
        RowWords = (_next - Row) / Word;
        Carried = Take("CARRIED", carried);
        SumTerms = Take("SUM_TERMS", 0);
        int keyPoints = key.Commitments.Count + shape.CounterCount;
        SumCount = keyPoints + layout.PointCount + 1;
        ProofTerms = Name("PROOF_TERMS", _next + (keyPoints * TermWords * Word));
        _ = Name("QUOTIENT_SCALARS", Scalar(keyPoints + layout.WitnessPointCount + layout.HelperPointCount));
        _next += SumCount * TermWords * Word;
        Pairing = Take("PAIRING", 24);
        TermNumerators = Take("TERM_NUMERATORS", key.PublicTermCount);
        TermMemory = _next;
        _next += termWords * Word;
        Denominators = Take("DENOMINATORS", 1);
        _ = Take("FIRST_ROW_DENOMINATOR", 1);
        _ = Take("LAST_ROW_DENOMINATOR", 1);
        _ = Take("STEP", 1);
        Divisors = Take("DIVISORS", divisors);
        TermDenominators = Take("TERM_DENOMINATORS", key.PublicTermCount);
        _ = Take("GRID", 0);
        Fractions = 4 + divisors + key.PublicTermCount;
    }

    /// <summary>Evaluations of the proof; the rest of the row follows.</summary>
    internal int Row { get; }

    /// <summary>β and the other symbols in their order.</summary>
    internal int Symbols { get; }

    /// <summary>Public scalars.</summary>
    internal int Scalars { get; }

    /// <summary>Values of the instance columns.</summary>
    internal int Instance { get; }

    /// <summary>Words of the row.</summary>
    internal int RowWords { get; }

    /// <summary>What one part hands to the next; directly after the row.</summary>
    internal int Carried { get; }

    /// <summary>Terms of the sum of points: point and scalar.</summary>
    internal int SumTerms { get; }

    /// <summary>Terms of the sum.</summary>
    internal int SumCount { get; }

    /// <summary>The first term with a point of the proof.</summary>
    internal int ProofTerms { get; }

    /// <summary>The input of the pairing check.</summary>
    internal int Pairing { get; }

    /// <summary>Numerators of the public terms.</summary>
    internal int TermNumerators { get; }

    /// <summary>Memory of the program of the public terms.</summary>
    internal int TermMemory { get; }

    /// <summary>What is inverted.</summary>
    internal int Denominators { get; }

    /// <summary>Divisors of the groups of packs among it.</summary>
    internal int Divisors { get; }

    /// <summary>Denominators of the public terms among it.</summary>
    internal int TermDenominators { get; }

    /// <summary>How much is inverted besides the denominators of words.</summary>
    internal int Fractions { get; }

    /// <summary>The constants of the contract that name the places.</summary>
    internal IEnumerable<string> Lines =>
        _names.Select(entry => string.Create(
            CultureInfo.InvariantCulture, $"    uint256 internal constant {entry.Name} = 0x{entry.Address:x};"));

    /// <summary>Where in the row a leaf of the combined expression lies, in words.</summary>
    internal int RowIndex(ProofLayout layout, Instruction step) => step.Opcode switch
    {
        Opcode.Column when step.ColumnKind == ColumnKind.Instance => ((Instance - Row) / Word) + step.A,
        Opcode.Column => layout.Evaluation(step.ColumnKind, step.A, step.Rotation),
        Opcode.Symbol => ((Symbols - Row) / Word) + step.A,
        Opcode.PublicScalar => ((Scalars - Row) / Word) + step.A,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Not a leaf of the row."),
    };

    /// <summary>Where an evaluation of the proof lies.</summary>
    internal int Evaluation(int number) => Row + (number * Word);

    /// <summary>Where the point of a term lies.</summary>
    internal int Point(int term) => SumTerms + (term * TermWords * Word);

    /// <summary>Where the scalar of a term lies.</summary>
    internal int Scalar(int term) => Point(term) + (PointWords * Word);

    private int Take(string name, int words)
    {
        int address = Name(name, _next);
        _next += words * Word;
        return address;
    }

    private int Name(string name, int address)
    {
        _names.Add((name, address));
        return address;
    }
}
