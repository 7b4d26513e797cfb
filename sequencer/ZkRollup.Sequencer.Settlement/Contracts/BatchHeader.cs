using System.Numerics;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>What the sequencer signs of a batch: contracts/src/types/Batch.sol.</summary>
/// <param name="OldRoots">Roots of the four subtrees before.</param>
/// <param name="NewRoots">And after.</param>
/// <param name="Number">Its number; the first is 0.</param>
/// <param name="FirstTime">Not above the time of its first transaction; milliseconds.</param>
/// <param name="LastTime">Time of its last transaction; milliseconds.</param>
/// <param name="FirstSequence">Number of its first transaction.</param>
/// <param name="LastSequence">Number of its last one.</param>
/// <param name="LogRoot">Root of the tree over its transactions.</param>
/// <param name="FirstOperation">Index of the first operation that it consumes, or of the next one.</param>
/// <param name="OperationCount">How many it consumes.</param>
/// <param name="DataHash">Hash of its lists.</param>
public sealed record BatchHeader(
    IReadOnlyList<BigInteger> OldRoots,
    IReadOnlyList<BigInteger> NewRoots,
    ulong Number,
    ulong FirstTime,
    ulong LastTime,
    ulong FirstSequence,
    ulong LastSequence,
    BigInteger LogRoot,
    ulong FirstOperation,
    ulong OperationCount,
    Hash32 DataHash)
{
    internal const string Type = "(uint256[4],uint256[4],uint64,uint48,uint48,uint48,uint48,uint256,uint48,uint16,bytes32)";

    private static readonly AbiType[] Types = [AbiType.Parse(Type)];

    /// <summary>Keccak-256 of its 17 words.</summary>
    public Hash32 Hash() => Hash32.Keccak(AbiEncoder.Encode(Types, [ToAbi()]));

    internal AbiValue ToAbi() =>
        AbiValue.Of(
            AbiValue.OfIntegers(OldRoots),
            AbiValue.OfIntegers(NewRoots),
            Number,
            FirstTime,
            LastTime,
            FirstSequence,
            LastSequence,
            LogRoot,
            FirstOperation,
            OperationCount,
            DataHash);

    internal static BatchHeader FromAbi(AbiValue value)
    {
        IReadOnlyList<AbiValue> items = value.Items;
        return new BatchHeader(
            items[0].ToIntegers(),
            items[1].ToIntegers(),
            items[2].UInt64,
            items[3].UInt64,
            items[4].UInt64,
            items[5].UInt64,
            items[6].UInt64,
            items[7].Integer,
            items[8].UInt64,
            items[9].UInt64,
            Hash32.Of(items[10].Bytes.Span));
    }
}
