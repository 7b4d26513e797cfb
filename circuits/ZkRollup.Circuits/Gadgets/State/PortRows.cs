using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>The rows of an access: which record, if any, the fields that it finds, and those that it leaves.</summary>
internal sealed class PortRows
{
    private readonly PortPlan _plan;
    private readonly Cell?[] _old;
    private readonly Cell?[] _new;

    /// <summary>Allocates the rows, chooses the address and declares the old fields as inputs.</summary>
    internal PortRows(
        CircuitBuilder builder,
        NodeBus nodes,
        string kind,
        PortPlan plan,
        IReadOnlyList<(Bit When, RecordAddress Address)> alternatives,
        int limbColumns)
    {
        foreach ((_, RecordAddress address) in alternatives)
        {
            nodes.Claim(address.Layout);
        }

        PortLayout layout = PortLayout.For(builder.Shape, plan, alternatives.Count);
        Region = builder.Allocate(kind, new(layout.Rows, layout.Copied, layout.Local, limbColumns));
        (Enable, Address) = AddressChoice.Constrain(builder, Region, layout.FirstAlternative, alternatives);
        _plan = plan;
        _old = [.. layout.Old.Select(CellAt)];
        _new = [.. layout.New.Select(CellAt)];
        ClearCell = CellAt(layout.Clear);
        Head = layout.FirstAlternative + alternatives.Count - 1;
        foreach (Cell? cell in _old)
        {
            if (cell is { } used)
            {
                builder.Input(used);
            }
        }
    }

    internal Region Region { get; }

    /// <summary>The row of the region with flag and address.</summary>
    internal int Head { get; }

    internal Bit Enable { get; }

    internal Element Address { get; }

    /// <summary>The cell of the flag that clears the record; null if the plan has none.</summary>
    internal Cell? ClearCell { get; }

    internal RecordView View => new(_plan, _old);

    internal IReadOnlyList<Expression> Old => Formulas(_old);

    internal IReadOnlyList<Expression> New => Formulas(_new);

    /// <summary>The cell that takes the new value of a field.</summary>
    internal Cell NewCell(int field) => _new[field]!.Value;

    internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, IReadOnlyList<Fr>? old)
    {
        for (int field = 0; field < _old.Length; field++)
        {
            if (_old[field] is { } cell)
            {
                map.Set(inputs, cell, old is null ? Fr.Zero : old[field]);
            }
        }
    }

    private Cell? CellAt((int Row, int Column)? place) => place is { } at ? Region[at.Row, at.Column] : null;

    private static Expression[] Formulas(Cell?[] cells) => [.. cells.Select(cell => cell is { } used ? used : Expression.Zero)];
}
