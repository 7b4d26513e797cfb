using System.Numerics;
using ZkRollup.Sequencer.Settlement.Abi;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>An operation of the queue: Entry of contracts/src/types/Operation.sol.</summary>
/// <param name="Lanes">Its five lanes.</param>
/// <param name="EnqueuedAt">Seconds.</param>
/// <param name="Fee">What was paid for a forced request, in wei.</param>
public sealed record QueueEntry(IReadOnlyList<BigInteger> Lanes, ulong EnqueuedAt, BigInteger Fee)
{
    internal const string Type = "(uint96,uint48,uint96,uint8,uint256,uint256,uint256,uint256)";

    internal static QueueEntry FromAbi(AbiValue value)
    {
        IReadOnlyList<AbiValue> items = value.Items;
        BigInteger[] lanes = [items[0].Integer, items[4].Integer, items[5].Integer, items[6].Integer, items[7].Integer];
        return new QueueEntry(lanes, items[1].UInt64, items[2].Integer);
    }
}
