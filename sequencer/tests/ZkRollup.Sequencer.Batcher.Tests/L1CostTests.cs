using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ZkRollup.Circuits.Rollup.Tests.WholeBatches;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;
using ZkRollup.WorkingTree;

namespace ZkRollup.Sequencer.Batcher.Tests;

public sealed partial class L1CostTests
{
    /// <summary>What <see cref="L1Cost"/> reserves for a verification, which the contracts' tests replace by a hash.</summary>
    private const long Verification = 600_000;

    private const long VerificationOfRow = 1_600;

    /// <summary>What a transaction gets back when the place of a request is cleared, and must have had before.</summary>
    private const long RefundOfRequest = 4_800;

    private const long FloorOfByte = 40;
    private const ulong Seed = 20261122;

    [Fact]
    public void GasOf_EachMeasuredBatch_IsNoLessAndNotMuchMore()
    {
        string text = File.ReadAllText(SourceTree.PathOf("contracts", "snapshots", "GasTest.json"));
        int measured = 0;
        foreach ((string name, string gas) in JsonSerializer.Deserialize<Dictionary<string, string>>(text)!)
        {
            if (!name.StartsWith("proveBatch, ", StringComparison.Ordinal))
            {
                continue;
            }

            PublicationCounts counts = new(
                Count(OperationsPattern(), name), Count(WithdrawalsPattern(), name), Count(RecordsPattern(), name));
            Assert.Equal(name.Contains("nothing", StringComparison.Ordinal), counts == default);
            long actual = long.Parse(gas, CultureInfo.InvariantCulture);
            long needed = name.Contains("closes", StringComparison.Ordinal) || name.Contains("changes", StringComparison.Ordinal)
                ? actual + (counts.Operations * RefundOfRequest)
                : actual;
            long rows = (long)counts.Operations + counts.Withdrawals + counts.Records;
            long bound = L1Cost.GasOf(counts) - Verification - (rows * VerificationOfRow);
            Assert.True(bound >= needed, $"{name}: {bound} for {needed}");

            // Operations count as the dearest of them; all else is as measured to a thirtieth.
            Assert.True(counts.Operations > 0 || bound <= needed + (needed / 30), $"{name}: {bound} for {needed}");
            measured++;
        }

        Assert.InRange(measured, 9, 100);
    }

    [Theory]
    [InlineData(0, 0, 755)]
    [InlineData(0, BatchPublicData.WithdrawalsMax, 652)]
    [InlineData(BatchPublicData.OperationsMax, BatchPublicData.WithdrawalsMax, 509)]
    public void Fits_OfATransaction_IsAsThePageSays(int operations, int withdrawals, int records)
    {
        PublicationCounts most = new(operations, withdrawals, records);
        Assert.True(L1Cost.Fits(most, L1Cost.TransactionMax));
        Assert.False(L1Cost.Fits(most with { Records = records + 1 }, L1Cost.TransactionMax));

        // The lists' words, the header's 17, the lengths and offsets, and the proof, at the floor price.
        long bytes = (32L * ((5 * records) + (2 * withdrawals) + operations + 17 + 16)) + 7_456;
        Assert.InRange(bytes, 0, L1Cost.BytesOf(most));
        Assert.InRange(21_000 + (FloorOfByte * bytes), 0, L1Cost.GasOf(most));
        string page = File.ReadAllText(SourceTree.PathOf("docs", "settlement.md"));
        Assert.Contains(records.ToString("N0", CultureInfo.InvariantCulture), page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(1_400_000)]
    public void Batches_WithLittleGas_AreClosedByIt(long gas)
    {
        BatchLimits limits = new(Slots: 1_024, TouchedPerSlot: 5, NodesPerSlot: 8, ScanUnits: 6);
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], limits, gasMax: gas);
        traffic.Run(400);
        List<BatchInput> batches = traffic.TakeAll();
        Assert.NotEmpty(batches);
        foreach (BatchInput batch in batches)
        {
            BatchPublicData data = BatchPlan.Create(batch, limits).PublicData;
            PublicationCounts counts = new(data.Operations.Length, data.Withdrawals.Length, data.Records.Length);
            Assert.True(L1Cost.Fits(counts, gas), $"{counts} of {batch.Transactions.Count} transactions");

            // Closed only when one transaction more might be too much, and no transaction publishes as many as these.
            PublicationCounts more = new(counts.Operations + 1, counts.Withdrawals + 1, counts.Records + 20);
            Assert.False(L1Cost.Fits(more, gas), $"{counts} of {batch.Transactions.Count} transactions");
        }
    }

    [Fact]
    public void Append_TransactionThatAloneIsTooDear_SaysWhat()
    {
        BatchLimits limits = new(Slots: 64, TouchedPerSlot: 5, NodesPerSlot: 8, ScanUnits: 6);
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], limits, gasMax: 700_000);
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => traffic.Run(100));
        const string what = "alone does not fit a batch of 64 slots and 700000 gas: Publication are full.";
        Assert.EndsWith(what, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Published_OfTraffic_AreTheRecordsOfTheBatchOrFewMore()
    {
        BatchLimits limits = new(Slots: 256, TouchedPerSlot: 5, NodesPerSlot: 8, ScanUnits: 6);
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], limits);
        traffic.Run(600);
        foreach (BatchInput batch in traffic.TakeAll())
        {
            BatchCollector collector = new(
                batch.Domain, batch.TimeBefore, batch.SequenceBefore, batch.NextOperation, batch.State, limits);
            Assert.All(batch.Transactions, transaction => Assert.Equal(BatchRoom.Enough, collector.TryAdd(transaction)));
            BatchPublicData data = BatchPlan.Create(batch, limits).PublicData;
            Assert.Equal(data.Operations.Length, collector.Published.Operations);
            Assert.Equal(data.Withdrawals.Length, collector.Published.Withdrawals);
            Assert.InRange(collector.Published.Records, data.Records.Length, data.Records.Length + (data.Records.Length / 10));
            Assert.DoesNotContain(data.Records.ToArray(), record => record.Address.Subtree == Subtree.Orders);
        }
    }

    private static int Count(Regex pattern, string name) =>
        pattern.Match(name) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("([0-9]+) (?:deposits|forced closes|changes of master keys)")]
    private static partial Regex OperationsPattern();

    [GeneratedRegex("([0-9]+) withdrawals")]
    private static partial Regex WithdrawalsPattern();

    [GeneratedRegex("([0-9]+) records")]
    private static partial Regex RecordsPattern();
}
