using System.Buffers.Binary;
using Xunit.Abstractions;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Engine.Snapshots;
using ZkRollup.Sequencer.Engine.Tests.Operation;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Sequencer.Engine.Tests.Snapshots;

/// <summary>An engine of a snapshot goes on as the one that wrote it; what is no snapshot is told from what is a damaged one.</summary>
public class SnapshotTests(ITestOutputHelper output)
{
    private const int HeaderBytes = 12;

    /// <summary>Limits of which an engine is made in no time.</summary>
    private static EngineLimits Limits { get; } = new()
    {
        Accounts = 64,
        Instruments = 1 << 12,
        Orders = 1 << 10,
        Sessions = 1 << 10,
        LogWords = 0,
    };

    [Theory]
    [InlineData(51, "ordinary")]
    [InlineData(52, "tiny")]
    [InlineData(53, "fragile")]
    public void TryRestore_OwnSnapshot_GoesOnTheSame(ulong seed, string profile)
    {
        output.WriteLine($"seed {seed}");
        TrafficProfile traffic = TrafficProfile.All.Single(candidate => candidate.Name == profile);
        EngineStream stream = new(seed, traffic, EngineStream.Limits with { LogWords = 0 });
        stream.Run(3_000);
        ExchangeEngine copy = Restored(Written(stream.Engine), EngineStream.Limits with { LogWords = 0, LookupKey = 1 });
        Assert.Equal(stream.Engine.ComputeStateRoot(), copy.ComputeStateRoot());
        Assert.Equal(stream.Engine.LastTime, copy.LastTime);
        Protocol.Transactions.EventBuffer events = new();
        for (int i = 0; i < 3_000; i++)
        {
            (Command command, CommandResult result) = stream.Step();

            Assert.Equal(result, CommandRunner.Run(copy, command, events));
            Assert.Equal(stream.Events.Events.ToArray(), events.Events.ToArray());
        }

        Assert.Equal(stream.Engine.ComputeStateRoot(), copy.ComputeStateRoot());
        Assert.Equal(Written(stream.Engine), Written(copy));
    }

    [Fact]
    public void TryRestore_NewEngine_IsEmpty()
    {
        ExchangeEngine engine = new(EngineStream.Limits);

        ExchangeEngine copy = Restored(Written(engine), EngineStream.Limits);

        Assert.Equal(engine.ComputeStateRoot(), copy.ComputeStateRoot());
        Assert.Equal(Written(engine), Written(copy));
    }

    [Fact]
    public void TryRestore_SlowStream_IsRead()
    {
        byte[] snapshot = Written(SomeEngine());
        using TrickleStream stream = new(snapshot);

        Assert.Equal(SnapshotResult.Valid, ExchangeEngine.TryRestore(stream, Limits, out _));
    }

    [Fact]
    public void TryRestore_AnyByteChanged_IsTold()
    {
        byte[] snapshot = Written(SomeEngine());
        SeededGenerator random = new(54);
        Dictionary<SnapshotResult, int> results = [];
        for (int i = 0; i < 400; i++)
        {
            int at = i < 2 * HeaderBytes ? i : (int)random.Below(snapshot.Length);
            byte[] changed = [.. snapshot];
            changed[at] ^= (byte)(1 << (int)random.Below(8));
            SnapshotResult result = ResultOf(changed);
            results[result] = results.GetValueOrDefault(result) + 1;
            SnapshotResult[] expected = at < 8 ? [SnapshotResult.NotASnapshot]
                : at < HeaderBytes ? [SnapshotResult.VersionUnknown]
                : [SnapshotResult.ChecksumWrong, SnapshotResult.Truncated];
            Assert.Contains(result, expected);
        }

        Assert.True(results[SnapshotResult.ChecksumWrong] > 300, string.Join(", ", results));
    }

    [Fact]
    public void TryRestore_AnyLengthButItsOwn_IsTold()
    {
        byte[] snapshot = Written(SomeEngine());
        SeededGenerator random = new(55);
        for (int i = 0; i < 200; i++)
        {
            int length = i < 20 ? i : i < 60 ? snapshot.Length - i + 19 : (int)random.Below(snapshot.Length);
            SnapshotResult expected = length == 0 ? SnapshotResult.NotASnapshot : SnapshotResult.Truncated;

            Assert.Equal(expected, ResultOf(snapshot[..length]));
        }

        Assert.Equal(SnapshotResult.TrailingBytes, ResultOf([.. snapshot, 0]));
    }

