using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Reference;

/// <content>§5.3: who may.</content>
public sealed partial class ReferenceExchange
{
    /// <summary>§5.3, 2 to 9: a transaction of a session.</summary>
    private Cause CheckSession(in SessionHeader header, in SchnorrPublicKey key, SessionScope scope)
    {
        AccountRecord account = Account(header.Account);
        if (!account.Exists)
        {
            return Cause.UnknownAccount;
        }

        SessionRecord session = Session(header.Account, header.Slot);
        return !session.Exists || session.Serial != header.Serial ? Cause.UnknownSession
            : session.SessionEpoch != account.SessionEpoch ? Cause.SessionEpochPassed
            : session.Expiry.Value <= _time.Value ? Cause.SessionExpired
            : !IsKey(key, session.KeyX, session.KeyY) ? Cause.SignatureInvalid
            : (session.Scope & scope) != scope ? Cause.ScopeMissing
            : header.Nonce.Value <= session.Nonce.Value ? Cause.NonceNotIncreasing
            : header.Deadline.Value < _time.Value ? Cause.DeadlinePassed
            : Cause.Accepted;
    }

    /// <summary>§5.3: the effect that comes first.</summary>
    private void AcceptNonce(in SessionHeader header) =>
        Put(header.Account, header.Slot, Session(header.Account, header.Slot) with { Nonce = header.Nonce });

    /// <summary>§5.3: a transaction of the master key.</summary>
    private Cause CheckMaster(AccountId account, Nonce nonce, Timestamp deadline, in SchnorrPublicKey key)
    {
        if (!Account(account).Exists)
        {
            return Cause.UnknownAccount;
        }

        OwnerRecord owner = Owner(account);
        return !owner.HasKey ? Cause.NoMasterKey
            : !IsKey(key, owner.KeyX, owner.KeyY) ? Cause.SignatureInvalid
            : nonce.Value <= owner.MasterNonce.Value ? Cause.NonceNotIncreasing
            : deadline.Value < _time.Value ? Cause.DeadlinePassed
            : Cause.Accepted;
    }

    /// <summary>§5.3: its first effect.</summary>
    private void AcceptMasterNonce(AccountId account, Nonce nonce) => Put(account, Owner(account) with { MasterNonce = nonce });

    /// <summary>True if a signature was verified under the key of the state.</summary>
    private static bool IsKey(in SchnorrPublicKey key, in Fr x, in Fr y) => key.X == x && key.Y == y;

    /// <summary>§6.1: a point of order l with x ≠ 0.</summary>
    private static bool IsUsableKey(in Fr x, in Fr y) => SchnorrPublicKey.TryCreate(x, y, out _, out _);
}
