using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Liquidation;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>A ForcedClose that closes lots, and its parts (docs/protocol.md, 6.7).</summary>
internal static class ForcedClosePrograms
{
    /// <summary>The input with a counterparty.</summary>
    internal const string CounterpartyInput = "counterparty";

    private const int AccountBits = 24;

    private static ClosingContext Begun => ClosingContext.Begun;

    private static ClosingContext Closing => ClosingContext.Closing;

    /// <summary>Closed, q: the lots, the concession per lot, and E.</summary>
    internal static StepProgram WriteStart()
    {
        ProgramWriter p = new("ForcedClose");
        ForcedCloseOpening opening = ForcedCloseOpening.Of(p);
        RequireClosed(p, opening);
        BigInteger lotsMax = Begun.Remaining.High!.Value;

        // The position is there, on its side: |size| is at least 1 and within the range of a live one.
        p.Rule("6.7, q");
        Value lots = p.Materialize(p.Min(opening.Size.WithBounds(1, lotsMax), opening.LargestSize)).WithBounds(0, lotsMax);
        Opening.Consume(p, (long)OutcomeCode.Closed, lots);

        p.Rule("6.7, k");
        Value worse = Marks.Worse(p, opening.Risk, opening.IsShort);
        Value mark = opening.Risk[Fields.Risk.Mark];

        // The worse price is not above the mark for a long position, and not below it for a short one.
        Value distance = p.Materialize((1 - (2 * (Value)opening.IsShort)) * (mark - worse)).WithBounds(0, worse.High);
        Value perLot = (distance * opening.Terms[Fields.Terms.Multiplier])
            + LiquidationOpening.HalfMargin(p, opening.Risk, opening.IsShort);

        RecordPort account = opening.Record;
        p.Rule("6.7, E");
        ProgramWriter.ScanResult scan = p.Scan(
            0,
            Bit.True,
            opening.Account,
            account[Fields.Account.OrderEpoch],
            account[Fields.Account.PositionMask],
            account[Fields.Account.Cash]);
        p.Rule("context");
        p.Export(Begun.Account, opening.Account);
        p.Export(Begun.Instrument, opening.Instrument);
        p.Export(Begun.IsLong, !opening.IsShort);
        p.Export(Begun.Debts, 0);
        p.Export(Begun.Debtor, 0);
        p.Export(Begun.Remaining, lots);
        p.Export(Begun.Place, opening.Place.Number);
        p.Export(Begun.Weight, opening.Place.Weight);
        p.Export(Begun.Equity, p.RequireWithin(scan.Equity, Begun.Equity.Low!.Value, Begun.Equity.High!.Value));
        p.Export(Begun.PerLot, p.RequireWithin(perLot, 0, Begun.PerLot.High!.Value));
        p.Export(Begun.Takers, 0);
        p.End(Begun.Context);
        return p.Finish();
    }

    /// <summary>Part 1: the insurance takes what it nets and carries.</summary>
    internal static StepProgram WriteFirst()
    {
        ProgramWriter p = new("ForcedClose, insurance first");
        p.Begin(Begun.Context);
        Market market = Market.Open(p, p.Import(Begun.Instrument));
        InsuranceState insurance = market.Insurance();
        Value lots = FirstLots(p, market, insurance);
        p.RequireNotZero(lots);
        TakeByInsurance(p, Begun, market, insurance, lots);
        return p.Finish();
    }

    /// <summary>Part 1, if the insurance takes no lots.</summary>
    internal static StepProgram WriteFirstNone()
    {
        ProgramWriter p = new("ForcedClose, insurance not first");
        p.Begin(Begun.Context);
        Market market = Market.Open(p, p.Import(Begun.Instrument));
        p.RequireZero(FirstLots(p, market, market.Insurance()));
        Closing.Pass(p, Begun);
        return p.Finish();
    }

    /// <summary>Part 2: a counterparty.</summary>
    internal static StepProgram WriteCounterparty()
    {
        ProgramWriter p = new("ForcedClose, counterparty");
        p.Begin(Closing.Context);
        Value remaining = RequireRemaining(p);
        p.Rule("6.7, 2 at most 16 times");
        Value takers = p.RequireWithin(p.Import(Closing.Takers) + 1, 1, ForcedCloseRules.CounterpartiesMax);

        Value number = p.Import(Closing.Account);
        Value instrument = p.Import(Closing.Instrument);
        Market market = Market.Open(p, instrument);
        AccountTrade trade = new(p, market, number, instrument, new(p.Import(Closing.Place), p.Import(Closing.Weight)));
        p.Rule("6.7, 2 counterparty");
        trade.OpenTaker(p.InputBits(CounterpartyInput, AccountBits), "6.7, 2 counterparty");
        Value lots = p.Materialize(p.Min(remaining, trade.LotsOfTaker));
        p.Rule("6.7 concession");
        (Value concession, Value equity) = Concede(p, Closing, lots);
        Value debtor = trade.Execute(lots, concession, covered: 0);

        // min(remaining, |size|) does not exceed what remains.
        Closing.Pass(
            p,
            (Closing.Remaining, (remaining - lots).WithBounds(0, remaining.High)),
            (Closing.Equity, equity),
            (Closing.Debtor, debtor.WithBounds(0, Closing.Debtor.High)),
            (Closing.Takers, takers));
        return p.Finish();
    }

