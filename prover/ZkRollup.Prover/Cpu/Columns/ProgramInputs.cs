using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;

namespace ZkRollup.Prover.Cpu.Columns;

/// <summary>All that a program may read: the columns on the subgroup or on one of its cosets, and what is the same on every row.</summary>
internal sealed class ProgramInputs(int rows, ConstraintChallenges challenges, IReadOnlyList<Fr> publicScalars)
{
    private readonly ColumnView[][] _columns = new ColumnView[Enum.GetValues<ColumnKind>().Length][];

    /// <summary>n.</summary>
    internal int Rows => rows;

    /// <summary>L_0(x); L_(n−1) is the same on the next row.</summary>
    internal ColumnView FirstRow { get; set; }

    /// <summary>x − ω^(n−1).</summary>
    internal ColumnView ExceptLastRow { get; set; }

    /// <summary>Columns of a kind.</summary>
    internal ColumnView[] this[ColumnKind kind]
    {
        get => _columns[(int)kind] ?? [];
        set => _columns[(int)kind] = value;
    }

    /// <summary>A symbol that is the same on every row.</summary>
    internal Fr Uniform(Symbol symbol) => symbol switch
    {
        Symbol.Beta => challenges.Beta,
        Symbol.Gamma => challenges.Gamma,
        Symbol.Y => challenges.Y,
        Symbol.BusBalance => challenges.BusBalance,
        _ => throw new ArgumentOutOfRangeException(nameof(symbol), symbol, "Not the same on every row."),
    };

    /// <summary>A public scalar.</summary>
    internal Fr PublicScalar(int index) => publicScalars[index];
}
