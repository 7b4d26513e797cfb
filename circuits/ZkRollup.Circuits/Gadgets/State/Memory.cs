using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>
/// Statement: an access to a record finds what the access before it left there, in the order of times, the first one what the old state
/// tree holds; and the new state tree holds what the last one left. An access takes place only at an address of the tree.
/// </summary>
/// <remarks>
/// Preconditions: written fields have the bounds of their widths; T is at most <see cref="MemorySize.SlotsMax"/>. The node bus has depth
/// levels and receives the roots. Nothing is demanded of addresses and enables: an enable is 0 or 1 in every witness.
/// Constraints of an access with the number i, e being its enable: memory.old takes, e times, (t' − 1 − gap, address, old fields);
/// memory.new sends, e times, (t', address, new fields); t' = R·slot + 1 + i is computed from the row counter, gap from limbs.
/// "copy" brings enable and address to both records of a port. Those of a touched record are listed in <see cref="TouchedTable"/>.
/// Cost: two rows for each record, the limbs of R·T in the first one; two bus terms of degree 1 for all accesses, whose products are those
/// of one record.
/// Soundness: docs/circuits/memory.md.
/// Negative tests: MemoryForgeries, TouchedForgeries, CopyForgeries; every cell, hint and constraint in StateAttackTests.
/// Source: Blum, Evans, Gemmell, Kannan, Naor, "Checking the correctness of memories", Algorithmica 12 (1994); multisets by logarithmic
/// derivatives, Haböck, ePrint 2022/1530.
/// </remarks>
public sealed class Memory
{
    /// <summary>Rows of a port: those of the record that it finds and of the one that it leaves.</summary>
    public const int RowsOfPort = RecordsOfPort * RecordCells.Rows;

    private const string Kind = "record";
    private const int RecordsOfPort = 2;

    private readonly CircuitBuilder _builder;
    private readonly NodeBus _nodes;
    private readonly MemorySize _size;
    private readonly Bus _bus;
    private readonly List<MemoryPort> _ports = [];
    private readonly AccessWitness?[] _accesses;
    private int _taken;
    private TouchedTable? _touched;

