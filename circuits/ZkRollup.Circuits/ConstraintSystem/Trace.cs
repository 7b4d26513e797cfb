using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>The values of all witness columns of a batch.</summary>
public sealed class Trace
{
    private readonly Fr[][] _columns;

    /// <summary>A trace of zeros.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="slots">T, a power of two and at least <see cref="Circuit.SlotsMin"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of slots is not allowed.</exception>
    public Trace(Circuit circuit, int slots)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        if (slots < circuit.SlotsMin || !int.IsPow2(slots) || slots > int.MaxValue / 2 / circuit.RowsPerSlot)
        {
            throw new ArgumentOutOfRangeException(nameof(slots), slots, $"Not a power of two from {circuit.SlotsMin}.");
        }

        Slots = slots;
        RowsPerSlot = circuit.RowsPerSlot;
        _columns = new Fr[circuit.Witness.Count][];
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = new Fr[slots * RowsPerSlot];
        }
    }

    /// <summary>T.</summary>
    public int Slots { get; }

    /// <summary>R.</summary>
    public int RowsPerSlot { get; }

    /// <summary>n = R·T.</summary>
    public int Rows => Slots * RowsPerSlot;

    /// <summary>Witness columns.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>The values of a witness column, row by row.</summary>
    public Memory<Fr> Column(int index) => _columns[index];

    /// <summary>One value.</summary>
    public ref Fr this[int row, int column] => ref _columns[column][row];
}
