using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Traffic.Tests;

public sealed class MarketTrafficTests(ITestOutputHelper output)
{
    private const ulong Seed = 20261121;
    private const int Transactions = 4_000;

    private static readonly TransactionDomain Domain = new(new(31337), default);

    /// <summary>Governance that a market does without, and what takes a worse day than it has.</summary>
    private static readonly TransactionKind[] Absent =
        [TransactionKind.ChangeMasterKey, TransactionKind.SetParameters, TransactionKind.Deleverage];

    [Fact]
    public void Next_SameSeed_SameRootAndSignatures()
    {
        (Fr root, SchnorrSignature signature, int refusals) = Run(Seed);
        Assert.Equal((root, signature, refusals), Run(Seed));
        (Fr other, SchnorrSignature otherSignature, _) = Run(Seed + 1);
        Assert.NotEqual(root, other);
        Assert.NotEqual(signature, otherSignature);
    }

    [Fact]
    public void Next_FewThousand_HaveEveryKindButTheAbsent()
    {
        using MarketTraffic traffic = new(Seed, Domain, new());
        Dictionary<TransactionKind, int> kinds = [];
        Dictionary<EventKind, int> events = [];
        int invalid = 0;
        for (int i = 0; i < Transactions; i++)
        {
            TrafficStep step = traffic.Next();
            kinds[step.Kind] = kinds.GetValueOrDefault(step.Kind) + 1;
            invalid += step.Outcome.Code >= OutcomeCode.NothingFree ? 1 : 0;
            foreach (ref readonly ExchangeEvent item in traffic.Events)
            {
                events[item.Kind] = events.GetValueOrDefault(item.Kind) + 1;
            }

            traffic.Engine.Log!.Clear();
        }

        output.WriteLine($"seed {Seed}, {traffic.Refusals} refused, {invalid} invalid operations");
        output.WriteLine(string.Join(", ", kinds.OrderBy(pair => pair.Key)));
        output.WriteLine(string.Join(", ", events.OrderBy(pair => pair.Key)));
        Assert.Equal(Enum.GetValues<TransactionKind>().Except(Absent), kinds.Keys.Order());
        Assert.InRange(traffic.Refusals, 0, Transactions / 2);
        Assert.True(invalid > 0);
        EventKind[] wanted =
        [
            EventKind.Trade, EventKind.OrderRested, EventKind.OrderCancelled, EventKind.OrderRemoved, EventKind.Withdrawn,
            EventKind.LiquidationStep, EventKind.ForcedTrade, EventKind.PositionSettled,
        ];
        Assert.All(wanted, kind => Assert.Contains(kind, events.Keys));
    }

    [Fact]
    public void Log_OfTraffic_IsTakenByABatcher()
    {
        BatchLimits limits = new(Slots: 256, TouchedPerSlot: 5, NodesPerSlot: 8, ScanUnits: 6);
        using MarketTraffic traffic = new(Seed, Domain, new());
        Batcher.Batcher batcher = new(new(Domain, limits, long.MaxValue), traffic.Signatures);
        for (int i = 0; i < 400; i++)
        {
            _ = traffic.Next();
            batcher.Append(traffic.Engine.Log!);
            traffic.Engine.Log!.Clear();
        }

        batcher.Close();
        Assert.Equal(traffic.Engine.ComputeStateRoot(), batcher.Root);
        Assert.Equal(new BatchNumber(0), batcher.Take()!.Number);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(TrafficOptions.TradersMax + 1, 4)]
    [InlineData(4, 0)]
    public void Options_OutOfRange_AreRefused(int traders, int bold) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new MarketTraffic(Seed, Domain, new() { Traders = traders, TradersToABoldOne = bold }));

    private static (Fr Root, SchnorrSignature Last, int Refusals) Run(ulong seed)
    {
        using MarketTraffic traffic = new(seed, Domain, new() { Traders = 8 });
        SequenceNumber signed = default;
        for (int i = 0; i < 300; i++)
        {
            TrafficStep step = traffic.Next();
            signed = step.Kind == TransactionKind.PlaceOrder ? traffic.Engine.LastSequence : signed;
            traffic.Engine.Log!.Clear();
        }

        return (traffic.Engine.ComputeStateRoot(), traffic.Signatures.Of(signed), traffic.Refusals);
    }
}
