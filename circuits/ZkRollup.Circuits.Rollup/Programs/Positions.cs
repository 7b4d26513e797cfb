using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>Finds positions in a state, for whoever chooses places.</summary>
internal static class Positions
{
    /// <summary>The place of an account's position in an instrument; 0 if there is none, which no program then accepts.</summary>
    internal static int PlaceOf(IRecordSource records, AccountId account, InstrumentId instrument) =>
        TryPlaceOf(records, account, instrument) ?? 0;

    /// <summary>The place of an account's position in an instrument, if there is one.</summary>
    internal static int? TryPlaceOf(IRecordSource records, AccountId account, InstrumentId instrument) =>
        Find(records, account, (_, position) => position.Instrument == instrument);

    /// <summary>The lowest place that is vacant.</summary>
    internal static int? VacantPlace(IRecordSource records, AccountId account)
    {
        Epoch epoch = AccountRecord.FromRecord(records.Read(RecordAddress.Account(account))).OrderEpoch;
        return Find(records, account, (_, position) => position.Size.Value == 0
            && ((position.OpenBuys.Value == 0 && position.OpenSells.Value == 0) || position.LotsEpoch != epoch));
    }

    /// <summary>The place of a position of a size other than 0, at another place than one.</summary>
    internal static int? HeldPlace(IRecordSource records, AccountId account, int? but) =>
        Find(records, account, (place, position) => place != but && position.Instrument != InstrumentId.None && position.Size.Value != 0);

    private static int? Find(IRecordSource records, AccountId account, Func<int, PositionRecord, bool> isIt)
    {
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            if (isIt(place, At(records, account, place)))
            {
                return place;
            }
        }

        return null;
    }

    private static PositionRecord At(IRecordSource records, AccountId account, int place) =>
        PositionRecord.FromRecord(records.Read(RecordAddress.Position(account, place)));
}
