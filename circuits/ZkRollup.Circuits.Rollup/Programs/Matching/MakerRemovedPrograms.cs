using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>
/// A maker is removed, and matching goes on (docs/protocol.md, 8.3, 4). Which of several causes of one program applies is not proven: the
/// effect is the same.
/// </summary>
internal static class MakerRemovedPrograms
{
    /// <summary>8.3 a.</summary>
    internal static StepProgram Unmatchable(TakerContext context)
    {
        (ProgramWriter p, Taker taker, Maker maker) = Begin("MakerUnmatchable", context);
        Bit isCurrent = maker.RequireUnmatchable();
        Place place = Place.Chosen(p, Maker.PlaceInput);
        RecordPort position = maker.OpenPosition(place, isCurrent);
        _ = TakingOut.Write(p, taker, maker, position, place, isCurrent);
        return GoOn(p, context, maker);
    }

    /// <summary>8.3 b with mode 1: it is the taker's own.</summary>
    internal static StepProgram SelfTrade()
    {
        (ProgramWriter p, Taker taker, Maker maker) = Begin("MakerIsOwn", MatchingContext.Instance);
        maker.RequireMatchable();
        maker.RequireOwn();
        p.Rule("8.3 b mode");
        p.RequireEqual(p.Import(MatchingContext.Instance.SelfTradeMode), SelfTradeModes.CancelMaker);
        RecordPort position = taker.OpenPosition();
        _ = TakingOut.Write(p, taker, maker, position, taker.PlaceOfPosition(), Bit.True);
        return GoOn(p, MatchingContext.Instance, maker);
    }

    /// <summary>8.3 c to f.</summary>
    internal static StepProgram Fault(TakerContext context)
    {
        (ProgramWriter p, Taker taker, Maker maker) = Begin("MakerFaulty", context);
        Place place = Place.Chosen(p, Maker.PlaceInput);
        RecordPort position = maker.OpenPosition(place);
        RequireReached(taker, maker);
        Fill fill = Fill.Tried(p, taker, maker);
        maker.RequireFault(position, fill);
        _ = TakingOut.Write(p, taker, maker, position, place, Bit.True);
        return GoOn(p, context, maker);
    }

    /// <summary>8.3 i.</summary>
    internal static StepProgram Margin(TakerContext context)
    {
        (ProgramWriter p, Taker taker, Maker maker) = Begin("MakerLacksMargin", context);
        Place place = Place.Chosen(p, Maker.PlaceInput);
        RecordPort position = maker.OpenPosition(place);
        (RecordPort Position, RecordPort Session)? order = taker.IsOrder ? (taker.OpenPosition(), taker.OpenSession()) : null;
        RecordPort risk = p.Open(RecordClass.Risk, Addresses.Risk(taker.Instrument));
        RequireReached(taker, maker);
        Fill fill = Fill.Tried(p, taker, maker);
        maker.RequireNoFault(position, fill);
        if (order is { } opened)
        {
            p.Rule("8.3 g open interest");
            p.Require(!OpenInterest.IsExceeded(p, taker, OpenInterest.Rise(p, fill, position, opened.Position)));
            p.Rule("8.3 h budget");
            p.RequireAtLeast(opened.Session[Fields.Session.Budget], fill.Notional);
        }

        fill.ComputePayments();
        OpenLots lots = TakingOut.Write(p, taker, maker, position, place, Bit.True);
        TriedFill tried = new(p, taker, fill, risk);
        Bit passes = tried.PassesMaker(p.Scan(0, maker.Number, maker.Account), position, lots);
        p.Rule("8.3 i MarginInsufficient");
        p.Require(!passes);
        return GoOn(p, context, maker);
    }

    /// <summary>8.3 a and b do not apply.</summary>
    internal static void RequireReached(Taker taker, Maker maker)
    {
        maker.RequireMatchable();
        if (taker.IsOrder)
        {
            maker.RequireOther();
        }
    }

    private static (ProgramWriter Writer, Taker Taker, Maker Maker) Begin(string name, TakerContext context)
    {
        ProgramWriter p = new(context is MatchingContext ? name : $"{name} in liquidation");
        Taker taker = new(p, context);
        return (p, taker, new Maker(p, taker));
    }

    private static StepProgram GoOn(ProgramWriter p, TakerContext context, Maker maker)
    {
        context.Leave(p, (context.Touched, maker.Touched));
        return p.Finish();
    }
}
