using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Insurance;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Liquidation;

/// <summary>Deleverage: whether it is the last resort, then the trade (docs/protocol.md, 10.3).</summary>
internal static class DeleveragePrograms
{
    private const long Million = 1_000_000;

    /// <summary>Preconditions, and the order epoch.</summary>
    internal static StepProgram WriteStart()
    {
        ProgramWriter p = new("Deleverage");
        LiquidationOpening opening = LiquidationOpening.Of<Deleverage>(p);
        RecordPort limits = p.Open(RecordClass.Limits, Addresses.Limits(opening.Instrument));
        RecordPort book = p.Open(RecordClass.Book, Addresses.Book(opening.Instrument));
        RequireExhausted(p, opening, limits, book);

        RecordPort record = p.Open(RecordClass.Insurance, Addresses.Insurance(opening.Instrument));
        InsuranceState insurance = new(p, record, opening.Risk, opening.PerLot);
        Value equity = opening.RequireUnhealthy();
        p.Rule("InsuranceAvailable");
        Value concession = Concession.Of(p, opening.Lots * opening.Half, equity);
        Value change = p.Materialize(opening.Lots * ((2 * (Value)opening.IsLong) - 1));
        p.Require(insurance.Refuses(change, concession, equity));

        DeleverageContext context = DeleverageContext.Instance;
        p.Rule("context");
        p.Export(context.Account, opening.Account);
        p.Export(context.Place, opening.Place.Number);
        p.Export(context.Weight, opening.Place.Weight);
        p.Export(context.Instrument, opening.Instrument);
        p.Export(context.Counterparty, opening.Message["counterparty"]);
        p.Export(context.Lots, p.RequireWithin(opening.Lots, 1, context.Lots.High!.Value));
        p.Export(context.Half, p.RequireWithin(opening.Half, 0, context.Half.High!.Value));
        p.Export(context.Equity, p.RequireWithin(equity, context.Equity.Low!.Value, context.Equity.High!.Value));
        p.End(context.Context);
        return p.Finish();
    }

    /// <summary>The forced trade, and Cover.</summary>
    internal static StepProgram WriteTrade()
    {
        ProgramWriter p = new("Deleverage, trade");
        DeleverageContext context = DeleverageContext.Instance;
        p.Begin(context.Context);
        Value instrument = p.Import(context.Instrument);
        Value number = p.Import(context.Account);
        Place place = new(p.Import(context.Place), p.Import(context.Weight));
        Market market = Market.Open(p, instrument);
        AccountTrade trade = new(p, market, number, instrument, place);
        trade.OpenTaker(p.Import(context.Counterparty), "CounterpartyInvalid");

        p.Rule("10.3 lots and concession");
        Value equity = p.Import(context.Equity);
        Value lots = p.Materialize(p.Min(p.Import(context.Lots), trade.LotsOfTaker));
        Value concession = Concession.Of(p, lots * p.Import(context.Half), equity);
        p.Rule("10.1, cover");
        Value left = p.Materialize(equity - concession);
        Value covered = p.Materialize(p.IsNegative(left) * -left).WithBounds(0, context.Equity.High);
        Value debtor = trade.Execute(lots, concession, covered);
        ClosingContext.Closing.Enter(p, number, instrument, !trade.IsShort, covered, debtor);
        return p.Finish();
    }

    /// <summary>BookNotExhausted: there is no head, or it is worse than the bound, or beyond the band.</summary>
    private static void RequireExhausted(ProgramWriter p, LiquidationOpening opening, RecordPort limits, RecordPort book)
    {
        // σ of the taker, who sells what is long; a price times σ is the worse for the taker the greater it is.
        p.Rule("BookNotExhausted");
        Value sign = p.Materialize(1 - (2 * (Value)opening.IsLong));
        Value leaf = p.Materialize(opening.IsLong.Select(book[Fields.Book.BidLeaf], book[Fields.Book.AskLeaf]));
        Value price = p.Materialize(opening.IsLong.Select(book[Fields.Book.BidPrice], book[Fields.Book.AskPrice]));
        Value bound = p.Materialize((sign * opening.PerLot) + opening.Half);
        Value value = p.Materialize(price * opening.Terms[Fields.Terms.Multiplier]);
        Bit isWorse = p.Greater(p.Materialize(sign * value), bound);

        // P is an integer, so P − mark > ⌊x/10^6⌋ says the same as 10^6·(P − mark) > x, and lower ≥ 0 excludes nothing.
        Value distance = p.Materialize(sign * (price - opening.Risk[Fields.Risk.Mark]));
        Bit isBeyond = p.Greater(Million * distance, opening.BandWidth(limits));
        p.Require(p.IsZero(leaf) | isWorse | isBeyond);
    }
}
