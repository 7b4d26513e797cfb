using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Settlement.Batches;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Verifier.Tests;

/// <summary>What an owner sends to L1 so that the queue has an operation (docs/protocol.md, 6.1).</summary>
internal static class QueueMirror
{
    internal static BigInteger[] LanesOf(in ConsumedOperation operation)
    {
        Fr[] lanes = new Fr[5];
        operation.WriteLanes(lanes);
        return [.. lanes.Select(lane => FieldWord.Of(lane))];
    }

    internal static TransactionKind KindOf(ConsumedOperation operation) => (TransactionKind)(byte)(LanesOf(operation)[0] & byte.MaxValue);

    internal static BigInteger AmountOf(ConsumedOperation operation) => Field(LanesOf(operation)[0], 32, 60);

    internal static EthereumAddress OwnerOf(ConsumedOperation operation)
    {
        byte[] bytes = LanesOf(operation)[1].ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] address = [.. new byte[EthereumAddress.Bytes - bytes.Length], .. bytes];
        Assert.True(EthereumAddress.TryRead(address, out EthereumAddress owner));
        return owner;
    }

    /// <summary>The call of the owner.</summary>
    internal static L1Request Request(QueueContract queue, ConsumedOperation operation, BigInteger fee)
    {
        BigInteger[] lanes = LanesOf(operation);
        BigInteger amount = AmountOf(operation);
        return KindOf(operation) switch
        {
            TransactionKind.Deposit when Field(lanes[0], 8, 24).IsZero => queue.DepositToFund(amount),
            TransactionKind.Deposit => queue.Deposit(OwnerOf(operation), amount, lanes[2], lanes[3]),
            TransactionKind.ChangeMasterKey => queue.ChangeMasterKey(lanes[2], lanes[3], fee),
            TransactionKind.ForcedCancelAll => queue.CancelAll(fee),
            TransactionKind.ForcedWithdraw => queue.ForceWithdraw(amount, fee),
            TransactionKind.ForcedClose => queue.ForceClose(
                (ulong)Field(lanes[0], 32, 12), !Field(lanes[0], 44, 1).IsZero, Field(lanes[0], 45, 36), fee),
            TransactionKind kind => throw new InvalidOperationException($"{kind} is no operation that an owner makes."),
        };
    }

    private static BigInteger Field(BigInteger lane, int from, int bits) => (lane >> from) & ((BigInteger.One << bits) - 1);
}
