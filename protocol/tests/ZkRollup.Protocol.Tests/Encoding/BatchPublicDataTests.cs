using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Encoding;

public class BatchPublicDataTests
{
    [Fact]
    public void Words_AnyBatch_RoundTrip()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            BatchPublicData data = Sample(new Random(seed), seed % 5, seed % 4, seed % 7);
            Fr[] words = data.ToWords();
            Assert.Equal(words.Length, data.WordCount);
            Assert.True(BatchPublicData.TryRead(words, out BatchPublicData? read, out DecodeError error), $"seed {seed}: {error}");
            AssertSame(data, read);
            Assert.Equal(words, read.ToWords());
        }
    }

    [Fact]
    public void Words_Greatest_RoundTrip()
    {
        BatchPublicData data = Sample(new Random(1), BatchPublicData.OperationsMax, BatchPublicData.WithdrawalsMax, 100);
        Assert.Equal(18 + (6 * 64) + (2 * 256) + (5 * 100), data.WordCount);
        Assert.True(BatchPublicData.TryRead(data.ToWords(), out BatchPublicData? read, out DecodeError error), $"{error}");
        AssertSame(data, read);
    }

    [Fact]
    public void Words_OfABatch_AreInTheOrderOfTheSpecification()
    {
        BatchHeader header = new(
            new SubtreeRoots(Fr.FromUInt64(101), Fr.FromUInt64(102), Fr.FromUInt64(103), Fr.FromUInt64(104)),
            new SubtreeRoots(Fr.FromUInt64(105), Fr.FromUInt64(106), Fr.FromUInt64(107), Fr.FromUInt64(108)),
            new BatchNumber(109),
            new Timestamp(110),
            new Timestamp(111),
            new SequenceNumber(112),
            new SequenceNumber(113),
            Fr.FromUInt64(114),
            new QueueIndex(115));
        ForcedWithdraw operation =
            new(new AccountId(2), new QuoteAmount(3), WireData.AddressOf("0x0000000000000000000000000000000000000004"));
        BatchPublicData data = new(
            header,
            [ConsumedOperation.Of(operation, new QueueOutcome(OutcomeCode.Paid, 5))],
            [new Withdrawal(operation.Owner, new AccountId(6), new QuoteAmount(7))],
            [new PublishedRecord(RecordAddress.Treasury, new Record { X = Fr.FromUInt64(8), A0 = 9, B0 = 10 })]);
        BigInteger[] expected =
        [
            .. Enumerable.Range(101, 15).Select(i => new BigInteger(i)), 1, 1, 1,
            4 + (2 << 8) + (new BigInteger(3) << 32), 4, 0, 0, 0, 3 + (5 << 8),
            4 + (new BigInteger(7) << 160), 6,
            new BigInteger(3) << 30, 8, 0, 9, 10,
        ];
        Assert.Equal(expected, data.ToWords().Select(word => Values.Integer(word)));
    }

    [Fact]
    public void TryRead_EveryTruncation_IsRefused()
    {
        Fr[] words = Sample(new Random(2), 2, 2, 2).ToWords();
        for (int length = 0; length < words.Length; length++)
        {
            Assert.False(BatchPublicData.TryRead(words.AsSpan(0, length), out BatchPublicData? data, out DecodeError error));
            Assert.Null(data);
            Assert.Equal((DecodeCause.Truncated, length), (error.Cause, error.Offset));
            Assert.Equal(length < BatchPublicData.HeaderWords, error.Field is not null);
        }

        Assert.False(BatchPublicData.TryRead([.. words, Fr.Zero], out _, out DecodeError trailing));
        Assert.Equal(new DecodeError(DecodeCause.Trailing, null, words.Length), trailing);
    }

    [Theory]
    [InlineData(8, "number", 48)]
    [InlineData(9, "firstTime", 48)]
    [InlineData(10, "lastTime", 48)]
    [InlineData(11, "firstSequence", 48)]
    [InlineData(12, "lastSequence", 48)]
    [InlineData(14, "firstQueueIndex", 48)]
    [InlineData(17, "recordCount", 32)]
    public void TryRead_HeaderWordOneBeyondItsRange_IsNamed(int word, string field, int bits)
    {
        BigInteger limit = BigInteger.One << bits;
        foreach (BigInteger value in new[] { limit, limit << 40, BigInteger.One << 64, Values.Modulus - 1 })
        {
            AssertRefused(Sample(new Random(3), 1, 1, 1), word, value, new DecodeError(DecodeCause.OutOfRange, field, word));
        }
    }

    [Fact]
    public void TryRead_CountBeyondItsLimit_IsNamed()
    {
        BatchPublicData data = Sample(new Random(4), 0, 0, 0);
        AssertRefused(data, 15, 65, new DecodeError(DecodeCause.OutOfRange, "operationCount", 15));
        AssertRefused(data, 16, 257, new DecodeError(DecodeCause.OutOfRange, "withdrawalCount", 16));
        AssertRefused(data, 15, 64, new DecodeError(DecodeCause.Truncated, null, 18));
        AssertRefused(data, 16, 256, new DecodeError(DecodeCause.Truncated, null, 18));
        long first = data.Header.FirstSequence.Value;
        AssertRefused(data, 12, first + 16_384, new DecodeError(DecodeCause.OutOfRange, "lastSequence", 12));
        Fr[] greatest = data.ToWords();
        greatest[12] = Fr.FromInt64(first + 16_383);
        Assert.True(BatchPublicData.TryRead(greatest, out _, out DecodeError error), $"{error}");
        AssertRefused(data, 17, uint.MaxValue, new DecodeError(DecodeCause.Truncated, null, 18));
    }

    [Fact]
    public void TryRead_ListWordOutOfRange_IsNamed()
    {
        BatchPublicData data = Sample(new Random(5), 2, 2, 2);
        int withdrawal = 18 + 12 + 2;
        int record = 18 + 12 + 4 + 5;
        Fr[] words = data.ToWords();
        AssertRefused(data, 24, 9, new DecodeError(DecodeCause.UnknownType, "type", 24));
        AssertRefused(data, 24, Values.Integer(words[24]) + (BigInteger.One << 200), new DecodeError(DecodeCause.NotZero, null, 24));
        AssertRefused(data, 29, 0, new DecodeError(DecodeCause.OutOfRange, "outcome", 29));
        AssertRefused(data, 29, 5, new DecodeError(DecodeCause.OutOfRange, "outcome", 29));
        AssertRefused(data, 29, 27, new DecodeError(DecodeCause.OutOfRange, "outcome", 29));
        AssertRefused(data, 29, 3, new DecodeError(DecodeCause.OutOfRange, "outcome", 29));
        AssertRefused(data, 29, 1 + 256, new DecodeError(DecodeCause.OutOfRange, "outcome", 29));
        AssertRefused(data, 29, 1 + (BigInteger.One << 68), new DecodeError(DecodeCause.NotZero, "outcome", 29));
        AssertRefused(data, withdrawal, 1, new DecodeError(DecodeCause.OutOfRange, "withdrawal", withdrawal));
        AssertRefused(data, withdrawal, BigInteger.One << 160, new DecodeError(DecodeCause.OutOfRange, "withdrawal", withdrawal));
        BigInteger tooMuch = 1 + (BigInteger.One << 219);
        AssertRefused(data, withdrawal, tooMuch, new DecodeError(DecodeCause.OutOfRange, "withdrawal", withdrawal));
        BigInteger above = 1 + (BigInteger.One << 160) + (BigInteger.One << 220);
        AssertRefused(data, withdrawal, above, new DecodeError(DecodeCause.NotZero, "withdrawal", withdrawal));
        AssertRefused(data, withdrawal + 1, 0, new DecodeError(DecodeCause.OutOfRange, "withdrawalAccount", withdrawal + 1));
        AssertRefused(data, withdrawal + 1, 1 << 24, new DecodeError(DecodeCause.OutOfRange, "withdrawalAccount", withdrawal + 1));
        AssertRefused(data, record, BigInteger.One << 32, new DecodeError(DecodeCause.OutOfRange, "recordAddress", record));
        AssertRefused(data, record, (1 << 30) + 7, new DecodeError(DecodeCause.OutOfRange, "recordAddress", record));
        AssertRefused(data, record, 64 + 15, new DecodeError(DecodeCause.OutOfRange, "recordAddress", record));
        AssertRefused(data, record + 3, BigInteger.One << 252, new DecodeError(DecodeCause.OutOfRange, "record", record + 4));
        AssertRefused(data, record + 4, BigInteger.One << 252, new DecodeError(DecodeCause.OutOfRange, "record", record + 4));
    }

    [Fact]
    public void TryRead_Contradiction_IsNamed()
    {
        BatchPublicData data = Sample(new Random(6), 2, 0, 2);
        BatchHeader header = data.Header;
        AssertRefused(data, 10, header.FirstTime.Value - 1, new DecodeError(DecodeCause.Inconsistent, "lastTime", 10));
        AssertRefused(data, 11, 0, new DecodeError(DecodeCause.OutOfRange, "firstSequence", 11));
        AssertRefused(data, 12, header.FirstSequence.Value - 1, new DecodeError(DecodeCause.Inconsistent, "lastSequence", 12));
        AssertRefused(data, 12, header.FirstSequence.Value, new DecodeError(DecodeCause.Inconsistent, "operationCount", 15));
        AssertRefused(data, 14, QueueIndex.MaxValue - 1, new DecodeError(DecodeCause.Inconsistent, "firstQueueIndex", 14));
        int second = 18 + 12 + 5;
        uint first = data.Records[0].Address.Value;
        AssertRefused(data, second, first, new DecodeError(DecodeCause.Inconsistent, "recordAddress", second));
        AssertRefused(data, second, 64, new DecodeError(DecodeCause.Inconsistent, "recordAddress", second));
    }

    [Fact]
    public void Constructor_WhatNoBatchHas_Throws()
    {
        BatchPublicData data = Sample(new Random(7), 1, 1, 2);
        BatchHeader header = data.Header;
        AssertThrows("operationCount", header, [.. Enumerable.Repeat(data.Operations[0], 65)], [], []);
        AssertThrows("withdrawalCount", header, [], [.. Enumerable.Repeat(data.Withdrawals[0], 257)], []);
        AssertThrows("recordAddress", header, [], [], [data.Records[1], data.Records[0]]);
        AssertThrows("recordAddress", header, [], [], [new PublishedRecord(RecordAddress.Order(new OrderLeaf(1)), default)]);
        AssertThrows("withdrawal", header, [], [data.Withdrawals[0] with { Amount = default }], []);
        AssertThrows("withdrawal", header, [], [data.Withdrawals[0] with { Owner = default }], []);
        AssertThrows("withdrawalAccount", header, [], [data.Withdrawals[0] with { Account = default }], []);
        AssertThrows("outcome", header, [data.Operations[0] with { Outcome = new QueueOutcome(OutcomeCode.Paid, -1) }], [], []);
        AssertThrows("lastTime", header with { FirstTime = new Timestamp(header.LastTime.Value + 1) }, [], [], []);
    }

    [Fact]
    public void TryRead_AnyWords_NeverThrows()
    {
        int accepted = 0;
        for (int seed = 0; seed < 3_000; seed++)
        {
            Random random = new(seed);
            Fr[] words = Sample(random, random.Next(4), random.Next(3), random.Next(3)).ToWords();
            int changed = random.Next(words.Length);
            words[changed] = random.Next(3) switch
            {
                0 => Values.Element(random, 255),
                1 => Fr.FromUInt64((ulong)random.Next(300)),
                _ => words[changed] + Values.Element(BigInteger.One << random.Next(254)),
            };
            if (random.Next(4) == 0)
            {
                words = words[..random.Next(words.Length)];
            }

            if (BatchPublicData.TryRead(words, out BatchPublicData? data, out DecodeError error))
            {
                accepted++;
                Assert.Equal(words, data.ToWords());
            }
            else
            {
                Assert.True(error.IsError, $"seed {seed}");
                Assert.InRange(error.Offset, 0, words.Length);
            }
        }

        Assert.InRange(accepted, 1, 2_999);
    }

    [Fact]
    public void QueueOutcome_EachCode_HasAValueOnlyIfItIsOne()
    {
        for (int code = 0; code < 256; code++)
        {
            OutcomeCode outcome = (OutcomeCode)code;
            bool hasValue = outcome is OutcomeCode.Paid or OutcomeCode.Closed;
            Assert.Equal(Enum.IsDefined(outcome) && !hasValue, new QueueOutcome(outcome, 0).IsWellFormed);
            Assert.Equal(hasValue, new QueueOutcome(outcome, 1).IsWellFormed);
            Assert.Equal(outcome == OutcomeCode.Paid, new QueueOutcome(outcome, Lots.MaxValue + 1).IsWellFormed);
            Assert.False(new QueueOutcome(outcome, QuoteAmount.MaxValue + 1).IsWellFormed);
            Assert.False(new QueueOutcome(outcome, -1).IsWellFormed);
        }
    }

    private static void AssertThrows(
        string field, BatchHeader header, ConsumedOperation[] operations, Withdrawal[] withdrawals, PublishedRecord[] records)
    {
        ArgumentException thrown =
            Assert.Throws<ArgumentException>(() => new BatchPublicData(header, operations, withdrawals, records));
        Assert.Contains($" {field} at ", thrown.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(BatchPublicData data, int word, BigInteger value, DecodeError expected)
    {
        Fr[] words = data.ToWords();
        words[word] = Values.Element(value);
        Assert.False(BatchPublicData.TryRead(words, out BatchPublicData? read, out DecodeError error), $"word {word} = {value}");
        Assert.Null(read);
        Assert.Equal(expected, error);
    }

    private static void AssertSame(BatchPublicData expected, BatchPublicData read)
    {
        Assert.Equal(expected.Header, read.Header);
        Assert.Equal(expected.Operations.ToArray(), read.Operations.ToArray());
        Assert.Equal(expected.Withdrawals.ToArray(), read.Withdrawals.ToArray());
        Assert.Equal(expected.Records.ToArray(), read.Records.ToArray());
    }

    private static BatchPublicData Sample(Random random, int operations, int withdrawals, int records)
    {
        long time = random.NextInt64(1, Timestamp.MaxValue);
        long sequence = random.NextInt64(1, SequenceNumber.MaxValue - 16_384);
        BatchHeader header = new(
            Roots(random),
            Roots(random),
            new BatchNumber(random.NextInt64(BatchNumber.MaxValue)),
            new Timestamp(time),
            new Timestamp(Math.Min(Timestamp.MaxValue, time + random.Next(1_000))),
            new SequenceNumber(sequence),
            new SequenceNumber(sequence + 999),
            Values.Element(random, 255),
            new QueueIndex(random.NextInt64(QueueIndex.MaxValue - 64)));
        return new BatchPublicData(
            header,
            [.. Enumerable.Range(0, operations).Select(_ => Operation(random))],
            [.. Enumerable.Range(0, withdrawals).Select(_ => Withdrawal(random))],
            [.. Enumerable.Range(1, records).Select(account => Record(random, account))]);
    }

    private static SubtreeRoots Roots(Random random) =>
        new(Values.Element(random, 255), Values.Element(random, 255), Values.Element(random, 255), Values.Element(random, 255));

    private static ConsumedOperation Operation(Random random)
    {
        FieldEditor editor = new(random);
        QueueOutcome[] outcomes =
        [
            new(OutcomeCode.Done, 0),
            new(OutcomeCode.Paid, QuoteAmount.MaxValue),
            new(OutcomeCode.Closed, Lots.MaxValue),
            new(OutcomeCode.NothingFree, 0),
            new(OutcomeCode.ParametersUnusable, 0),
        ];
        QueueOutcome outcome = outcomes[random.Next(outcomes.Length)];
        return random.Next(3) switch
        {
            0 => ConsumedOperation.Of(Deposit.Visit(ref editor, default), outcome),
            1 => ConsumedOperation.Of(ForcedClose.Visit(ref editor, default), outcome),
            _ => ConsumedOperation.Of(ListInstrument.Visit(ref editor, default), outcome),
        };
    }

    private static Withdrawal Withdrawal(Random random) => new(
        Values.Address(random),
        new AccountId((long)Values.Integer(random, 1, (ulong)AccountId.MaxValue)),
        new QuoteAmount((long)Values.Integer(random, 1, (ulong)QuoteAmount.MaxValue)));

    private static PublishedRecord Record(Random random, int account)
    {
        Fr[] lanes = [Values.Element(random, 255), Values.Element(random, 255), Values.Element(random, 252), Values.Element(random, 252)];
        Assert.True(ZkRollup.Protocol.State.Record.TryFromLanes(lanes, out Record record));
        return new PublishedRecord(RecordAddress.Position(new AccountId(account), random.Next(8)), record);
    }
}
