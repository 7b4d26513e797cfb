using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>Queue operations and withdrawals in the public words.</summary>
public sealed class PublicationDeviceTests
{
    private const string Sent = PublicationRow.Label;
    private const string Listed = "publication.word";

    private static readonly BatchPublicData Data = Sample();

    [Fact]
    public void Publication_OfABatch_Passes() => Assert.Empty(DeviceCircuit.Labels(Slots(), Columns()));

    [Fact]
    public void Publication_SlotsInAnyOrder_Pass() => Assert.Empty(DeviceCircuit.Labels([new(), .. Slots().Reverse()], Columns()));

    /// <summary>The words of docs/protocol.md, 13, with their numbers: operations, withdrawals, then records.</summary>
    [Fact]
    public void ToColumns_OfABatch_AreItsWordsInOrder()
    {
        IReadOnlyList<IReadOnlyList<Fr>> columns = PublicWords.ToColumns(WithRecord());
        Assert.Equal(PublicationBus.Columns, columns.Count);
        Fr[] words = WithRecord().ToWords()[18..];
        Assert.Equal([Fr.One, Fr.FromInt64(40), .. words[..6], Fr.FromInt64(1)], Row(columns, 0));
        Assert.Equal([Fr.One, Fr.FromInt64(41), .. words[6..12], Fr.FromInt64(1)], Row(columns, 1));
        Assert.Equal([Fr.One, Fr.Zero, .. words[12..14], .. new Fr[4], Fr.FromInt64(2)], Row(columns, 2));
        Assert.Equal([Fr.One, Fr.One, .. words[14..16], .. new Fr[4], Fr.FromInt64(2)], Row(columns, 3));
        Assert.Equal([Fr.One, .. words[16..], .. new Fr[2], Fr.Zero], Row(columns, 4));
        Assert.All(columns, column => Assert.Equal(5, column.Count));
    }

    /// <summary>Any word, number or kind of any publication is another one, or it is not listed, or twice.</summary>
    [Fact]
    public void Publication_AnyWordChanged_IsNoticed()
    {
        Fr[][] honest = Columns();
        for (int word = 0; word < honest[0].Length; word++)
        {
            for (int column = 1; column < honest.Length; column++)
            {
                Fr[][] changed = [.. honest.Select(values => (Fr[])[.. values])];
                changed[column][word] += Fr.One;
                Assert.Equal([Sent, Listed], DeviceCircuit.Labels(Slots(), changed));
            }
        }
    }

    [Fact]
    public void Publication_Omitted_IsNoticed()
    {
        Assert.Equal([Sent], DeviceCircuit.Labels(Slots(), [.. Columns().Select(column => column[1..])]));
        Assert.Equal([Sent], DeviceCircuit.Labels(Slots(), [.. Columns().Select(column => column[..^1])]));
    }

    /// <summary>Sent twice and listed once, and the other way round: both terms name the words, and the last one is reported.</summary>
    [Fact]
    public void Publication_CountedOtherwise_IsNoticed()
    {
        Assert.Equal([Sent], DeviceCircuit.Labels([.. Slots(), Slots()[^1]], Columns()));
        Assert.Equal([Sent], DeviceCircuit.Labels(Slots(), [.. Columns().Select(column => (Fr[])[.. column, column[^1]])]));
    }

    [Fact]
    public void Publication_Invented_IsNoticed()
    {
        Assert.Equal([Listed], DeviceCircuit.Labels(Slots()[1..], Columns()));
        Assert.Equal([Listed], DeviceCircuit.Labels(Slots()[..^1], Columns()));
    }

    /// <summary>Two operations change places: the reader counts the indices.</summary>
    [Fact]
    public void Publication_OperationsInAnotherOrder_IsNoticed()
    {
        DeviceSlot[] slots = Slots();
        (slots[0], slots[1]) = (slots[0] with { QueueIndex = slots[1].QueueIndex }, slots[1] with { QueueIndex = slots[0].QueueIndex });
        Assert.Equal([Sent, Listed], DeviceCircuit.Labels(slots, Columns()));
    }

