using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>The fields of a record that a port or a lookup sees, in copied columns.</summary>
/// <remarks>
/// Where the access is off nothing fixes the fields: the prover chooses them freely. Whatever is computed from them must count only where
/// the access is on; written through another port, it must be that this one is on wherever the other is.
/// </remarks>
public sealed class RecordView
{
    private readonly PortPlan _plan;
    private readonly Cell?[] _cells;

    internal RecordView(PortPlan plan, Cell?[] cells)
    {
        _plan = plan;
        _cells = cells;
    }

    /// <summary>A field.</summary>
    /// <exception cref="ArgumentException">The plan does not say that the field is seen.</exception>
    public Element this[int field] => _plan[field].HasFlag(FieldUse.Read)
        ? new(_cells[field]!.Value)
        : throw new ArgumentException($"Field {field} is not seen: it is {_plan[field]}.", nameof(field));

    /// <summary>A packed field with the bound of its width, which holds where the access is on and not otherwise.</summary>
    /// <exception cref="ArgumentException">The field is a whole element, or not seen.</exception>
    public Bounded BoundedWhenEnabled(int field) => new(this[field].Cell, _plan.Format.MaximumOf(field));
}
