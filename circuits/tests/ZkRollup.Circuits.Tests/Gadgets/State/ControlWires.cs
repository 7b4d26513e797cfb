using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Stands for the transaction logic that drives an access: enable, address, old and new fields are inputs.</summary>
internal sealed class ControlWires
{
    private readonly CircuitBuilder _builder;
    private readonly List<(int Field, Cell Old, Cell New)> _fields = [];

    private ControlWires(CircuitBuilder builder)
    {
        _builder = builder;
        Enable = NewInput();
        Address = NewInput();
    }

    internal Cell Enable { get; }

    internal Cell Address { get; }

    /// <summary>Every cell of the logic.</summary>
    internal IEnumerable<Cell> AllCells => [Enable, Address, .. _fields.SelectMany(entry => new[] { entry.Old, entry.New })];

    /// <summary>A port that updates all fields but those that it keeps.</summary>
    internal static ControlWires OpenPort(CircuitBuilder builder, Memory memory, IReadOnlyList<int> kept)
    {
        ControlWires wires = new(builder);
        MemoryPort port = memory.Open(Element.FromUnchecked(wires.Enable), Element.FromUnchecked(wires.Address));
        for (int field = 0; field < memory.Format.Count; field++)
        {
            if (kept.Contains(field))
            {
                port.Keep(field);
                continue;
            }

            (Cell old, Cell now) = (wires.NewInput(), wires.NewInput());
            wires._fields.Add((field, old, now));
            port.Update(field, Element.FromUnchecked(old), Element.FromUnchecked(now));
        }

        return wires;
    }

    /// <summary>A record of a region that is only read.</summary>
    internal static ControlWires OpenRead(CircuitBuilder builder, Memory memory, Region region, int record)
    {
        ControlWires wires = new(builder);
        RecordCells cells = memory.CellsOf(region, record);
        builder.Import(Element.FromUnchecked(wires.Enable), cells.Enable);
        builder.Import(Element.FromUnchecked(wires.Address), cells.Address);
        memory.Read(region, record);
        return wires;
    }

    internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, Control control, MemoryAccess? access)
    {
        map.Set(inputs, Enable, control.Enable);
        map.Set(inputs, Address, control.Address);
        foreach ((int field, Cell old, Cell now) in _fields)
        {
            map.Set(inputs, old, access is null ? Fr.Zero : access.Old[field]);
            map.Set(inputs, now, control.New?[field] ?? (access is null ? Fr.Zero : access.Old[field]));
        }
    }

    private Cell NewInput() => _builder.Input(_builder.Allocate("control", new(1, 1))[0, 0]).Cell;
}
