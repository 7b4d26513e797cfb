using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>Where a <see cref="RowProgram"/> finds its variables.</summary>
/// <remarks>
/// A column of fewer values than rows repeats: row i reads value i modulo its length, which must divide the number of rows. The row after
/// the last one is the first. Each method is called once per evaluation for each variable that the program names.
/// </remarks>
internal interface IRowInputs
{
    /// <summary>The values of a column in the order of the rows.</summary>
    ReadOnlyMemory<Fr> Column(ColumnKind kind, int index);

    /// <summary>The values of a selector in closed form: <see cref="Symbol.FirstRow"/>, LastRow and ExceptLastRow.</summary>
    ReadOnlyMemory<Fr> Selector(Symbol symbol);

    /// <summary>A symbol that is the same on every row: <see cref="Symbol.Beta"/>, Gamma, Y and BusBalance.</summary>
    Fr Symbol(Symbol symbol);

    /// <summary>A public input that is not on the grid.</summary>
    Fr PublicScalar(int index);
}
