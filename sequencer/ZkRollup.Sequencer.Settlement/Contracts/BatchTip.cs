using ZkRollup.Sequencer.Settlement.Abi;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Where a sequence of batches ends: Tip of contracts/src/types/Batch.sol.</summary>
/// <param name="Batches">How many there are, which is the number of the next one.</param>
/// <param name="LastTime">Of its last transaction; milliseconds.</param>
/// <param name="LastSequence">Number of its last transaction.</param>
/// <param name="NextOperation">Index of the first operation that it left.</param>
/// <param name="SettledAt">When it was committed or proven, in seconds.</param>
public sealed record BatchTip(ulong Batches, ulong LastTime, ulong LastSequence, ulong NextOperation, ulong SettledAt)
{
    internal const string Type = "(uint64,uint48,uint48,uint48,uint48)";

    internal static BatchTip FromAbi(AbiValue value)
    {
        IReadOnlyList<AbiValue> items = value.Items;
        return new BatchTip(items[0].UInt64, items[1].UInt64, items[2].UInt64, items[3].UInt64, items[4].UInt64);
    }
}
