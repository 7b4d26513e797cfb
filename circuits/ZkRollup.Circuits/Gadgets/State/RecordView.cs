using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>The fields of a record that a port or a lookup has found, in copied columns.</summary>
/// <remarks>
/// Where the access is off nothing fixes the fields: the prover chooses them freely. Whatever is computed from them must count only where
/// the access is on; written through another port, it must be that this one is on wherever the other is.
/// </remarks>
public sealed class RecordView
{
    private readonly RecordFormat _format;
    private readonly Cell[] _cells;

    internal RecordView(RecordFormat format, Cell[] cells)
    {
        _format = format;
        _cells = cells;
    }

    /// <summary>A field.</summary>
    public Element this[int field] => new(_cells[field]);

    /// <summary>A packed field with the bound of its width, which holds where the access is on and not otherwise.</summary>
    /// <exception cref="ArgumentException">The field is a whole element.</exception>
    public Bounded BoundedWhenEnabled(int field) => new(_cells[field], _format.MaximumOf(field));
}
