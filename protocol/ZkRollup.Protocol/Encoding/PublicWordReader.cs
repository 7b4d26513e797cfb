using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Reads words of public data one after the other; keeps the first error.</summary>
/// <param name="words">All words, untrusted.</param>
internal ref struct PublicWordReader(ReadOnlySpan<Fr> words)
{
    /// <summary>Bits of an outcome's code.</summary>
    internal const int OutcomeBits = 8;

    /// <summary>Bits of an amount.</summary>
    internal const int AmountBits = 60;

    private readonly ReadOnlySpan<Fr> _words = words;
    private int _offset;

    /// <summary>The first error so far.</summary>
    internal DecodeError Error { get; private set; }

    internal BatchHeader Header(out long operations, out long withdrawals, out long records)
    {
        BatchHeader header = new(
            new SubtreeRoots(
                Word("accountsRootBefore"), Word("ordersRootBefore"), Word("instrumentsRootBefore"), Word("systemRootBefore")),
            new SubtreeRoots(
                Word("accountsRootAfter"), Word("ordersRootAfter"), Word("instrumentsRootAfter"), Word("systemRootAfter")),
            Scalar<BatchNumber>("number"),
            Scalar<Timestamp>("firstTime"),
            Scalar<Timestamp>("lastTime"),
            Scalar<SequenceNumber>("firstSequence"),
            Scalar<SequenceNumber>("lastSequence"),
            Word("logRoot"),
            Scalar<QueueIndex>("firstQueueIndex"));
        operations = Integer("operationCount", BatchPublicData.OperationsMax);
        withdrawals = Integer("withdrawalCount", BatchPublicData.WithdrawalsMax);
        records = Integer("recordCount", uint.MaxValue);
        return header;
    }

    /// <summary>Notes an error unless so many words are left.</summary>
    internal void RequireLeft(long count)
    {
        if (_words.Length - _offset < count)
        {
            Fail(DecodeCause.Truncated, null, _words.Length);
        }
        else if (_words.Length - _offset > count)
        {
            Fail(DecodeCause.Trailing, null, (int)(_offset + count));
        }
    }

    internal ConsumedOperation Operation()
    {
        Fr lane0 = Word("operation");
        Fr lane1 = Word("operation");
        Fr lane2 = Word("operation");
        Fr lane3 = Word("operation");
        Fr lane4 = Word("operation");
        LaneReader outcome = new(Word("outcome"));
        OutcomeCode code = (OutcomeCode)outcome.Take(OutcomeBits);
        long value = (long)outcome.Take(AmountBits);
        RequireEmpty(outcome, "outcome");
        return new ConsumedOperation(lane0, lane1, lane2, lane3, lane4, new QueueOutcome(code, value));
    }

    internal Withdrawal Withdrawal()
    {
        LaneReader lane = new(Word("withdrawal"));
        EthereumAddress owner = AddressLane.Take(ref lane);
        if (!Units.Scalar.TryCreate((long)lane.Take(AmountBits), out QuoteAmount amount))
        {
            Fail(DecodeCause.OutOfRange, "withdrawal", _offset - 1);
        }

        RequireEmpty(lane, "withdrawal");
        return new Withdrawal(owner, Scalar<AccountId>("withdrawalAccount"), amount);
    }

    internal PublishedRecord Record()
    {
        RecordAddress address = new((uint)Integer("recordAddress", uint.MaxValue));
        ReadOnlySpan<Fr> lanes = [Word("record"), Word("record"), Word("record"), Word("record")];
        if (!State.Record.TryFromLanes(lanes, out Record record))
        {
            Fail(DecodeCause.OutOfRange, "record", _offset - 1);
        }

        return new PublishedRecord(address, record);
    }

    private Fr Word(string field)
    {
        if (_offset == _words.Length)
        {
            Fail(DecodeCause.Truncated, field, _offset);
            return default;
        }

        return _words[_offset++];
    }

    private T Scalar<T>(string field)
        where T : struct, IScalar<T> => T.Of(Integer(field, T.MaxValue));

    /// <summary>A word that is one integer; 0 if it exceeds the greatest value.</summary>
    private long Integer(string field, long max)
    {
        LaneReader lane = new(Word(field));
        ulong value = lane.Take(64);
        if (lane.IsEmpty && value <= (ulong)max)
        {
            return (long)value;
        }

        Fail(DecodeCause.OutOfRange, field, _offset - 1);
        return 0;
    }

    private void RequireEmpty(in LaneReader lane, string field)
    {
        if (!lane.IsEmpty)
        {
            Fail(DecodeCause.NotZero, field, _offset - 1);
        }
    }

    private void Fail(DecodeCause cause, string? field, int offset)
    {
        if (!Error.IsError)
        {
            Error = new DecodeError(cause, field, offset);
        }
    }
}
