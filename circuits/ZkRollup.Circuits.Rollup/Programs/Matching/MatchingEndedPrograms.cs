using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>
/// Matching ends at a maker (docs/protocol.md, 8.3): what remains of an order is cancelled, a liquidation goes on with what remains.
/// </summary>
internal static class MatchingEndedPrograms
{
    /// <summary>
    /// 8.3 b with modes 0 and 2. The maker is removed too by mode 2. Both orders are of one account, and so of one position.
    /// </summary>
    internal static StepProgram SelfTrade()
    {
        ProgramWriter p = new("SelfTradeEnds");
        MatchingContext context = MatchingContext.Instance;
        Taker taker = new(p, context);
        Maker maker = new(p, taker);
        maker.RequireMatchable();
        maker.RequireOwn();
        p.Rule("8.3 b mode");
        Value mode = p.Import(context.SelfTradeMode);
        Bit removes = p.HintBit(read => read[0] >> 1, mode);
        p.RequireEqual(mode, SelfTradeModes.CancelBoth * (Value)removes);

        p.Rule("8.6 list");
        taker.AdvanceHead(maker.Order, removes);
        p.Rule("8.6 open orders");
        maker.Account.Set(Fields.Account.OpenOrders, p.Materialize(maker.Account[Fields.Account.OpenOrders] - removes));
        p.Rule("8.6 record");
        maker.Order.ClearIf(removes);
        p.Rule("8.2, 4 and 8.6 open lots");
        Value removed = p.Materialize(removes * maker.Quantity);
        Value sold = p.Materialize((taker.Sells * (taker.Remaining - removed)) + removed);
        OpenLots lots = new(p, taker.OpenPosition(), taker.Remaining + removed - sold, sold);
        p.Rule("8.2, 5 vacant");
        lots.Leave(maker.Account, taker.PlaceOfPosition());
        p.End(null);
        return p.Finish();
    }

    /// <summary>8.3 g and h.</summary>
    internal static StepProgram Limits()
    {
        ProgramWriter p = new("OpenInterestOrBudgetEnds");
        (Taker taker, Maker maker, RecordPort makerPosition, RecordPort takerPosition) = Begin(p);
        RecordPort session = taker.OpenSession();
        Fill fill = Reach(p, taker, maker, makerPosition);
        p.Rule("8.3 g and h");
        Bit exceeds = OpenInterest.IsExceeded(p, taker, OpenInterest.Rise(p, fill, makerPosition, takerPosition));
        p.Require(exceeds | p.Less(session[Fields.Session.Budget], fill.Notional));
        _ = CancelRemainder(p, taker, taker.OpenAccount(), takerPosition);
        p.End(null);
        return p.Finish();
    }

    /// <summary>8.3 j.</summary>
    internal static StepProgram Margin()
    {
        ProgramWriter p = new("MarginEnds");
        (Taker taker, Maker maker, RecordPort makerPosition, RecordPort takerPosition) = Begin(p);
        RecordPort session = taker.OpenSession();
        RecordPort account = taker.OpenAccount();
        RecordPort risk = p.Open(RecordClass.Risk, Addresses.Risk(taker.Instrument));
        Fill fill = Reach(p, taker, maker, makerPosition);
        p.Rule("8.3 g open interest");
        p.Require(!OpenInterest.IsExceeded(p, taker, OpenInterest.Rise(p, fill, makerPosition, takerPosition)));
        p.Rule("8.3 h budget");
        p.RequireAtLeast(session[Fields.Session.Budget], fill.Notional);

        fill.ComputePayments();
        OpenLots ofTaker = CancelRemainder(p, taker, account, takerPosition);
        TriedFill tried = new(p, taker, fill, risk);
        ProgramWriter.ScanResult makerScan = p.Scan(0, maker.Number, maker.Account);
        ProgramWriter.ScanResult takerScan = p.Scan(1, taker.Account, account);
        Bit makerPasses = tried.PassesMaker(makerScan, makerPosition, left: null);
        p.Rule("8.3 i MarginInsufficient");
        p.Require(makerPasses);
        Bit takerPasses = tried.PassesTaker(takerScan, takerPosition, ofTaker);
        p.Rule("8.3 j margin");
        p.Require(!takerPasses);
        p.End(null);
        return p.Finish();
    }

    /// <summary>8.3, 1 to 3 in a liquidation: nothing crosses, band, work limit.</summary>
    internal static StepProgram Liquidation()
    {
        ProgramWriter p = new("LiquidationMatchingEnds");
        LiquidationContext context = LiquidationContext.Instance;
        Taker taker = new(p, context);
        p.Rule("8.3, 1 nothing crosses");
        Bit isNone = p.IsZero(p.Materialize(taker.HeadLeaf));
        Value price = p.Materialize(taker.Signed(p.Materialize(taker.HeadPrice)));
        Bit crosses = p.AtLeast(p.Import(context.Bound), p.Materialize(price * taker.Multiplier));
        p.Rule("8.3, 2 band");
        Bit isInBand = p.AtLeast(p.Import(context.Far), 1_000_000 * price);
        Bit isExhausted = new(p.Materialize(!(!isNone & crosses & isInBand)));
        p.Rule("8.3, 3 work limit");
        p.RequireEqualIf(!isExhausted, taker.Touched, TakerContext.MakersMax);
        LiquidationMatchedContext.Instance.Leave(p, context, taker.Remaining, isExhausted, taker.Touched);
        return p.Finish();
    }

    /// <summary>§8.2, 4 and 5: the remaining lots leave the open lots of the position, which is cleared if it is vacant.</summary>
    private static OpenLots CancelRemainder(ProgramWriter p, Taker taker, RecordPort account, RecordPort position)
    {
        p.Rule("8.2, 4 open lots");
        Value sold = p.Materialize(taker.Sells * taker.Remaining);
        OpenLots lots = new(p, position, taker.Remaining - sold, sold);
        p.Rule("8.2, 5 vacant");
        lots.Leave(account, taker.PlaceOfPosition());
        return lots;
    }

    private static (Taker Taker, Maker Maker, RecordPort MakerPosition, RecordPort TakerPosition) Begin(ProgramWriter p)
    {
        Taker taker = new(p, MatchingContext.Instance);
        Maker maker = new(p, taker);
        return (taker, maker, maker.OpenPosition(Place.Chosen(p, Maker.PlaceInput)), taker.OpenPosition());
    }

    /// <summary>8.3 a to f do not apply.</summary>
    private static Fill Reach(ProgramWriter p, Taker taker, Maker maker, RecordPort makerPosition)
    {
        MakerRemovedPrograms.RequireReached(taker, maker);
        Fill fill = Fill.Tried(p, taker, maker);
        maker.RequireNoFault(makerPosition, fill);
        return fill;
    }
}
