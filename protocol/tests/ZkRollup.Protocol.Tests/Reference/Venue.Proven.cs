using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Reference;

/// <content>Prices, proven transactions, and what the state says.</content>
internal sealed partial class Venue
{
    /// <summary>The round that began last.</summary>
    internal long Round => Time / 3_000;

    internal Cause Report(long signer, long price, long? round = null) => Exchange.Apply(
        Now,
        TestKeys.OfSigner(signer),
        new OracleUpdate(new SignerIndex(signer), default, new Round(round ?? Round), new PriceTicks(price)),
        _events);

    /// <summary>Signers 0, 1 and 2 report one price for this round.</summary>
    internal void Report(long price)
    {
        for (long signer = 0; signer < 3; signer++)
        {
            Accept(Report(signer, price));
        }
    }

    /// <summary>The next round: three reports, and the perpetual's mark.</summary>
    internal void NextRound(long price)
    {
        Time += 3_000;
        Report(price);
        Accept(UpdateMark(Perpetual));
    }

    internal Cause UpdateMark(InstrumentId instrument) => Exchange.Apply(Now, new UpdateMark(instrument), _events);

    internal Cause RiskUpdate(InstrumentId instrument, long mark, long initial, long maintenance, long? round = null) => Exchange.Apply(
        Now,
        TestKeys.OfSigner(4),
        new RiskUpdate(instrument, new Round(round ?? Round), new PriceTicks(mark), new QuoteAmount(initial), new QuoteAmount(maintenance)),
        _events);

    internal Cause RemoveOrder(long leaf, RemovalCause cause) => Exchange.Apply(Now, new RemoveOrder(new OrderLeaf(leaf), cause), _events);

    internal Cause Liquidate(long account, InstrumentId? instrument = null) =>
        Exchange.Apply(Now, new Liquidate(new AccountId(account), instrument ?? Perpetual), _events);

    internal Cause Deleverage(long account, long counterparty) =>
        Exchange.Apply(Now, new Deleverage(new AccountId(account), Perpetual, new AccountId(counterparty)), _events);

    internal Cause SettleExpiry(long account, InstrumentId instrument) =>
        Exchange.Apply(Now, new SettleExpiry(new AccountId(account), instrument), _events);

    internal Cause CollectFees(InstrumentId instrument) => Exchange.Apply(Now, new CollectFees(instrument), _events);

    internal AccountRecord AccountOf(long account) =>
        AccountRecord.FromRecord(Exchange.Read(RecordAddress.Account(new AccountId(account))));

    internal long Cash(long account) => AccountOf(account).Cash.Value;

    internal PositionRecord PositionOf(long account, int place = 0) =>
        PositionRecord.FromRecord(Exchange.Read(RecordAddress.Position(new AccountId(account), place)));

    internal long Size(long account, int place = 0) => PositionOf(account, place).Size.Value;

    internal SessionRecord SessionOf(long account, int slot = 0) =>
        SessionRecord.FromRecord(Exchange.Read(RecordAddress.Session(new AccountId(account), new SessionSlot(slot))));

    internal OrderRecord OrderAt(long leaf) => OrderRecord.FromRecord(Exchange.Read(RecordAddress.Order(new OrderLeaf(leaf))));

    internal BookRecord Book(InstrumentId? instrument = null) =>
        BookRecord.FromRecord(Exchange.Read(RecordAddress.Book(instrument ?? Perpetual)));

    internal RiskRecord Risk(InstrumentId? instrument = null) =>
        RiskRecord.FromRecord(Exchange.Read(RecordAddress.Risk(instrument ?? Perpetual)));

    internal InsuranceRecord Insurance(InstrumentId? instrument = null) =>
        InsuranceRecord.FromRecord(Exchange.Read(RecordAddress.Insurance(instrument ?? Perpetual)));

    internal IndexRecord Index() => IndexRecord.FromRecord(Exchange.Read(RecordAddress.IndexOf(default)));

    internal TreasuryRecord Treasury() => TreasuryRecord.FromRecord(Exchange.Read(RecordAddress.Treasury));

    /// <summary>The kinds of the last step's events.</summary>
    internal EventKind[] Kinds() => [.. Events.Select(item => item.Kind)];

    /// <summary>The only event of a kind in the last step.</summary>
    internal ExchangeEvent Single(EventKind kind) => Events.Single(item => item.Kind == kind);

    /// <summary>The leaves of a list from the head on, with what is left of each order.</summary>
    internal List<(long Leaf, long Price, long Lots)> ListOf(Side side)
    {
        List<(long Leaf, long Price, long Lots)> result = [];
        long leaf = side == Side.Buy ? Book().BidLeaf.Value : Book().AskLeaf.Value;
        while (leaf != 0)
        {
            OrderRecord order = OrderAt(leaf);
            result.Add((leaf, order.Price.Value, order.Quantity.Value));
            leaf = order.NextLeaf.Value;
        }

        return result;
    }
}
