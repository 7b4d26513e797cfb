using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>What the number of a transaction says about it.</summary>
internal static class TransactionKindExtensions
{
    /// <summary>Bits of the number, the first field of a transaction.</summary>
    internal const int Bits = 8;

    /// <summary>True for operations of the L1 queue.</summary>
    internal static bool IsQueueOperation(this TransactionKind kind) => kind < TransactionKind.OpenSession;

    /// <summary>True for transactions with a signature.</summary>
    internal static bool IsSigned(this TransactionKind kind) => kind is >= TransactionKind.OpenSession and < TransactionKind.UpdateMark;

    /// <summary>The lane that begins with the number: before it all but queue operations have their domain.</summary>
    internal static int FirstLane(this TransactionKind kind) => kind.IsQueueOperation() ? 0 : 1;
}
