using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>
/// Statement: an access to a record of one class finds what the access before it left there, in the order of times, the first one what the
/// old state tree holds; and the new state tree holds what the last one left.
/// </summary>
/// <remarks>
/// Preconditions: enable flags are bits; block and offset of an address have the bounds of the class; written fields have the bounds of
/// their widths; T is at most <see cref="MemorySize.SlotsMax"/>. The node bus has depth levels and receives the roots.
/// Constraints of a port, on a bus of this class: NAME.old takes, e times, (address, old fields, t' − 1 − gap); NAME.new sends, e times,
/// (address, new fields, t'); t' = 1 + slot·P + port is computed from the row counter, gap from limbs. Those of a touched record are listed
/// in <see cref="TouchedTable"/>.
/// Cost: a read 2 rows, a write 3 or 4, with 1 + (1 or 2) + F copied cells for a read and 1 + (1 or 2) + 2F for a write, and the limbs of
/// T·P; two bus terms of degree 1 for all reads, two for all writes; no gate.
/// Soundness: docs/circuits/memory.md.
/// Negative tests: MemoryForgeries, TouchedForgeries, CopyForgeries; every cell, hint and constraint in StateAttackTests.
/// Source: Blum, Evans, Gemmell, Kannan, Naor, "Checking the correctness of memories", Algorithmica 12 (1994); multisets by logarithmic
/// derivatives, Haböck, ePrint 2022/1530.
/// </remarks>
public sealed class Memory
{
    private readonly CircuitBuilder _builder;
    private readonly MemorySize _size;
    private readonly List<MemoryPort> _ports = [];
    private TouchedTable? _touched;

    /// <summary>A memory without ports.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="name">Names the bus and its terms.</param>
    /// <param name="format">The fields of its records.</param>
    /// <param name="addresses">Their leaves.</param>
    /// <param name="size">Ports and slots.</param>
    /// <exception cref="ArgumentException">The addresses are none, or the times have no room in the limbs.</exception>
    public Memory(CircuitBuilder builder, string name, RecordFormat format, AddressLayout addresses, MemorySize size)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentNullException.ThrowIfNull(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Ports, nameof(size));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.SlotsMax, nameof(size));
        addresses.Require(AddressLayout.Limit);
        _builder = builder;
        _size = size;
        Name = name;
        Format = format;
        Addresses = addresses;
        Bus = builder.AddBus(name, format.Count + 2);
        Fr.TryInvert(Fr.FromUInt64((ulong)builder.Shape.Rows), out Fr perRow);
        StartOfSlot = builder.Allocate("touched carry", new(1, 2), 0);
        EndOfSlot = builder.Allocate("touched carry", new(1, 2), builder.Shape.Rows - 1);
        TimePerRow = Fr.FromUInt64((ulong)size.Ports) * perRow;
    }

    /// <summary>Names the bus and its terms.</summary>
    public string Name { get; }

    /// <summary>The fields of a record.</summary>
    public RecordFormat Format { get; }

    /// <summary>The leaves of the records.</summary>
    public AddressLayout Addresses { get; }

    /// <summary>Tuples (address, fields, time).</summary>
    internal Bus Bus { get; }

    /// <summary>Flag and address of the last touched record before the slot. Only the first row of a slot sees another slot.</summary>
    internal Region StartOfSlot { get; }

    /// <summary>Flag and address of the last touched record of the slot, on its last row.</summary>
    internal Region EndOfSlot { get; }

    /// <summary>P/R modulo r: R·slot times this is P·slot, exactly.</summary>
    internal Fr TimePerRow { get; }

    /// <summary>Limbs that hold T·P.</summary>
    internal int GapLimbs => LimbNumber.CountFor(_builder, (int)((BigInteger)_size.Ports * _size.SlotsMax).GetBitLength());

    /// <summary>Adds a port that reads.</summary>
    /// <param name="enable">Where it is 0 nothing is accessed.</param>
    /// <param name="address">Of a record of the class.</param>
    /// <exception cref="ArgumentException">The address may lie outside the class, or the record does not fit the grid.</exception>
    /// <exception cref="InvalidOperationException">All ports are taken.</exception>
    public MemoryPort OpenRead(Bit enable, RecordAddress address) => Open(enable, address, isWrite: false);

    /// <summary>Adds a port that writes; every field must then be set.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public MemoryPort OpenWrite(Bit enable, RecordAddress address) => Open(enable, address, isWrite: true);

    /// <summary>Adds room for touched records in each slot. Call it once, when all ports are complete.</summary>
    /// <param name="nodes">Where the leaves go.</param>
    /// <param name="count">Touched records a slot.</param>
    /// <param name="publication">Where the new lanes go; null for a class that is not published.</param>
    /// <exception cref="InvalidOperationException">A port that writes lacks a field.</exception>
    public void AddTouchedRecords(NodeBus nodes, int count, PublicationBus? publication = null)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        if (_touched is not null || _ports.FirstOrDefault(port => !port.IsComplete) is { })
        {
            throw new InvalidOperationException($"Memory '{Name}' has its touched records already, or a port that lacks a field.");
        }

        nodes.Claim(Addresses, Format);
        _touched = new(_builder, this, nodes, publication);
        _touched.AddRows(count);
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

    private MemoryPort Open(Bit enable, RecordAddress address, bool isWrite)
    {
        if (_ports.Count == _size.Ports || _touched is not null)
        {
            throw new InvalidOperationException($"Memory '{Name}' has {_size.Ports} ports a slot, declared before its touched records.");
        }

        MemoryPort port = new(_builder, this, _ports.Count, enable, address, isWrite);
        _ports.Add(port);
        return port;
    }
}
