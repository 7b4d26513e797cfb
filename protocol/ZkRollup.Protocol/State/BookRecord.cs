using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>The heads of an instrument's book, its open interest and its fees.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct BookRecord
{
    /// <summary>Fees not yet collected.</summary>
    public QuoteAmount Fees { get; init; }

    /// <summary>Lots of all long holders.</summary>
    public Lots LongLots { get; init; }

    /// <summary>Lots of all short holders.</summary>
    public Lots ShortLots { get; init; }

    /// <summary>The best bid, or 0.</summary>
    public OrderLeaf BidLeaf { get; init; }

    /// <summary>Its price.</summary>
    public PriceTicks BidPrice { get; init; }

    /// <summary>The best ask, or 0.</summary>
    public OrderLeaf AskLeaf { get; init; }

    /// <summary>Its price.</summary>
    public PriceTicks AskPrice { get; init; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static BookRecord FromRecord(in Record record) => new BookRecord
    {
        Fees = new QuoteAmount((long)record.A0),
        LongLots = new Lots((long)record.A1),
        ShortLots = new Lots((long)record.A2),
        BidLeaf = new OrderLeaf((long)record.B2),
        BidPrice = new PriceTicks((long)record.B3),
        AskLeaf = new OrderLeaf((long)record.B4),
        AskPrice = new PriceTicks((long)record.B5),
    };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => new(
        Fr.Zero,
        Fr.Zero,
        (ulong)Fees.Value,
        (ulong)LongLots.Value,
        (ulong)ShortLots.Value,
        0,
        0,
        0,
        0,
        (ulong)BidLeaf.Value,
        (ulong)BidPrice.Value,
        (ulong)AskLeaf.Value,
        (ulong)AskPrice.Value);
}
