using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>What the public data of every batch fulfils, beyond the ranges of its words.</summary>
internal static class PublicDataRules
{
    /// <summary>The first rule that is broken, with the word, or the default.</summary>
    internal static DecodeError FindFault(BatchPublicData data)
    {
        DecodeError fault = FindInHeader(data);
        int word = BatchPublicData.HeaderWords;
        foreach (ref readonly ConsumedOperation operation in data.Operations)
        {
            fault = Earlier(fault, FindInOperation(operation, word));
            word += BatchPublicData.OperationWords;
        }

        foreach (ref readonly Withdrawal withdrawal in data.Withdrawals)
        {
            fault = Earlier(fault, FindInWithdrawal(withdrawal, word));
            word += BatchPublicData.WithdrawalWords;
        }

        long last = -1;
        foreach (ref readonly PublishedRecord record in data.Records)
        {
            fault = Earlier(fault, FindInRecord(record.Address, last, word));
            last = record.Address.Value;
            word += BatchPublicData.RecordWords;
        }

        return fault;
    }

    private static DecodeError FindInHeader(BatchPublicData data)
    {
        BatchHeader header = data.Header;
        long transactions = header.LastSequence.Value - header.FirstSequence.Value + 1;
        if (header.LastTime.Value < header.FirstTime.Value)
        {
            return new DecodeError(DecodeCause.Inconsistent, "lastTime", 10);
        }

        if (header.FirstSequence.Value == 0)
        {
            return new DecodeError(DecodeCause.OutOfRange, "firstSequence", 11);
        }

        if (transactions < 1)
        {
            return new DecodeError(DecodeCause.Inconsistent, "lastSequence", 12);
        }

        if (transactions > TransactionLog.CountMax)
        {
            return new DecodeError(DecodeCause.OutOfRange, "lastSequence", 12);
        }

        if (header.FirstQueueIndex.Value + data.Operations.Length > Ids.QueueIndex.MaxValue)
        {
            return new DecodeError(DecodeCause.Inconsistent, "firstQueueIndex", 14);
        }

        if (data.Operations.Length > BatchPublicData.OperationsMax)
        {
            return new DecodeError(DecodeCause.OutOfRange, "operationCount", 15);
        }

        if (data.Operations.Length > transactions)
        {
            return new DecodeError(DecodeCause.Inconsistent, "operationCount", 15);
        }

        return data.Withdrawals.Length > BatchPublicData.WithdrawalsMax
            ? new DecodeError(DecodeCause.OutOfRange, "withdrawalCount", 16)
            : default;
    }

    private static DecodeError FindInOperation(in ConsumedOperation operation, int word)
    {
        Span<Fr> lanes = stackalloc Fr[TransactionLanes.CountMax];
        operation.WriteLanes(lanes);
        Ignoring receiver = default;
        if (!TransactionLanes.TryReceive(lanes, ref receiver, out DecodeError error))
        {
            return error with { Offset = word + error.Offset };
        }

        return operation.Outcome.IsWellFormed
            ? default
            : new DecodeError(DecodeCause.OutOfRange, "outcome", word + TransactionLanes.CountMax);
    }

    private static DecodeError FindInWithdrawal(in Withdrawal withdrawal, int word)
    {
        if (withdrawal.Owner == default || withdrawal.Amount.Value == 0)
        {
            return new DecodeError(DecodeCause.OutOfRange, "withdrawal", word);
        }

        return withdrawal.Account.Value == 0 ? new DecodeError(DecodeCause.OutOfRange, "withdrawalAccount", word + 1) : default;
    }

    private static DecodeError FindInRecord(RecordAddress address, long last, int word)
    {
        if (address.Class is RecordClass.None or RecordClass.Order)
        {
            return new DecodeError(DecodeCause.OutOfRange, "recordAddress", word);
        }

        return address.Value <= last ? new DecodeError(DecodeCause.Inconsistent, "recordAddress", word) : default;
    }

    private static DecodeError Earlier(in DecodeError first, in DecodeError second) => first.IsError ? first : second;

    /// <summary>Only whether there is an operation matters.</summary>
    private readonly struct Ignoring : ITransactionReceiver
    {
        public void ReceiveSigned<T>(in T transaction, in SchnorrSignature signature)
            where T : struct, ISignedTransaction<T>
        {
        }

        public void ReceiveProven<T>(in T transaction)
            where T : struct, IProvenTransaction<T>
        {
        }

        public void ReceiveOperation<T>(in T operation)
            where T : struct, IQueueOperation<T>
        {
        }
    }
}
