using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>SettleExpiry (docs/protocol.md, 11).</summary>
internal static class SettleExpiryPrograms
{
    /// <summary>The input with the place of the position that is settled.</summary>
    internal const string PlaceInput = "place";

    /// <summary>Of an account that is left without debt, or with other positions.</summary>
    internal static StepProgram WriteOfAccount()
    {
        ProgramWriter p = new("SettleExpiry");
        Settled settled = SettleAccount(p);
        p.Rule("10.1, no debt: held");
        NoDebtPrograms.RequireHeld(p, p.IsNegative(settled.Cash), settled.Account);
        RecordPort treasury = p.Open(RecordClass.Treasury, Addresses.Treasury);
        Market market = settled.Market;
        _ = Restoration.Write(p, market.Insurance(), market.Risk, treasury, market.LongLots, market.ShortLots, settled.WasLong);
        p.End(null);
        return p.Finish();
    }

    /// <summary>Of an account whose debt the insurance pays in the next steps.</summary>
    internal static StepProgram WriteOfDebtor()
    {
        ProgramWriter p = new("SettleExpiry, debt");
        Settled settled = SettleAccount(p);
        ClosingContext.Closing.Enter(p, settled.Account, settled.Instrument, settled.WasLong, debts: 0, debtor: 0);
        return p.Finish();
    }

    /// <summary>Of the insurance: the account is 0.</summary>
    internal static StepProgram WriteOfInsurance()
    {
        ProgramWriter p = new("SettleExpiry, insurance");
        MessageFields message = Opening.Of<SettleExpiry>(p).Message;
        Market market = OpenMarket(p, message["instrument"]);
        p.Rule("11 insurance");
        p.RequireZero(message["account"]);
        InsuranceState insurance = market.Insurance();
        p.Rule("NoSuchPosition");
        p.RequireNotZero(insurance.Lots);

        p.Rule("11 lots");
        Bit wasLong = !insurance.IsShort;
        market.Move(-(wasLong * insurance.Lots), -(insurance.IsShort * insurance.Lots));
        p.Rule("11 insurance");
        insurance.Settle();
        RecordPort treasury = p.Open(RecordClass.Treasury, Addresses.Treasury);
        _ = Restoration.Write(p, insurance, market.Risk, treasury, market.LongLots, market.ShortLots, wasLong);
        p.End(null);
        return p.Finish();
    }

    private static Market OpenMarket(ProgramWriter p, Value instrument)
    {
        Market market = Market.Open(p, instrument);
        p.Rule("UnknownInstrument");
        p.RequireNotZero(market.Terms[Fields.Terms.Kind]);
        p.Rule("NotSettled");
        p.RequireEqual(market.Risk[Fields.Risk.Status], (int)MarkStatus.Settled);
        return market;
    }

    private static Settled SettleAccount(ProgramWriter p)
    {
        MessageFields message = Opening.Of<SettleExpiry>(p).Message;
        (Value number, Value instrument) = (message["account"], message["instrument"]);
        Market market = OpenMarket(p, instrument);
        RecordPort account = p.Open(RecordClass.Account, Addresses.Account(number));
        p.Rule("UnknownAccount");
        p.RequireEqual(account[Fields.Account.Live], 1);
        p.Rule("NoSuchPosition");
        Place place = Place.Chosen(p, PlaceInput);
        RecordPort position = p.Open(RecordClass.Position, Addresses.Position(number, place.Number));
        p.RequireEqual(position[Fields.Position.Instrument], instrument);
        Holding holding = new(p, account, position, place, market.Risk);
        p.RequireNotZero(holding.Lots);

        p.Rule("11 index and cash");
        Value payment = p.Materialize(position[Fields.Position.Size] * market.PerLot);
        Value owed = holding.Close(holding.Lots, account[Fields.Account.OrderEpoch]);
        Value cash = p.Materialize(account[Fields.Account.Cash] + owed + payment);
        account.Set(Fields.Account.Cash, cash);
        account.Close();
        position.Close();

        p.Rule("11 lots");
        Bit wasLong = !holding.IsShort;
        market.Move(-(wasLong * holding.Lots), -(holding.IsShort * holding.Lots));
        return new(number, instrument, market, cash, wasLong);
    }

    /// <summary>A position was settled.</summary>
    private sealed record Settled(Value Account, Value Instrument, Market Market, Value Cash, Bit WasLong);
}
