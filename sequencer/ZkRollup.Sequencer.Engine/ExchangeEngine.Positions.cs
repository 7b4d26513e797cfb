using System.Numerics;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Positions: their places, their cumulative index, what changes them (§4.1, §4.7, §8.5).</summary>
public sealed partial class ExchangeEngine
{
    private const int NoPlace = -1;

    /// <summary>Cash owed to a holder since its index was last settled (§4.1).</summary>
    private static long Owed(in InstrumentState instrument, long size, long snapshot) =>
        size > 0 ? size * (instrument.LongIndex - snapshot)
        : size < 0 ? -size * (instrument.ShortIndex - snapshot)
        : 0;

    /// <summary>The snapshot of a holder of this size whose index is settled now.</summary>
    private static long SnapshotFor(in InstrumentState instrument, long size) =>
        size > 0 ? instrument.LongIndex : size < 0 ? instrument.ShortIndex : 0;

    /// <summary>A position of an account.</summary>
    private ref PositionState PositionAt(int account, int place) => ref _state.Positions[(RecordAddress.Positions * account) + place];

    /// <summary>The place of the account's position in an instrument, vacant or not; or <see cref="NoPlace"/>.</summary>
    internal int FindPlace(int account, int instrument)
    {
        ReadOnlySpan<ushort> instruments = _state.Accounts[account].Instruments;
        for (int i = 0; i < instruments.Length; i++)
        {
            if (instruments[i] == instrument)
            {
                return i;
            }
        }

        return NoPlace;
    }

    /// <summary>True if the position is vacant: no lots, and no open lots of the current epoch (§4.7).</summary>
    private bool IsVacant(int account, int place)
    {
        ref readonly PositionState position = ref PositionAt(account, place);
        return position.Size == 0
            && ((position.OpenBuys | position.OpenSells) == 0 || position.LotsEpoch != _state.Accounts[account].OrderEpoch);
    }

    /// <summary>The lowest vacant place, or <see cref="NoPlace"/>.</summary>
    internal int FindVacantPlace(int account)
    {
        int mask = _state.Accounts[account].PositionMask;
        int empty = BitOperations.TrailingZeroCount(~(uint)mask);
        for (int i = 0; i < RecordAddress.Positions; i++)
        {
            if (i == empty || IsVacant(account, i))
            {
                return i;
            }
        }

        return NoPlace;
    }

    /// <summary>Takes a vacant place for an instrument (§4.7).</summary>
    internal ref PositionState TakePlace(int account, int place, int instrument)
    {
        ref AccountState owner = ref _state.Accounts[account];
        ref PositionState position = ref PositionAt(account, place);
        long stamp = position.Stamp;
        position = default;
        position.Stamp = stamp;
        position.Instrument = instrument;
        position.LotsEpoch = owner.OrderEpoch;
        owner.PositionMask |= 1 << place;
        owner.Instruments[place] = (ushort)instrument;
        _state.WrotePosition(account, place);
        _state.WroteAccount(account);
        return ref position;
    }

    /// <summary>A position about to be used: open lots of a passed epoch are forgotten (§4.7).</summary>
    internal ref PositionState UsePosition(int account, int place)
    {
        ref PositionState position = ref PositionAt(account, place);
        long epoch = _state.Accounts[account].OrderEpoch;
        if (position.LotsEpoch != epoch)
        {
            position.LotsEpoch = epoch;
            position.OpenBuys = 0;
            position.OpenSells = 0;
        }

        _state.WrotePosition(account, place);
        return ref position;
    }

    /// <summary>Clears a position that was touched, if it is vacant.</summary>
    internal void ClearIfVacant(int account, int place)
    {
        if (!IsVacant(account, place))
        {
            return;
        }

        ref AccountState owner = ref _state.Accounts[account];
        ref PositionState position = ref PositionAt(account, place);
        long stamp = position.Stamp;
        position = default;
        position.Stamp = stamp;
        owner.PositionMask &= ~(1 << place);
        owner.Instruments[place] = 0;
        _state.WrotePosition(account, place);
        _state.WroteAccount(account);
    }

    /// <summary>Changes a position's size and its account's cash; settles the index first; the Book's lots follow (§8.5).</summary>
    /// <param name="account">The account.</param>
    /// <param name="place">The place of its position.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="lots">Added to the size.</param>
    /// <param name="cash">Added to the cash.</param>
    /// <remarks>The position is not cleared if it is vacant then.</remarks>
    internal void ChangePosition(int account, int place, int instrument, long lots, long cash)
    {
        ref InstrumentState state = ref _state.Instruments[instrument];
        ref PositionState position = ref PositionAt(account, place);
        ref AccountState owner = ref _state.Accounts[account];
        long size = position.Size;
        owner.Cash += Owed(state, size, position.Snapshot) + cash;
        position.Size = size + lots;
        position.Snapshot = SnapshotFor(state, position.Size);
        _holders.Move((RecordAddress.Positions * account) + place, instrument, size, position.Size);
        ChangeLots(ref state, size, position.Size);
        RequireCash(owner.Cash);
        _state.WroteAccount(account);
        _state.WrotePosition(account, place);
        _state.WroteBook(instrument);
    }

    /// <summary>The Book's lots follow the size of a holder.</summary>
    private static void ChangeLots(ref InstrumentState instrument, long before, long after)
    {
        instrument.LongLots += Math.Max(after, 0) - Math.Max(before, 0);
        instrument.ShortLots += Math.Max(-after, 0) - Math.Max(-before, 0);
        Invariant.Require((instrument.LongLots | instrument.ShortLots) >= 0, "lots are not negative", before, after);
    }

    /// <summary>Cash of an account or an insurance stays within its 60 bits (§12).</summary>
    private static void RequireCash(long cash) =>
        Invariant.Require(cash is > -(1L << 59) and < 1L << 59, "cash is below 2^59 quanta", cash);

    /// <summary>Voids all orders of an account.</summary>
    internal void RaiseOrderEpoch(int account, EventBuffer events)
    {
        long epoch = ++_state.Accounts[account].OrderEpoch;
        _state.WroteAccount(account);
        events.Add(new ExchangeEvent { Kind = EventKind.OrderEpochRaised, Account = new AccountId(account), Number = epoch });
    }
}
