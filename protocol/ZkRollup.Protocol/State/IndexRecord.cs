using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>The index of an underlying.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct IndexRecord
{
    /// <summary>The index; 0 before the first.</summary>
    public PriceTicks Price { get; init; }

    /// <summary>What it was when its round began.</summary>
    public PriceTicks Anchor { get; init; }

    /// <summary>Its round.</summary>
    public Round Round { get; init; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static IndexRecord FromRecord(in Record record) => new IndexRecord
    {
        Price = new PriceTicks((long)record.B2),
        Anchor = new PriceTicks((long)record.B3),
        Round = new Round((long)record.B4),
    };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => new(
        Fr.Zero,
        Fr.Zero,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        (ulong)Price.Value,
        (ulong)Anchor.Value,
        (ulong)Round.Value,
        0);
}
