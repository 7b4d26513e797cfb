using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Cpu.Columns;

/// <summary>The columns of a circuit itself and the selectors of its ends, as values on the subgroup of order n.</summary>
internal sealed class KeyColumns
{
    internal KeyColumns(Circuit circuit, int rows)
    {
        Fixed = [.. circuit.Fixed.Select(column => (ReadOnlyMemory<Fr>)column.Values.ToArray())];
        Tables = [.. circuit.Tables.Select(column => (ReadOnlyMemory<Fr>)column.Values.ToArray())];
        Fr[] first = new Fr[rows + 1];
        first[0] = first[rows] = Fr.One;
        FirstRow = first.AsMemory(0, rows);
        LastRow = first.AsMemory(1, rows);
        Fr[] except = new Fr[rows];
        Fr root = Fr.RootOfUnity(System.Numerics.BitOperations.Log2((uint)rows));
        _ = Fr.TryInvert(root, out Fr last);
        Fr x = Fr.One;
        for (int row = 0; row < rows; row++)
        {
            except[row] = x - last;
            x *= root;
        }

        ExceptLastRow = except;
        Counter = circuit.ReadsCounter ? [RowCounter.Values(rows)] : [];
    }

    /// <summary>A column of zeros.</summary>
    internal static ReadOnlyMemory<Fr> Zero { get; } = new Fr[1];

    internal ReadOnlyMemory<Fr>[] Fixed { get; }

    internal ReadOnlyMemory<Fr>[] Tables { get; }

    /// <summary>The row counter, if the circuit reads it.</summary>
    internal ReadOnlyMemory<Fr>[] Counter { get; }

    internal ReadOnlyMemory<Fr> FirstRow { get; }

    internal ReadOnlyMemory<Fr> LastRow { get; }

    internal ReadOnlyMemory<Fr> ExceptLastRow { get; }
}
