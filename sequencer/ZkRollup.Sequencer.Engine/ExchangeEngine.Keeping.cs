using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>What the keeper looks at.</summary>
public sealed partial class ExchangeEngine
{
    internal StateStore State => _state;

    internal HolderLists Holders => _holders;

    /// <summary>Begins to look at the state between transactions: what checks read until then is forgotten.</summary>
    internal void BeginLook() => _state.BeginSlot();

    /// <summary>Why an order can never be filled, if it cannot: its instrument is closed, or §8.3 a holds.</summary>
    internal RemovalCause? FindRemoval(int leaf, long time)
    {
        ref readonly OrderState order = ref _state.Orders[leaf];
        if (IsClosed(_state.Instruments[order.Instrument], time))
        {
            return RemovalCause.InstrumentClosed;
        }

        ref readonly AccountState owner = ref _state.Accounts[order.Account];
        ref readonly SessionState session = ref _state.Sessions[order.Session];
        return order.OrderEpoch != owner.OrderEpoch ? RemovalCause.EpochPassed
            : session.Serial != order.Serial || session.SessionEpoch != owner.SessionEpoch ? RemovalCause.SessionGone
            : order.Expiry <= time ? RemovalCause.OrderExpired
            : session.Expiry <= time ? RemovalCause.SessionExpired
            : null;
    }
}
