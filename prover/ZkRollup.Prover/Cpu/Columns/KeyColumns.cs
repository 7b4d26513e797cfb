using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Columns;

/// <summary>The columns of a circuit itself and the selectors of its ends, as values on the subgroup of order n.</summary>
internal sealed unsafe class KeyColumns : IDisposable
{
    private readonly List<NativeBuffer<Fr>> _buffers = [];

    internal KeyColumns(Circuit circuit, int rows)
    {
        Fixed = [.. circuit.Fixed.Select(column => View(column.Values))];
        Tables = [.. circuit.Tables.Select(column => View(column.Values))];
        FirstRow = View(rows, out Fr* first);
        new Span<Fr>(first, rows).Clear();
        first[0] = Fr.One;
        Pad(first, rows);
        ExceptLastRow = View(rows, out Fr* except);
        Fr root = Fr.RootOfUnity(System.Numerics.BitOperations.Log2((uint)rows));
        _ = Fr.TryInvert(root, out Fr last);
        Fr x = Fr.One;
        for (int row = 0; row < rows; row++)
        {
            except[row] = x - last;
            x *= root;
        }

        Pad(except, rows);
        Zero = View([Fr.Zero]);
    }

    /// <summary>A column of zeros.</summary>
    internal ColumnView Zero { get; }

    internal ColumnView[] Fixed { get; }

    internal ColumnView[] Tables { get; }

    internal ColumnView FirstRow { get; }

    internal ColumnView ExceptLastRow { get; }

    public void Dispose()
    {
        foreach (NativeBuffer<Fr> buffer in _buffers)
        {
            buffer.Dispose();
        }
    }

    private ColumnView View(IReadOnlyList<Fr> values)
    {
        int count = Math.Max(values.Count, ColumnView.PeriodMin);
        ColumnView view = View(count, out Fr* target);
        for (int i = 0; i < count; i++)
        {
            target[i] = values[i % values.Count];
        }

        Pad(target, count);
        return view;
    }

    private ColumnView View(int count, out Fr* target)
    {
        NativeBuffer<Fr> buffer = new(count + ColumnView.Padding);
        _buffers.Add(buffer);
        target = buffer.Pointer;
        return new(target, count);
    }

    private static void Pad(Fr* values, int count) =>
        new Span<Fr>(values, ColumnView.Padding).CopyTo(new Span<Fr>(values + count, ColumnView.Padding));
}
