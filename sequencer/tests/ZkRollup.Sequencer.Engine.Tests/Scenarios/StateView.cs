using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

/// <summary>Reads the records of an exchange, whichever it is, as typed ones.</summary>
/// <param name="read">The record at an address; zero if there is none.</param>
internal sealed class StateView(Func<RecordAddress, Record> read)
{
    internal TreasuryRecord Treasury => TreasuryRecord.FromRecord(Read(RecordAddress.Treasury));

    internal Record Read(RecordAddress address) => read(address);

    internal OwnerRecord Owner(long account) => OwnerRecord.FromRecord(Read(RecordAddress.Owner(new AccountId(account))));

    internal AccountRecord Account(long account) => AccountRecord.FromRecord(Read(RecordAddress.Account(new AccountId(account))));

    internal bool HasAccount(long account) => Read(RecordAddress.Account(new AccountId(account))).B5 != 0;

    internal PositionRecord Position(long account, int place) =>
        PositionRecord.FromRecord(Read(RecordAddress.Position(new AccountId(account), place)));

    /// <summary>The place of the account's position in an instrument, or −1.</summary>
    internal int PlaceOf(long account, long instrument)
    {
        int mask = Account(account).PositionMask;
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            if ((mask >> place & 1) != 0 && Position(account, place).Instrument.Value == instrument)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>The account's position in an instrument; the default if it has none.</summary>
    internal PositionRecord PositionIn(long account, long instrument)
    {
        int place = PlaceOf(account, instrument);
        return place < 0 ? default : Position(account, place);
    }

    /// <summary>Whether a place holds nothing, or a position of size 0 without open lots of the current epoch.</summary>
    internal bool IsVacant(long account, int place)
    {
        AccountRecord record = Account(account);
        PositionRecord position = Position(account, place);
        bool hasLots = position.LotsEpoch == record.OrderEpoch && position.OpenBuys.Value + position.OpenSells.Value > 0;
        return (record.PositionMask >> place & 1) == 0 || (position.Size.Value == 0 && !hasLots);
    }

    /// <summary>Where an order of the account in an instrument has its position, or −1 if all places are taken.</summary>
    internal int PlaceFor(long account, long instrument)
    {
        int place = PlaceOf(account, instrument);
        for (int i = 0; place < 0 && i < RecordAddress.Positions; i++)
        {
            place = IsVacant(account, i) ? i : -1;
        }

        return place;
    }

    internal SessionRecord Session(long account, long slot) =>
        SessionRecord.FromRecord(Read(RecordAddress.Session(new AccountId(account), new SessionSlot(slot))));

    internal OrderRecord Order(long leaf) => OrderRecord.FromRecord(Read(RecordAddress.Order(new OrderLeaf(leaf))));

    internal TermsRecord Terms(long instrument) => TermsRecord.FromRecord(Read(RecordAddress.Terms(new InstrumentId(instrument))));

    internal LimitsRecord Limits(long instrument) => LimitsRecord.FromRecord(Read(RecordAddress.Limits(new InstrumentId(instrument))));

    internal RiskRecord Risk(long instrument) => RiskRecord.FromRecord(Read(RecordAddress.Risk(new InstrumentId(instrument))));

    internal BookRecord Book(long instrument) => BookRecord.FromRecord(Read(RecordAddress.Book(new InstrumentId(instrument))));

    internal InsuranceRecord Insurance(long instrument) =>
        InsuranceRecord.FromRecord(Read(RecordAddress.Insurance(new InstrumentId(instrument))));

    /// <summary>What an insurance is worth (docs/protocol.md, 10.4), computed once more.</summary>
    internal Int128 InsuranceEquity(long instrument)
    {
        InsuranceRecord insurance = Insurance(instrument);
        RiskRecord risk = Risk(instrument);
        Int128 inventory = insurance.Inventory.Value;
        Int128 index = inventory > 0 ? risk.LongIndex.Value : risk.ShortIndex.Value;
        Int128 owed = inventory == 0 ? 0 : Int128.Abs(inventory) * (index - insurance.Snapshot.Value);
        return insurance.Cash.Value + owed + (inventory * risk.Mark.Value * Terms(instrument).Multiplier.Value);
    }

    internal SignerRecord Signer(long signer) => SignerRecord.FromRecord(Read(RecordAddress.Signer(new SignerIndex(signer))));

    internal BoardRecord Board(long underlying) => BoardRecord.FromRecord(Read(RecordAddress.Board(new UnderlyingId(underlying))));

    internal IndexRecord Index(long underlying) => IndexRecord.FromRecord(Read(RecordAddress.IndexOf(new UnderlyingId(underlying))));
}
