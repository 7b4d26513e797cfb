using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Something to do for a type of transactions that is known only by its number.</summary>
/// <typeparam name="TResult">What comes of it.</typeparam>
public interface ITransactionTypeVisitor<TResult>
{
    /// <summary>For a signed transaction.</summary>
    TResult VisitSigned<T>()
        where T : struct, ISignedTransaction<T>;

    /// <summary>For a proven transaction.</summary>
    TResult VisitProven<T>()
        where T : struct, IProvenTransaction<T>;

    /// <summary>For an operation of the L1 queue.</summary>
    TResult VisitOperation<T>()
        where T : struct, IQueueOperation<T>;
}
