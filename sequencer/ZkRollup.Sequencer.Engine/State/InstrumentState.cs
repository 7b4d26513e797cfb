using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>All of an instrument: terms, limits, risk, book and insurance.</summary>
internal struct InstrumentState
{
    // Risk.
    internal long LongIndex;
    internal long ShortIndex;
    internal long InitialLong;
    internal long InitialShort;
    internal long MaintenanceLong;
    internal long MaintenanceShort;
    internal long SlowMark;
    internal long Mark;
    internal long IndexPrice;
    internal long IndexRound;
    internal MarkStatus Status;

    // Terms.
    internal InstrumentKind Kind;
    internal long Multiplier;
    internal long Expiry;
    internal long PriceStep;
    internal long PriceCap;
    internal long Strike;
    internal int Underlying;

    // Book.
    internal int BidLeaf;
    internal long BidPrice;
    internal long AskPrice;
    internal int AskLeaf;
    internal long LongLots;
    internal long ShortLots;
    internal long Fees;

    // Limits.
    internal long MinimumNotional;
    internal long TakerFee;
    internal long MakerFee;
    internal long Band;
    internal long MarkClamp;
    internal long InsuranceTarget;
    internal long InitialRate;
    internal long MaintenanceRate;
    internal long PositionLimit;
    internal long OpenInterestCap;
    internal bool IsOpen;

    // Insurance.
    internal long InsuranceCash;
    internal long InsuranceSnapshot;
    internal long Inventory;
    internal long AverageSum;
    internal long AverageWeight;
    internal long RiskRound;
    internal long AverageRound;

    // The last slot that wrote each of the records.
    internal long TermsStamp;
    internal long LimitsStamp;
    internal long RiskStamp;
    internal long BookStamp;
    internal long InsuranceStamp;

    internal readonly bool IsListed => Kind != InstrumentKind.None;

    internal readonly bool IsOption => Kind is InstrumentKind.Call or InstrumentKind.Put;

    internal readonly int Head(bool bids) => bids ? BidLeaf : AskLeaf;

    internal readonly long HeadPrice(bool bids) => bids ? BidPrice : AskPrice;

    internal void SetHead(bool bids, int leaf, long price)
    {
        if (bids)
        {
            BidLeaf = leaf;
            BidPrice = price;
        }
        else
        {
            AskLeaf = leaf;
            AskPrice = price;
        }
    }
}
