using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>A batch that is to be proven: the state before it, as far as it is touched, and its transactions.</summary>
/// <param name="Domain">Chain and contract.</param>
/// <param name="Number">How many batches come before it.</param>
/// <param name="TimeBefore">The time of the last transaction before it.</param>
/// <param name="SequenceBefore">The sequence number of the last transaction before it.</param>
/// <param name="NextOperation">The first operation of the L1 queue that is not consumed before it.</param>
/// <param name="State">The state before it.</param>
/// <param name="Transactions">Its transactions, at least one.</param>
public sealed record BatchInput(
    TransactionDomain Domain,
    BatchNumber Number,
    Timestamp TimeBefore,
    SequenceNumber SequenceBefore,
    QueueIndex NextOperation,
    StateWitness State,
    IReadOnlyList<BatchTransaction> Transactions);
