using Xunit.Abstractions;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Sequencer.Engine.Tests.Operation;

/// <summary>The root that follows the changes is the root of all records.</summary>
public class StateRootTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(41, "ordinary")]
    [InlineData(42, "huge")]
    public void ComputeStateRoot_AfterTraffic_IsThatOfAllRecords(ulong seed, string profile)
    {
        output.WriteLine($"seed {seed}");
        TrafficProfile traffic = TrafficProfile.All.Single(candidate => candidate.Name == profile);
        EngineStream stream = new(seed, traffic, EngineStream.Limits with { LogWords = 0 });
        for (int i = 0; i < 8; i++)
        {
            stream.Run(500);
            stream.Engine.ComputeStateRoot();
        }

        StateTree tree = new();
        KeyValuePair<RecordAddress, Record>[] records = [.. stream.Engine.LiveRecords()];
        tree.Update(records);

        Assert.Equal(tree.Root, stream.Engine.ComputeStateRoot());
        Assert.Equal(tree.SubtreeRoot(Subtree.Orders), stream.Engine.ComputeSubtreeRoot(Subtree.Orders));
        Assert.Empty(Conservation.Violations(records));
        Assert.All(records, record => Assert.Equal(record.Value, stream.Engine.GetRecord(record.Key)));
    }

    [Fact]
    public void GetRecord_TypedRecords_ReadBackTheSame()
    {
        output.WriteLine("seed 43");
        EngineStream stream = new(43, TrafficProfile.Ordinary, EngineStream.Limits with { LogWords = 0 });
        stream.Run(3_000);
        HashSet<string> classes = [];
        foreach ((RecordAddress address, Record record) in stream.Engine.LiveRecords())
        {
            (string name, Record again) = Typed(address, record);
            classes.Add(name);
            Assert.Equal(record, again);
        }

        Assert.Equal(14, classes.Count);
    }

    /// <summary>The class of a record and the record, once through its type.</summary>
    private static (string Name, Record Record) Typed(RecordAddress address, in Record record) => address.Subtree switch
    {
        Subtree.Accounts => (address.Index % RecordAddress.AccountStride) switch
        {
            0 => ("owner", OwnerRecord.FromRecord(record).ToRecord()),
            1 => ("account", AccountRecord.FromRecord(record).ToRecord()),
            < 32 => ("position", PositionRecord.FromRecord(record).ToRecord()),
            _ => ("session", SessionRecord.FromRecord(record).ToRecord()),
        },
        Subtree.Orders => ("order", OrderRecord.FromRecord(record).ToRecord()),
        Subtree.Instruments => (address.Index % RecordAddress.InstrumentStride) switch
        {
            0 => ("terms", TermsRecord.FromRecord(record).ToRecord()),
            1 => ("limits", LimitsRecord.FromRecord(record).ToRecord()),
            2 => ("risk", RiskRecord.FromRecord(record).ToRecord()),
            3 => ("book", BookRecord.FromRecord(record).ToRecord()),
            _ => ("insurance", InsuranceRecord.FromRecord(record).ToRecord()),
        },
        _ => address.Index switch
        {
            0 => ("treasury", TreasuryRecord.FromRecord(record).ToRecord()),
            <= 5 => ("signer", SignerRecord.FromRecord(record).ToRecord()),
            _ when address.Index % 4 == 0 => ("board", BoardRecord.FromRecord(record).ToRecord()),
            _ => ("index", IndexRecord.FromRecord(record).ToRecord()),
        },
    };
}
