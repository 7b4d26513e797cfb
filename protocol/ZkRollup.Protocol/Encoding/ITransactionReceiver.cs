using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Is given a transaction that was read, whichever type it is.</summary>
public interface ITransactionReceiver
{
    /// <summary>A signed transaction; the signature is well formed, not verified.</summary>
    void ReceiveSigned<T>(in T transaction, in SchnorrSignature signature)
        where T : struct, ISignedTransaction<T>;

    /// <summary>A proven transaction.</summary>
    void ReceiveProven<T>(in T transaction)
        where T : struct, IProvenTransaction<T>;

    /// <summary>An operation of the L1 queue.</summary>
    void ReceiveOperation<T>(in T operation)
        where T : struct, IQueueOperation<T>;
}
