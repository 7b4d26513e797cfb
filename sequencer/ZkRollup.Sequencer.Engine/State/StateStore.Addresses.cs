using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>Which records exist.</summary>
internal sealed partial class StateStore
{
    /// <summary>Slots of accounts that have a place in the pool of sessions.</summary>
    internal int SessionCount => _sessionCount;

    /// <summary>True if a class has the address, but these limits do not reach it.</summary>
    internal bool IsBeyondLimits(uint address)
    {
        uint index = address & ((1U << 30) - 1);
        return (Subtree)(address >> 30) switch
        {
            Subtree.Accounts => index / RecordAddress.AccountStride >= (uint)Accounts.Length,
            Subtree.Orders => index >= (uint)Orders.Length,
            Subtree.Instruments => index / RecordAddress.InstrumentStride >= (uint)Instruments.Length,
            _ => false,
        };
    }

    /// <summary>Gives the slot of an account that is at an address the next place in the pool of sessions.</summary>
    /// <returns>False if it has one already, is none, or is beyond the limits.</returns>
    internal bool TryTakeSession(uint address)
    {
        int account = (int)(address / RecordAddress.AccountStride);
        int offset = (int)(address % RecordAddress.AccountStride);
        if (!Contains(address) || address >> 30 != 0 || offset < Address.SessionBase)
        {
            return false;
        }

        int before = _sessionCount;
        TakeSession(account, offset - Address.SessionBase);
        return _sessionCount == before + 1;
    }

    /// <summary>True if masks and positions agree, each position is in a listed instrument, and none twice in one.</summary>
    internal bool ArePositionsValid()
    {
        for (int account = 0; account < Accounts.Length; account++)
        {
            ReadOnlySpan<ushort> instruments = Accounts[account].Instruments;
            for (int place = 0; place < instruments.Length; place++)
            {
                bool isOccupied = instruments[place] != 0;
                bool isMasked = (Accounts[account].PositionMask >> place & 1) != 0;
                bool isKnown = HasInstrument(instruments[place]) && !instruments[..place].Contains(instruments[place]);
                if (isOccupied != isMasked || (isOccupied && !isKnown))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>How many records exist.</summary>
    /// <param name="usedLeaves">The highest leaf that was ever used.</param>
    internal int CountRecords(int usedLeaves)
    {
        int count = 0;
        foreach (uint unused in Addresses(usedLeaves))
        {
            count++;
        }

        return count;
    }

    /// <summary>The addresses of the records that exist, ascending.</summary>
    internal IEnumerable<uint> Addresses(int usedLeaves)
    {
        for (int account = 1; account < Accounts.Length; account++)
        {
            if (!Accounts[account].IsLive)
            {
                continue;
            }

            for (uint offset = 0; offset < RecordAddress.AccountStride; offset++)
            {
                uint address = Address.Owner(account) + offset;
                if (Contains(address) && !IsEmpty(address))
                {
                    yield return address;
                }
            }
        }

        for (int leaf = 1; leaf <= usedLeaves; leaf++)
        {
            if (Orders[leaf].Quantity != 0)
            {
                yield return Address.Order(leaf);
            }
        }

        foreach (uint address in InstrumentAddresses())
        {
            yield return address;
        }

        foreach (uint address in SystemAddresses())
        {
            yield return address;
        }
    }

    private IEnumerable<uint> InstrumentAddresses()
    {
        for (int instrument = 1; instrument < Instruments.Length; instrument++)
        {
            for (uint offset = 0; offset <= 4; offset++)
            {
                uint address = Address.Terms(instrument) + offset;
                if (Instruments[instrument].IsListed && !IsEmpty(address))
                {
                    yield return address;
                }
            }
        }
    }

    private IEnumerable<uint> SystemAddresses()
    {
        uint end = Address.Board(Boards.Length);
        for (uint address = Address.Treasury; address < end; address++)
        {
            if (Contains(address) && !IsEmpty(address))
            {
                yield return address;
            }
        }
    }

    private bool IsEmpty(uint address) => Pack(address) == default;
}
