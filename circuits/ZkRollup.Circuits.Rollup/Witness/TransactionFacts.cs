using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>What is known of a transaction beside its fields.</summary>
/// <param name="Time">t.</param>
/// <param name="Queue">Its place in the L1 queue; null for a transaction.</param>
/// <param name="Touched">
/// The records that whoever executed it touched, slot by slot, each slot in the order of first access: where choices are found
/// (docs/protocol.md, 5.2), and predecessors in lists.
/// </param>
internal sealed record TransactionFacts(Timestamp Time, QueueIndex? Queue, IReadOnlyList<IReadOnlyList<RecordAddress>> Touched)
{
    /// <summary>Inputs of a step that hold the time.</summary>
    internal StepInputs Inputs() => new StepInputs().Set(Opening.TimeInput, Time.Value);

    /// <summary>Inputs of a step that hold the time and the fields of the transaction.</summary>
    internal StepInputs Inputs<T>(in T transaction)
        where T : struct, ITransaction<T>
    {
        StepInputs inputs = Inputs();
        MessageFields.Fill(inputs, transaction);
        return inputs;
    }
}