    /// <summary>Part 3: the insurance takes what remains, after 16 counterparties or if there are no more.</summary>
    internal static StepProgram WriteLast()
    {
        ProgramWriter p = new("ForcedClose, insurance last");
        p.Begin(Closing.Context);
        Value remaining = RequireRemaining(p);
        Market market = Market.Open(p, p.Import(Closing.Instrument));
        InsuranceState insurance = market.Insurance();

        // The Book's lots on the opposite side are those of accounts and of the insurance (§12, positions). All of them are the
        // insurance's just if no account is left that could take.
        p.Rule("6.7, 2 no counterparty is left");
        Bit isLong = p.ImportBit(Closing.IsLong);
        Value opposite = p.Materialize(isLong.Select(market.ShortLots, market.LongLots));
        Value others = p.Materialize(opposite - OppositeInventory(p, insurance, isLong));
        p.RequireZero(others * (ForcedCloseRules.CounterpartiesMax - p.Import(Closing.Takers)));

        TakeByInsurance(p, Closing, market, insurance, remaining);
        return p.Finish();
    }

    private static void RequireClosed(ProgramWriter p, ForcedCloseOpening opening)
    {
        p.Rule("6.1 AccountUnknown");
        p.Require(opening.Owner.Exists);
        p.Rule("6.1 OwnerDiffers");
        p.Require(opening.Owner.IsOwner);
        p.Rule("6.7 InstrumentUnknown");
        p.Require(opening.IsListed);
        p.Rule("6.7 NoSuchPosition");
        p.Require(opening.Has);
        p.Rule("6.7 InstrumentClosed");
        p.Require(!opening.IsClosed);
    }

    /// <summary>Lots remain, and no debt of a counterparty waits.</summary>
    private static Value RequireRemaining(ProgramWriter p)
    {
        p.Rule("10.1, no debt: looked into");
        p.RequireZero(p.Import(Closing.Debtor));
        p.Rule("6.7 lots remain");
        Value remaining = p.Import(Closing.Remaining);
        p.RequireNotZero(remaining);
        return remaining;
    }

    /// <summary>min(q, v + z).</summary>
    private static Value FirstLots(ProgramWriter p, Market market, InsuranceState insurance)
    {
        p.Rule("6.7, 1");
        Bit isLong = p.ImportBit(Begun.IsLong);
        Value lots = p.Import(Begun.Remaining);
        Value netted = OppositeInventory(p, insurance, isLong);
        Bit hasEquity = p.Greater(insurance.Equity, 0);
        Value equity = p.Materialize(hasEquity * insurance.Equity).WithBounds(0, insurance.Equity.High);
        Value initial = p.Materialize(isLong.Select(market.Risk[Fields.Risk.InitialLong], market.Risk[Fields.Risk.InitialShort]));
        Bit isFree = p.IsZero(initial);
        Value carried = p.DivideFloor(equity, (ForcedCloseRules.ExitShareDivisor * initial) + isFree);
        Value most = p.Materialize(p.Min(lots, netted + carried));
        Bit isAll = new(p.Materialize(hasEquity & isFree));
        return p.Materialize(isAll.Select(lots, most)).WithBounds(0, lots.High);
    }

    /// <summary>v: lots of the inventory on the side opposite to the closing position.</summary>
    private static Value OppositeInventory(ProgramWriter p, InsuranceState insurance, Bit isLong)
    {
        Value isOpposite = 1 - (Value)isLong - insurance.IsShort + (2 * (isLong * insurance.IsShort));
        return p.Materialize(p.Materialize(isOpposite).WithBounds(0, 1) * insurance.Lots);
    }

    /// <summary>c, and E after it.</summary>
    private static (Value Concession, Value Equity) Concede(ProgramWriter p, ClosingContext context, Value lots)
    {
        Value equity = p.Import(context.Equity);
        Value concession = Concession.Of(p, lots * p.Import(context.PerLot), equity);

        // It is not above the equity if that is positive, else it is 0.
        return (concession, (equity - concession).WithBounds(context.Equity.Low, context.Equity.High));
    }

    private static void TakeByInsurance(ProgramWriter p, ClosingContext from, Market market, InsuranceState insurance, Value lots)
    {
        p.Rule("10.1 closing position");
        Value number = p.Import(from.Account);
        Place place = new(p.Import(from.Place), p.Import(from.Weight));
        RecordPort account = p.Open(RecordClass.Account, Addresses.Account(number));
        RecordPort position = p.Open(RecordClass.Position, Addresses.Position(number, place.Number));
        Holding closing = new(p, account, position, place, market.Risk);
        p.Rule("6.7 concession");
        (Value concession, Value equity) = Concede(p, from, lots);
        Bit isLong = p.ImportBit(from.IsLong);
        Value payment = InsuranceTrade.Write(
            p, market, insurance, closing, isLong, lots, concession, account[Fields.Account.OrderEpoch]);
        account.Set(Fields.Account.Cash, account[Fields.Account.Cash] + payment);
        insurance.Store();
        Value left = (p.Import(from.Remaining) - lots).WithBounds(0, from.Remaining.High);
        Closing.Pass(p, from, (Closing.Remaining, left), (Closing.Equity, equity));
    }
}
