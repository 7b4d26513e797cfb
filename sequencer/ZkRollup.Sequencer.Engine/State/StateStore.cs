using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>All records of the state, as integers in arrays that are allocated once, and which of them changed.</summary>
/// <remarks>
/// Whoever changes a field of a record says so with the method of its class below, once or more in a slot. A <i>slot</i> is what the
/// step circuit proves at once: a transaction is one or more of them. The stamp of a record is the last slot that wrote it, so telling
/// twice costs one comparison, and the record is known to be dirty for the next state root.
/// </remarks>
internal sealed partial class StateStore
{
    /// <summary>Most accesses of a slot that are kept for the log.</summary>
    internal const int TouchedMax = 4096;

    internal readonly AccountState[] Accounts;
    internal readonly OwnerState[] Owners;

    /// <summary>Eight for each account.</summary>
    internal readonly PositionState[] Positions;

    /// <summary>For each account and slot, the place of its session in the pool; 0 if it never had one.</summary>
    internal readonly int[] SessionPlaces;

    /// <summary>From 1.</summary>
    internal readonly SessionState[] Sessions;

    /// <summary>Beside the sessions.</summary>
    internal readonly SessionKey[] SessionKeys;
    internal readonly InstrumentState[] Instruments;

    /// <summary>By leaf.</summary>
    internal readonly OrderState[] Orders;
    internal readonly BoardState[] Boards = new BoardState[Address.Underlyings];
    internal readonly SignerState[] Signers = new SignerState[5];
    internal TreasuryState Treasury;

    private readonly ulong[] _touched = new ulong[TouchedMax];
    private readonly bool _keepsAccesses;
    private int _touchedCount;
    private int _sessionCount;
    private long _slot = 1;

    internal StateStore(EngineLimits limits)
    {
        Accounts = new AccountState[limits.Accounts];
        Owners = new OwnerState[limits.Accounts];
        Positions = new PositionState[RecordAddress.Positions * limits.Accounts];
        SessionPlaces = new int[RecordAddress.Sessions * limits.Accounts];
        Sessions = new SessionState[limits.Sessions + 1];
        SessionKeys = new SessionKey[limits.Sessions + 1];
        Instruments = new InstrumentState[limits.Instruments];
        Orders = new OrderState[limits.Orders + 1];
        _keepsAccesses = limits.LogWords != 0;
        _dirty = new uint[Owners.Length + Accounts.Length + Positions.Length + Sessions.Length + Orders.Length
            + (5 * Instruments.Length) + (2 * Boards.Length) + Signers.Length + 1];
    }

    /// <summary>Accesses of this slot so far: the address, and 2^32 if the record was written.</summary>
    internal ReadOnlySpan<ulong> Touched => _touched.AsSpan(0, _touchedCount);

    /// <summary>True if the address is one of a class of §3.2 and within the limits.</summary>
    internal bool Contains(uint address)
    {
        uint index = address & ((1U << 30) - 1);
        switch ((Subtree)(address >> 30))
        {
            case Subtree.Accounts:
                uint offset = index % RecordAddress.AccountStride;
                bool isClass = offset <= 1 || offset is >= Address.PositionBase and < Address.PositionBase + RecordAddress.Positions
                    || offset is >= Address.SessionBase and < Address.SessionBase + RecordAddress.Sessions;
                return isClass && index / RecordAddress.AccountStride < (uint)Accounts.Length;
            case Subtree.Orders:
                return index < (uint)Orders.Length;
            case Subtree.Instruments:
                return index % RecordAddress.InstrumentStride <= 4 && index / RecordAddress.InstrumentStride < (uint)Instruments.Length;
            default:
                return index <= (uint)Signers.Length
                    || (index is >= Address.UnderlyingBase and < Address.UnderlyingEnd && index % Address.UnderlyingStride <= 1);
        }
    }

    /// <summary>True if an account exists.</summary>
    internal bool HasAccount(long account) => (ulong)account < (ulong)Accounts.Length && Accounts[account].IsLive;

    /// <summary>True if an instrument is listed.</summary>
    internal bool HasInstrument(long instrument) => (ulong)instrument < (ulong)Instruments.Length && Instruments[instrument].IsListed;

    /// <summary>The session at a slot of an account: a place in the pool, or 0.</summary>
    internal int SessionAt(int account, int slot) => SessionPlaces[(RecordAddress.Sessions * account) + slot];

