using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>
/// Statement: an access to a record finds what the access before it left there, in the order of times, the first one what the old state
/// tree holds; and the new state tree holds what the last one left.
/// </summary>
/// <remarks>
/// Preconditions: flags are bits; addresses belong to their classes (<see cref="RecordAddress"/>); written fields have the bounds of their
/// widths; T is at most <see cref="MemorySize.SlotsMax"/>. The node bus has depth levels and receives the roots.
/// Constraints of a port: those of <see cref="AddressChoice"/> for e and address; memory.old takes, e times, (t' − 1 − gap, address, old
/// fields); memory.new sends, e times, (t', address, new fields); t' = 1 + slot·P + port is computed from the row counter, gap from limbs.
/// Those of a touched record are listed in <see cref="TouchedTable"/>.
/// Cost: 2 rows, more than two alternatives of the address as many; a copied cell for each field that is seen and each that is written, a
/// local one for each that is not seen, three copied and two local ones for each alternative, and the limbs of T·P; two bus terms of degree
/// 1 for all ports of one plan, whose products are shared from the last written field on.
/// Soundness: docs/circuits/memory.md.
/// Negative tests: MemoryForgeries, TouchedForgeries, CopyForgeries; every cell, hint and constraint in StateAttackTests.
/// Source: Blum, Evans, Gemmell, Kannan, Naor, "Checking the correctness of memories", Algorithmica 12 (1994); multisets by logarithmic
/// derivatives, Haböck, ePrint 2022/1530.
/// </remarks>
public sealed class Memory
{
    private readonly CircuitBuilder _builder;
    private readonly NodeBus _nodes;
    private readonly MemorySize _size;
    private readonly Bus _bus;
    private readonly List<MemoryPort> _ports = [];
    private readonly Fr _timePerRow;
    private TouchedTable? _touched;

    /// <summary>A memory without ports.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="nodes">The tree that holds its records.</param>
    /// <param name="format">The shape of its records.</param>
    /// <param name="size">Ports and slots.</param>
    public Memory(CircuitBuilder builder, NodeBus nodes, RecordFormat format, MemorySize size)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Ports, nameof(size));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.SlotsMax, nameof(size));
        _builder = builder;
        _nodes = nodes;
        _size = size;
        _bus = builder.AddBus("memory", format.Count + 2);
        Format = format;
        Fr.TryInvert(Fr.FromUInt64((ulong)builder.Shape.Rows), out Fr perRow);
        _timePerRow = Fr.FromUInt64((ulong)size.Ports) * perRow;
    }

    /// <summary>The shape of a record.</summary>
    public RecordFormat Format { get; }

    /// <summary>Limbs that hold T·P.</summary>
    internal int GapLimbs => LimbNumber.CountFor(_builder, (int)((BigInteger)_size.Ports * _size.SlotsMax).GetBitLength());

    /// <summary>Adds a port; every field that its plan writes must then be set.</summary>
    /// <param name="plan">What it does with each field.</param>
    /// <param name="alternatives">
    /// Where it is: at the last address whose flag is 1. Where no flag is 1 nothing is accessed.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A class lies outside the tree or shares a leaf with another one, the shape is another, or the port does not fit the grid.
    /// </exception>
    /// <exception cref="InvalidOperationException">All ports are taken.</exception>
    public MemoryPort Open(PortPlan plan, params IReadOnlyList<(Bit When, RecordAddress Address)> alternatives)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(alternatives);
        if (plan.Format != Format)
        {
            throw new ArgumentException("The plan is for records of another shape.", nameof(plan));
        }

        if (_ports.Count == _size.Ports || _touched is not null)
        {
            throw new InvalidOperationException($"The memory has {_size.Ports} ports a slot, declared before its touched records.");
        }

        PortRows rows = new(_builder, _nodes, "port", plan, alternatives, LimbNumber.ColumnsFor(GapLimbs));
        MemoryPort port = new(_builder, this, _ports.Count, plan, rows);
        _ports.Add(port);
        return port;
    }

    /// <summary>Adds room for touched records in each slot. Call it once, when all ports are complete.</summary>
    /// <param name="count">Touched records a slot.</param>
    /// <param name="publication">Where the new lanes of records that are published go.</param>
    /// <exception cref="InvalidOperationException">A port lacks a field, or there are touched records already.</exception>
    public void AddTouchedRecords(int count, PublicationBus publication)
    {
        ArgumentNullException.ThrowIfNull(publication);
        if (_touched is not null || _ports.Any(port => !port.IsComplete))
        {
            throw new InvalidOperationException("The memory has its touched records already, or a port that lacks a field.");
        }

        _touched = new(_builder, this, _nodes, publication, count);
    }

    /// <summary>Fills the inputs of ports and touched records; flags, addresses and written fields of ports come from elsewhere.</summary>
    /// <param name="map">Of the circuit.</param>
    /// <param name="inputs">All inputs of the slot.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="batch">The witness of the batch.</param>
    public void ComputeInputs(SlotInputMap map, Span<Fr> inputs, int slot, MemoryBatch batch)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(batch);
        if (_touched is not null && batch.Touched.Count > (long)_touched.Count * batch.Accesses.Count)
        {
            throw new ArgumentException($"{batch.Touched.Count} touched records; each slot has room for {_touched.Count}.", nameof(batch));
        }

        for (int port = 0; port < _ports.Count; port++)
        {
            _ports[port].ComputeInputs(map, inputs, batch.Accesses[slot][port]);
        }

        _touched?.ComputeInputs(map, inputs, slot, batch.Touched);
    }

    /// <summary>Takes the state of a record at a time from the bus, as often as a numerator says, which must be a bit.</summary>
    internal void Take(string label, Expression numerator, Expression time, Expression address, IReadOnlyList<Expression> fields) =>
        _builder.Receive(label, _bus, numerator, Tuple(time, address, fields));

    /// <summary>Leaves the state of a record at a time on the bus; see <see cref="Take"/>.</summary>
    internal void Leave(string label, Expression numerator, Expression time, Expression address, IReadOnlyList<Expression> fields) =>
        _builder.Send(label, _bus, numerator, Tuple(time, address, fields));

    /// <summary>slot·P + port, read on the row of a bus term.</summary>
    internal Expression SlotTime(int port) =>
        (_builder.SlotStart * Expression.Constant(_timePerRow)) + Expression.Parameter(0, Fr.FromInt64(port));

    /// <summary>Both tuples of a port compress their last elements alike and share the products: what changes always comes first.</summary>
    private static Expression[] Tuple(Expression time, Expression address, IReadOnlyList<Expression> fields) =>
        [time, address, .. fields.Skip(RecordFormat.WholeFields), .. fields.Take(RecordFormat.WholeFields)];
}
