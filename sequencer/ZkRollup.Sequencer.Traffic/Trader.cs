using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;

namespace ZkRollup.Sequencer.Traffic;

/// <summary>Someone with an account, a master key, and a session in slot 0.</summary>
internal sealed class Trader(ulong seed, AccountId account, bool isBold) : IDisposable
{
    private long _nonce;
    private long _masterNonce;
    private long _sessionsOpened;

    internal AccountId Account { get; } = account;

    /// <summary>Whether positions are as large as the cash carries: a bad day liquidates them.</summary>
    internal bool IsBold { get; } = isBold;

    internal EthereumAddress Owner { get; } = DevelopmentKeys.Owner(seed, account.Value);

    internal SchnorrSecretKey Master { get; } = DevelopmentKeys.Of(seed, account.Value, 0);

    /// <summary>The key of all its sessions.</summary>
    internal SchnorrSecretKey SessionKey { get; } = DevelopmentKeys.Of(seed, account.Value, 1);

    /// <summary>The serial of the session in slot 0.</summary>
    internal SessionSerial Serial { get; private set; }

    /// <summary>The serial of the session in slot 1; none if that slot is empty.</summary>
    internal SessionSerial SecondSerial { get; set; }

    /// <summary>Orders that rested when last seen.</summary>
    internal List<(OrderId Id, OrderLeaf Leaf)> Orders { get; } = [];

    /// <summary>Whether it has forced a request through L1.</summary>
    internal bool HasForced { get; set; }

    internal Nonce NextNonce() => new(++_nonce);

    internal Nonce NextMasterNonce() => new(++_masterNonce);

    /// <summary>A session was opened in a slot: sessions have their numbers from 1 on in the order in which they are opened.</summary>
    internal void Opened(SessionSlot slot)
    {
        SessionSerial serial = new(++_sessionsOpened);
        if (slot == default)
        {
            Serial = serial;
            _nonce = 0;
        }
        else
        {
            SecondSerial = serial;
        }
    }

    public void Dispose()
    {
        Master.Dispose();
        SessionKey.Dispose();
    }
}
