using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>A transaction that needs a signature over its hash.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ISignedTransaction<TSelf> : ITransaction<TSelf>
    where TSelf : struct, ISignedTransaction<TSelf>
{
    /// <summary>Where the key lies that must have signed it: x and y of that record.</summary>
    /// <returns>The address of an owner, a session or a signer; for a signer that cannot exist that of account 0, which has none.</returns>
    static abstract RecordAddress KeyAddress(in TSelf transaction);

    /// <summary>Applies it by the method of <see cref="IExchange"/> for its type.</summary>
    static abstract Cause Apply(IExchange exchange, Timestamp time, in SchnorrPublicKey key, in TSelf transaction, EventBuffer events);
}
