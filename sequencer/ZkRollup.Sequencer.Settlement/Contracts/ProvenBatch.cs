using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>A batch that was proven, with all that it published: the event BatchProven.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Data">Its lists.</param>
public sealed record ProvenBatch(BatchHeader Header, BatchData Data)
{
    /// <summary>Reads a log; false if it is another event.</summary>
    public static bool TryRead(L1Log log, out ProvenBatch? batch)
    {
        bool ok = ContractEvents.BatchProven.TryDecode(log, out Abi.AbiValue[] values);
        batch = ok
            ? new ProvenBatch(
                BatchHeader.FromAbi(values[1]),
                new BatchData(values[2].ToIntegers(), values[3].ToIntegers(), values[4].ToIntegers()))
            : null;
        return ok;
    }
}
