using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Something that happened; what an event does not name is the default (docs/protocol.md, 17).</summary>
public readonly record struct ExchangeEvent
{
    /// <summary>What happened.</summary>
    public EventKind Kind { get; init; }

    /// <summary>A side of an order or a position.</summary>
    public Side Side { get; init; }

    /// <summary>An <see cref="EndOfMatching"/>, <see cref="RemovalCause"/> or <see cref="OutcomeCode"/>, as the kind says.</summary>
    public byte Cause { get; init; }

    /// <summary>The account.</summary>
    public AccountId Account { get; init; }

    /// <summary>The other account.</summary>
    public AccountId Counterparty { get; init; }

    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>The order.</summary>
    public OrderId Order { get; init; }

    /// <summary>Where it lies.</summary>
    public OrderLeaf Leaf { get; init; }

    /// <summary>A price.</summary>
    public PriceTicks Price { get; init; }

    /// <summary>A quantity.</summary>
    public Lots Lots { get; init; }

    /// <summary>An amount.</summary>
    public QuoteQuanta Money { get; init; }

    /// <summary>A second amount.</summary>
    public QuoteQuanta SecondMoney { get; init; }

    /// <summary>An epoch, a serial, a round or an index, as the kind says.</summary>
    public long Number { get; init; }
}