    /// <summary>A withdrawal whose words are those of a queue operation, and the other way round.</summary>
    [Fact]
    public void Publication_OfAnotherKind_IsNoticed()
    {
        DeviceSlot withdrawal = Slots()[2];
        DeviceSlot operation = new()
        {
            QueueEnable = Fr.One,
            QueueIndex = withdrawal.Position,
            Lanes = [withdrawal.Word, withdrawal.Account, Fr.Zero, Fr.Zero, Fr.Zero],
            IsLong = Fr.One,
        };
        Assert.Equal([Sent, Listed], DeviceCircuit.Labels([.. Slots()[..2], operation, Slots()[3]], Columns()));
    }

    /// <summary>What a withdrawal does not use is free, but matches nothing unless it is zero.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void Publication_UnusedWordNotZero_IsNoticed(int column)
    {
        Fr[][] columns = Columns();
        columns[1 + column - 1][2] = Fr.FromInt64(9);
        Assert.Equal([Sent, Listed], DeviceCircuit.Labels(Slots(), columns));
    }

    /// <summary>Twice and −1 times the same withdrawal.</summary>
    [Fact]
    public void Publication_FlagsThatAddUp_FailTheBits()
    {
        DeviceSlot withdrawal = Slots()[2];
        DeviceSlot[] forged =
        [
            .. Slots()[..2],
            withdrawal with { WithdrawalEnable = Fr.FromUInt64(2) },
            Slots()[3],
            withdrawal with { WithdrawalEnable = -Fr.One },
        ];
        Assert.Equal([DeviceBits.Label], DeviceCircuit.Labels(forged, Columns()));
    }

    private static Fr[] Row(IReadOnlyList<IReadOnlyList<Fr>> columns, int row) => [.. columns.Select(column => column[row])];

    private static Fr[][] Columns() => [.. PublicWords.ToColumns(Data).Select(column => column.ToArray())];

    /// <summary>Two operations, then two withdrawals.</summary>
    private static DeviceSlot[] Slots()
    {
        Fr[] words = Data.ToWords()[18..];
        return
        [
            .. Enumerable.Range(0, 2).Select(i => new DeviceSlot
            {
                QueueEnable = Fr.One,
                QueueIndex = Fr.FromInt64(40 + i),
                IsLong = Fr.One,
                Lanes = words[(6 * i)..((6 * i) + 5)],
                Outcome = words[(6 * i) + 5],
            }),
            .. Enumerable.Range(0, 2).Select(i => new DeviceSlot
            {
                WithdrawalEnable = Fr.One,
                Position = Fr.FromInt64(i),
                Word = words[12 + (2 * i)],
                Account = words[13 + (2 * i)],
            }),
        ];
    }

    private static BatchPublicData Sample() => new(Header(), Operations(), Withdrawals(), []);

    private static BatchPublicData WithRecord() => new(
        Header(),
        Operations(),
        Withdrawals(),
        [new(RecordAddress.Treasury, new TreasuryRecord { Fund = new QuoteAmount(5), NetDeposits = new QuoteAmount(6) }.ToRecord())]);

    private static BatchHeader Header() => new(
        default,
        default,
        new BatchNumber(3),
        new Timestamp(1_000),
        new Timestamp(2_000),
        new SequenceNumber(10),
        new SequenceNumber(14),
        Fr.One,
        new QueueIndex(40));

    private static ConsumedOperation[] Operations() =>
    [
        new(Fr.FromInt64(2), Fr.FromInt64(11), Fr.FromInt64(12), Fr.FromInt64(13), Fr.Zero, new(OutcomeCode.Done, 0)),
        new(Fr.FromInt64(4), Fr.FromInt64(21), Fr.Zero, Fr.Zero, Fr.Zero, new(OutcomeCode.Paid, 700)),
    ];

    private static Withdrawal[] Withdrawals() =>
    [
        new(Owner(1), new AccountId(8), new QuoteAmount(700)),
        new(Owner(2), new AccountId(9), new QuoteAmount(1)),
    ];

    private static EthereumAddress Owner(byte last)
    {
        byte[] bytes = new byte[EthereumAddress.Bytes];
        bytes[^1] = last;
        Assert.True(EthereumAddress.TryRead(bytes, out EthereumAddress address));
        return address;
    }
}
