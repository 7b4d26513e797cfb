using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Protocol.Transactions;

/// <summary>A transaction or an operation of the L1 queue, and the one description of its fields.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ITransaction<TSelf>
    where TSelf : struct, ITransaction<TSelf>
{
    /// <summary>Its number.</summary>
    static abstract TransactionKind Kind { get; }

    /// <summary>Shows a visitor each field, in the order of the lanes of docs/protocol.md, 5.2 and 6.1.</summary>
    /// <remarks>
    /// Lanes, binary and JSON all go through here, so they cannot drift apart. The fields are arguments of the constructor, which are
    /// evaluated from left to right.
    /// </remarks>
    /// <param name="visitor">Writes each value and returns it, or reads one and returns that.</param>
    /// <param name="transaction">What to write; a visitor that reads ignores it.</param>
    /// <returns>The transaction of the values that the visitor returned.</returns>
    static abstract TSelf Visit<TVisitor>(ref TVisitor visitor, in TSelf transaction)
        where TVisitor : struct, IFieldVisitor, allows ref struct;
}
