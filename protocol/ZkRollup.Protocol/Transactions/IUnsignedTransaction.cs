namespace ZkRollup.Protocol.Transactions;

/// <summary>A transaction without a signature: proven by the state, or of the L1 queue.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IUnsignedTransaction<TSelf> : ITransaction<TSelf>
    where TSelf : struct, IUnsignedTransaction<TSelf>;
