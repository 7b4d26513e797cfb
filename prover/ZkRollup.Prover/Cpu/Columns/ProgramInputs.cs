using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu.Evaluator;

namespace ZkRollup.Prover.Cpu.Columns;

/// <summary>All that a program may read: the columns on the subgroup or on one of its cosets, and what is the same on every row.</summary>
internal sealed class ProgramInputs(ConstraintChallenges challenges, IReadOnlyList<Fr> publicScalars) : IRowInputs
{
    private readonly Dictionary<ColumnKind, ReadOnlyMemory<Fr>[]> _columns = [];

    /// <summary>L_0(x).</summary>
    internal ReadOnlyMemory<Fr> FirstRow { get; set; }

    /// <summary>L_(n−1)(x).</summary>
    internal ReadOnlyMemory<Fr> LastRow { get; set; }

    /// <summary>x − ω^(n−1).</summary>
    internal ReadOnlyMemory<Fr> ExceptLastRow { get; set; }

    /// <summary>Columns of a kind; those that the program does not read may be empty.</summary>
    internal ReadOnlyMemory<Fr>[] this[ColumnKind kind]
    {
        set => _columns[kind] = value;
    }

    public ReadOnlyMemory<Fr> Column(ColumnKind kind, int index) => _columns[kind][index];

    public ReadOnlyMemory<Fr> Selector(Symbol symbol) => symbol switch
    {
        Circuits.ConstraintSystem.Symbol.FirstRow => FirstRow,
        Circuits.ConstraintSystem.Symbol.LastRow => LastRow,
        Circuits.ConstraintSystem.Symbol.ExceptLastRow => ExceptLastRow,
        _ => throw new ArgumentOutOfRangeException(nameof(symbol), symbol, "The same on every row."),
    };

    public Fr Symbol(Symbol symbol) => symbol switch
    {
        Circuits.ConstraintSystem.Symbol.Beta => challenges.Beta,
        Circuits.ConstraintSystem.Symbol.Gamma => challenges.Gamma,
        Circuits.ConstraintSystem.Symbol.Y => challenges.Y,
        Circuits.ConstraintSystem.Symbol.BusBalance => challenges.BusBalance,
        _ => throw new ArgumentOutOfRangeException(nameof(symbol), symbol, "Not the same on every row."),
    };

    public Fr PublicScalar(int index) => publicScalars[index];
}
