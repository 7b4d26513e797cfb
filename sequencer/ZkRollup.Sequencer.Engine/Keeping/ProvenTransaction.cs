using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine.Keeping;

/// <summary>A transaction that needs nobody's signature (docs/protocol.md, 5.1); what its kind does not name is the default.</summary>
public readonly record struct ProvenTransaction
{
    /// <summary>UpdateMark to CollectFees.</summary>
    public TransactionKind Kind { get; init; }

    /// <summary>The account; none in a SettleExpiry is the insurance.</summary>
    public AccountId Account { get; init; }

    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>Who takes lots in a Deleverage.</summary>
    public AccountId Counterparty { get; init; }

    /// <summary>Where the order of a RemoveOrder lies.</summary>
    public OrderLeaf Leaf { get; init; }

    /// <summary>Why a RemoveOrder may be.</summary>
    public RemovalCause Removal { get; init; }

    /// <summary>Applies it.</summary>
    /// <param name="exchange">To this exchange.</param>
    /// <param name="time">At this time.</param>
    /// <param name="events">Receives what happened.</param>
    /// <returns>Accepted, or the first cause that applies.</returns>
    public Cause ApplyTo(IExchange exchange, Timestamp time, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return Kind switch
        {
            TransactionKind.UpdateMark => exchange.Apply(time, new UpdateMark(Instrument), events),
            TransactionKind.RemoveOrder => exchange.Apply(time, new RemoveOrder(Leaf, Removal), events),
            TransactionKind.Liquidate => exchange.Apply(time, new Liquidate(Account, Instrument), events),
            TransactionKind.Deleverage => exchange.Apply(time, new Deleverage(Account, Instrument, Counterparty), events),
            TransactionKind.SettleExpiry => exchange.Apply(time, new SettleExpiry(Account, Instrument), events),
            TransactionKind.CollectFees => exchange.Apply(time, new CollectFees(Instrument), events),
            _ => throw new InvalidOperationException($"{Kind} is no proven transaction."),
        };
    }
}