    /// <summary>True if a slot of an account has a place in the pool of sessions, or can take one.</summary>
    internal bool HasRoomForSession(int account, int slot) => SessionAt(account, slot) != 0 || _sessionCount + 1 < Sessions.Length;

    /// <summary>The place in the pool for a slot of an account, taken if it has none yet.</summary>
    /// <returns>0 if the pool is full.</returns>
    internal int TakeSession(int account, int slot)
    {
        ref int place = ref SessionPlaces[(RecordAddress.Sessions * account) + slot];
        if (place == 0 && _sessionCount + 1 < Sessions.Length)
        {
            place = ++_sessionCount;
            Sessions[place].Address = Address.Session(account, slot);
        }

        return place;
    }

    /// <summary>Begins a slot. What the last one touched is forgotten.</summary>
    internal void BeginSlot()
    {
        _slot++;
        _touchedCount = 0;
    }

    internal void ReadAccount(int account) => Read(Address.Account(account));

    internal void ReadOwner(int account) => Read(Address.Owner(account));

    internal void ReadPosition(int account, int place) => Read(Address.Position(account, place));

    internal void ReadSession(int session) => Read(Sessions[session].Address);

    internal void ReadOrder(int leaf) => Read(Address.Order(leaf));

    internal void ReadTerms(int instrument) => Read(Address.Terms(instrument));

    internal void ReadLimits(int instrument) => Read(Address.Limits(instrument));

    internal void ReadRisk(int instrument) => Read(Address.Risk(instrument));

    internal void ReadBook(int instrument) => Read(Address.Book(instrument));

    internal void ReadInsurance(int instrument) => Read(Address.Insurance(instrument));

    internal void ReadTreasury() => Read(Address.Treasury);

    internal void ReadSigner(int signer) => Read(Address.Signer(signer));

    internal void ReadBoard(int underlying) => Read(Address.Board(underlying));

    internal void ReadIndex(int underlying) => Read(Address.Index(underlying));

    internal void WroteAccount(int account) => Wrote(ref Accounts[account].Stamp, Address.Account(account));

    internal void WroteOwner(int account) => Wrote(ref Owners[account].Stamp, Address.Owner(account));

    internal void WrotePosition(int account, int place) =>
        Wrote(ref Positions[(RecordAddress.Positions * account) + place].Stamp, Address.Position(account, place));

    internal void WroteSession(int session) => Wrote(ref Sessions[session].Stamp, Sessions[session].Address);

    internal void WroteOrder(int leaf) => Wrote(ref Orders[leaf].Stamp, Address.Order(leaf));

    internal void WroteTerms(int instrument) => Wrote(ref Instruments[instrument].TermsStamp, Address.Terms(instrument));

    internal void WroteLimits(int instrument) => Wrote(ref Instruments[instrument].LimitsStamp, Address.Limits(instrument));

    internal void WroteRisk(int instrument) => Wrote(ref Instruments[instrument].RiskStamp, Address.Risk(instrument));

    internal void WroteBook(int instrument) => Wrote(ref Instruments[instrument].BookStamp, Address.Book(instrument));

    internal void WroteInsurance(int instrument) => Wrote(ref Instruments[instrument].InsuranceStamp, Address.Insurance(instrument));

    internal void WroteTreasury() => Wrote(ref Treasury.Stamp, Address.Treasury);

    internal void WroteSigner(int signer) => Wrote(ref Signers[signer].Stamp, Address.Signer(signer));

    internal void WroteBoard(int underlying) => Wrote(ref Boards[underlying].BoardStamp, Address.Board(underlying));

    internal void WroteIndex(int underlying) => Wrote(ref Boards[underlying].IndexStamp, Address.Index(underlying));

    private void Read(uint address)
    {
        if (_keepsAccesses)
        {
            Touch(address);
        }
    }

    private void Wrote(ref long stamp, uint address)
    {
        if (stamp != _slot)
        {
            Mark(ref stamp, address);
        }
    }

    private void Mark(ref long stamp, uint address)
    {
        if (stamp <= _rootSlot)
        {
            _dirty[_dirtyCount++] = address;
        }

        stamp = _slot;
        if (_keepsAccesses)
        {
            Touch(address | (1UL << 32));
        }
    }

    private void Touch(ulong access)
    {
        Invariant.Require(_touchedCount < TouchedMax, "a slot touches few records", _touchedCount);
        _touched[_touchedCount++] = access;
    }
}