    [Fact]
    public void TryRestore_ForeignFile_IsNotASnapshot()
    {
        Assert.Equal(SnapshotResult.NotASnapshot, ResultOf([.. "SQLite format 3"u8]));
        byte[] newer = Written(new ExchangeEngine(EngineStream.Limits));
        BinaryPrimitives.WriteUInt32LittleEndian(newer.AsSpan(8), 2);
        Assert.Equal(SnapshotResult.VersionUnknown, ResultOf(newer));
    }

    [Fact]
    public void TryRestore_LimitsTooSmall_IsTold()
    {
        byte[] snapshot = Written(SomeEngine());
        Dictionary<string, EngineLimits> small = new()
        {
            ["accounts"] = Limits with { Accounts = 4 },
            ["instruments"] = Limits with { Instruments = 2 },
            ["orders"] = Limits with { Orders = 2 },
            ["sessions"] = Limits with { Sessions = 2 },
        };

        Assert.Equal(SnapshotResult.Valid, ExchangeEngine.TryRestore(new MemoryStream(snapshot), Limits, out _));
        Assert.All(small, pair =>
        {
            SnapshotResult result = ExchangeEngine.TryRestore(new MemoryStream(snapshot), pair.Value, out _);
            Assert.Equal((pair.Key, SnapshotResult.LimitsTooSmall), (pair.Key, result));
        });
    }

    [Theory]
    [InlineData(0, SnapshotResult.Valid)]
    [InlineData(1, SnapshotResult.RootDiffers)]
    [InlineData(2, SnapshotResult.RecordInvalid)]
    [InlineData(3, SnapshotResult.RecordInvalid)]
    [InlineData(4, SnapshotResult.BooksInvalid)]
    [InlineData(5, SnapshotResult.NumberInvalid)]
    [InlineData(6, SnapshotResult.NumberInvalid)]
    [InlineData(7, SnapshotResult.NumberInvalid)]
    public void TryRestore_WellFormedLie_IsTold(int lie, SnapshotResult expected)
    {
        using MemoryStream stream = new();
        SnapshotWriter writer = new(stream);
        writer.Write(5L);
        writer.Write(lie == 6 ? long.MaxValue : 1L);
        writer.Write(0L);
        writer.Write(lie == 4 ? 1 : 0);

        // 4: a leaf was used that neither has an order nor is free. 5: a leaf is free that was never used.
        writer.Write(lie == 5 ? 1 : 0);
        if (lie == 5)
        {
            writer.Write(0);
        }

        writer.Write(0);
        uint treasury = RecordAddress.Treasury.Value;
        Record record = new TreasuryRecord { Fund = new(7), NetDeposits = new(lie == 1 ? 8 : 7) }.ToRecord();
        writer.Write(lie == 3 ? 2 : 1);
        writer.Write(lie == 2 ? treasury + 6 : treasury, record);
        if (lie == 3)
        {
            writer.Write(treasury, record);
        }

        StateTree tree = new();
        tree.Update([KeyValuePair.Create(RecordAddress.Treasury, new TreasuryRecord { Fund = new(7), NetDeposits = new(7) }.ToRecord())]);
        writer.Write(tree.Root);
        if (lie == 7)
        {
            writer.Write(0);
        }

        writer.Finish();

        Assert.Equal(expected, ResultOf(stream.ToArray()));
    }

    /// <summary>An engine with some orders.</summary>
    private static ExchangeEngine SomeEngine()
    {
        EngineStream stream = new(56, TrafficProfile.Ordinary, Limits);
        do
        {
            stream.Run(200);
        }
        while (stream.Engine.LiveRecords().Count(record => record.Key.Subtree == Subtree.Orders) < 8);

        return stream.Engine;
    }

    private static byte[] Written(ExchangeEngine engine)
    {
        using MemoryStream stream = new();
        engine.WriteSnapshot(stream);
        return stream.ToArray();
    }

    private static ExchangeEngine Restored(byte[] snapshot, EngineLimits limits)
    {
        Assert.Equal(SnapshotResult.Valid, ExchangeEngine.TryRestore(new MemoryStream(snapshot), limits, out ExchangeEngine? engine));
        Assert.NotNull(engine);
        return engine;
    }

    private static SnapshotResult ResultOf(byte[] bytes)
    {
        SnapshotResult result = ExchangeEngine.TryRestore(new MemoryStream(bytes), Limits, out ExchangeEngine? engine);
        Assert.Equal(result == SnapshotResult.Valid, engine is not null);
        return result;
    }
}
