using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§4.1, §4.7: places of positions, and how positions and cash change.</content>
public sealed partial class ReferenceExchange
{
    /// <summary>Size of a holder before and after a change.</summary>
    private readonly record struct SizeChange(long Before, long After);

    /// <summary>The position that an account has in an instrument, vacant or not; −1 if there is none.</summary>
    private static int PlaceOf(InstrumentId instrument, Exposure[] exposures) =>
        Array.FindIndex(exposures, exposure => exposure.Instrument == instrument);

    /// <summary>The size of an account's position in an instrument; 0 if there is none.</summary>
    private long SizeOf(AccountId account, InstrumentId instrument)
    {
        Exposure[] exposures = Exposures(account);
        int place = PlaceOf(instrument, exposures);
        return place < 0 ? 0 : exposures[place].Size;
    }

    /// <summary>§4.7: the place of a position for an account and an instrument; −1 if there is no place.</summary>
    private static int FindPlace(InstrumentId instrument, Exposure[] exposures)
    {
        int place = PlaceOf(instrument, exposures);
        return place >= 0 ? place : Array.FindIndex(exposures, IsVacant);
    }

    /// <summary>§4.7: no position, or one of size 0 without open lots of the current epoch.</summary>
    private static bool IsVacant(Exposure exposure) => exposure is { Size: 0, OpenBuys: 0, OpenSells: 0 };

    /// <summary>§4.7: takes a vacant place, or uses the position that is there.</summary>
    private void TakePosition(AccountId id, int place, InstrumentId instrument)
    {
        AccountRecord account = Account(id);
        PositionRecord position = Position(id, place);
        if (position.Instrument != instrument)
        {
            Put(id, account with { PositionMask = account.PositionMask | (1 << place) });
            Put(id, place, new PositionRecord { Instrument = instrument, LotsEpoch = account.OrderEpoch });
        }
        else if (position.LotsEpoch != account.OrderEpoch)
        {
            Put(id, place, position with { OpenBuys = default, OpenSells = default, LotsEpoch = account.OrderEpoch });
        }
    }

    /// <summary>§4.7: clears a position that is vacant.</summary>
    private void ClearIfVacant(AccountId id, InstrumentId instrument)
    {
        Exposure[] exposures = Exposures(id);
        int place = PlaceOf(instrument, exposures);
        if (place >= 0 && IsVacant(exposures[place]))
        {
            AccountRecord account = Account(id);
            Put(id, account with { PositionMask = account.PositionMask & ~(1 << place) });
            Put(id, place, default);
        }
    }

    private void AddCash(AccountId id, Int128 amount)
    {
        AccountRecord account = Account(id);
        Put(id, account with { Cash = Invariant.Narrow<QuoteQuanta>(account.Cash.Value + amount, "Cash") });
    }

    private void AddInsuranceCash(InstrumentId instrument, Int128 amount)
    {
        InsuranceRecord insurance = Insurance(instrument);
        Put(instrument, insurance with { Cash = Invariant.Narrow<QuoteQuanta>(insurance.Cash.Value + amount, "Insurance cash") });
    }

    private void AddToFund(Int128 amount)
    {
        TreasuryRecord treasury = Treasury();
        Put(treasury with { Fund = Invariant.Narrow<QuoteAmount>(treasury.Fund.Value + amount, "The fund") });
    }

    private void AddNetDeposits(Int128 amount)
    {
        TreasuryRecord treasury = Treasury();
        Put(treasury with { NetDeposits = Invariant.Narrow<QuoteAmount>(treasury.NetDeposits.Value + amount, "Net deposits") });
    }

    /// <summary>Adds to the open lots of a position on one side.</summary>
    private void AddOpenLots(AccountId id, InstrumentId instrument, Side side, long lots)
    {
        int place = PlaceOf(instrument, Exposures(id));
        Invariant.Require(place >= 0, "Open lots belong to a position of the account", id.Value);
        PositionRecord position = Position(id, place);
        Put(id, place, side == Side.Buy
            ? position with { OpenBuys = Invariant.Narrow<Lots>(position.OpenBuys.Value + lots, "Open buys") }
            : position with { OpenSells = Invariant.Narrow<Lots>(position.OpenSells.Value + lots, "Open sells") });
    }

    /// <summary>§4.1: settles the index of an account's position, then changes its size by lots and the cash by a payment.</summary>
    private SizeChange ChangePosition(AccountId id, InstrumentId instrument, long lots, Int128 payment)
    {
        int place = PlaceOf(instrument, Exposures(id));
        Invariant.Require(place >= 0, "A size that changes is that of a position of the account", id.Value);
        PositionRecord position = Position(id, place);
        RiskRecord risk = Risk(instrument);
        long before = position.Size.Value;
        long after = before + lots;
        AddCash(id, Owed(before, position.Snapshot.Value, risk) + payment);
        Put(id, place, position with
        {
            Size = Invariant.Narrow<SignedLots>(after, "The size of a position"),
            Snapshot = SnapshotOf(after, risk),
        });
        return new SizeChange(before, after);
    }

    /// <summary>§4.1: the same for the insurance.</summary>
    private SizeChange ChangeInventory(InstrumentId instrument, long lots, Int128 payment)
    {
        InsuranceRecord insurance = Insurance(instrument);
        RiskRecord risk = Risk(instrument);
        long before = insurance.Inventory.Value;
        long after = before + lots;
        Int128 cash = insurance.Cash.Value + Owed(before, insurance.Snapshot.Value, risk) + payment;
        Put(instrument, insurance with
        {
            Cash = Invariant.Narrow<QuoteQuanta>(cash, "Insurance cash"),
            Inventory = Invariant.Narrow<SignedLots>(after, "The inventory of the insurance"),
            Snapshot = SnapshotOf(after, risk),
        });
        return new SizeChange(before, after);
    }

    /// <summary>§8.5, 2: long and short lots of the book follow the sizes of its holders.</summary>
    private void MoveOpenInterest(InstrumentId instrument, ReadOnlySpan<SizeChange> changes)
    {
        BookRecord book = Book(instrument);
        long longLots = book.LongLots.Value;
        long shortLots = book.ShortLots.Value;
        foreach (SizeChange change in changes)
        {
            longLots += RiseOfLongs(change);
            shortLots += long.Max(-change.After, 0) - long.Max(-change.Before, 0);
        }

        Put(instrument, book with
        {
            LongLots = Invariant.Narrow<Lots>(longLots, "Long lots"),
            ShortLots = Invariant.Narrow<Lots>(shortLots, "Short lots"),
        });
    }

    private static long RiseOfLongs(SizeChange change) => long.Max(change.After, 0) - long.Max(change.Before, 0);
}