    /// <summary>A memory without accesses.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="nodes">The tree that holds its records.</param>
    /// <param name="format">The shape of its records.</param>
    /// <param name="size">Accesses and slots.</param>
    public Memory(CircuitBuilder builder, NodeBus nodes, RecordFormat format, MemorySize size)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Accesses, nameof(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Accesses, builder.Shape.Rows, nameof(size));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.SlotsMax, nameof(size));
        _builder = builder;
        _nodes = nodes;
        _size = size;
        _bus = builder.AddBus("memory", format.Count + 2);
        _accesses = new AccessWitness?[size.Accesses];
        Format = format;
    }

    /// <summary>The shape of a record.</summary>
    public RecordFormat Format { get; }

    /// <summary>Limbs that hold numbers below R·T; an access needs as many beside the first row of its record.</summary>
    public int GapLimbs => LimbNumber.CountFor(
        _builder, (int)(((BigInteger)_builder.Shape.Rows * _size.SlotsMax) - 1).GetBitLength());

    /// <summary>
    /// Sets aside cells for records, one below the other, and others beside them. All records of a circuit begin in the same columns.
    /// </summary>
    /// <param name="records">How many.</param>
    /// <param name="beside">Copied columns beyond those of records, local and limb columns; its rows do not count.</param>
    /// <param name="atRow">The first row if it must be that one; −1 for any.</param>
    public Region Allocate(int records, RegionSize beside, int atRow = -1) => _builder.Allocate(
        Kind,
        beside with { Rows = records * RecordCells.Rows, Copied = RecordCells.ColumnsOf(Format) + beside.Copied },
        atRow,
        _size.Column);

    /// <summary>The cells of a record of such a region.</summary>
    public RecordCells CellsOf(Region region, int record) => new(region, record * RecordCells.Rows, Format);

    /// <summary>Adds a port: an access that may change the record. Every field of it must then be updated or kept.</summary>
    /// <param name="enable">1 if it accesses a record, 0 if not; no witness has another value.</param>
    /// <param name="address">Which one. If it is none of the tree, no witness has the port on.</param>
    /// <param name="atRow">The first of its four rows if it must be that one; −1 for any.</param>
    /// <exception cref="InvalidOperationException">All accesses are taken, or the memory has its touched records.</exception>
    public MemoryPort Open(Element enable, Element address, int atRow = -1)
    {
        Region region = Allocate(RecordsOfPort, new(0, 0, Limbs: GapLimbs, LimbRows: 1), atRow);
        MemoryPort port = new(_builder, this, TakeNumber(), region, enable, address);
        _ports.Add(port);
        return port;
    }

    /// <summary>Adds an access that leaves the record as it is. Accesses are in the order in which they are added.</summary>
    /// <param name="region">Where it lies; the first limbs of the first row of the record become its gap, the fields inputs.</param>
    /// <param name="record">The number of the record in the region. Who reads computes its enable and its address.</param>
    /// <returns>The record. Where the access is off nothing fixes it.</returns>
    /// <exception cref="InvalidOperationException">All accesses are taken, or the memory has its touched records.</exception>
    public RecordCells Read(Region region, int record)
    {
        ArgumentNullException.ThrowIfNull(region);
        int number = TakeNumber();
        AddAccess(region, record, number, [.. Enumerable.Range(0, Format.Count)]);
        RecordCells cells = CellsOf(region, record);
        Leave(number, cells);
        return cells;
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

    /// <summary>Fills the inputs of accesses and touched records; what ports and readers bring with them comes from elsewhere.</summary>
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

        for (int i = 0; i < _taken; i++)
        {
            _accesses[i]?.ComputeInputs(map, inputs, batch.Accesses[slot][i], _builder.Shape.LimbBits);
        }

        _touched?.ComputeInputs(map, inputs, slot, batch.Touched);
    }

    /// <summary>The tuple that an access takes.</summary>
    /// <param name="region">Where it lies.</param>
    /// <param name="record">The record of the region that it finds.</param>
    /// <param name="number">Of the access.</param>
    /// <param name="inputs">The fields that nothing else computes: they become inputs of the slot, as the limbs of the gap do.</param>
    internal void AddAccess(Region region, int record, int number, IReadOnlyList<int> inputs)
    {
        RecordCells old = CellsOf(region, record);
        Cell[] gap = LimbNumber.Cells(region, record * RecordCells.Rows, GapLimbs);
        (int Field, Cell Cell)[] filled = [.. inputs.Select(field => (field, old.Fields[field]))];
        foreach (Cell cell in (Cell[])[.. gap, .. filled.Select(entry => entry.Cell)])
        {
            _builder.Input(cell);
        }

        _accesses[number] = new(gap, filled);
        Take("memory.old", SlotTime(number) - LimbNumber.Value(_builder, gap), old);
    }

    /// <summary>The tuple that an access leaves.</summary>
    internal void Leave(int number, RecordCells now) => Leave("memory.new", SlotTime(number) + 1, now);

    /// <summary>Takes the state of a record at a time from the bus, as often as its enable says.</summary>
    internal void Take(string label, Expression time, RecordCells record) =>
        _builder.Receive(label, _bus, record.Enable, Tuple(time, record));

    /// <summary>Leaves the state of a record at a time on the bus; see <see cref="Take"/>.</summary>
    internal void Leave(string label, Expression time, RecordCells record) =>
        _builder.Send(label, _bus, record.Enable, Tuple(time, record));

    /// <summary>R·slot + number, read on the row of a bus term.</summary>
    private Expression SlotTime(int number) => _builder.SlotStart + Expression.Parameter(0, Fr.FromInt64(number));

    private int TakeNumber() => _taken < _size.Accesses && _touched is null
        ? _taken++
        : throw new InvalidOperationException($"The memory has {_size.Accesses} accesses a slot, declared before its touched records.");

    /// <summary>Compressed from the last element on: all tuples share what comes after the time.</summary>
    private static Expression[] Tuple(Expression time, RecordCells record) =>
        [time, record.Address, .. record.Fields.Select(Expression.Of)];

    /// <summary>The inputs of an access: limbs of the gap, and fields that nothing else computes.</summary>
    private sealed record AccessWitness(Cell[] Gap, (int Field, Cell Cell)[] Old)
    {
        internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, MemoryAccess? access, int limbBits)
        {
            Span<Fr> limbs = stackalloc Fr[Gap.Length];
            LimbNumber.Compute(Fr.FromUInt64(access?.Gap ?? 0), limbBits, limbs);
            for (int i = 0; i < limbs.Length; i++)
            {
                map.Set(inputs, Gap[i], limbs[i]);
            }

            foreach ((int field, Cell cell) in Old)
            {
                map.Set(inputs, cell, access is null ? Fr.Zero : access.Old[field]);
            }
        }
    }
}
