using System.Globalization;
using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Tests.WholeBatches;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine;
using ZkRollup.Sequencer.Engine.Log;
using ZkRollup.Sequencer.Engine.Tests;
using ZkRollup.Sequencer.Engine.Tests.Causes;
using ZkRollup.Sequencer.Engine.Tests.OrderFlow;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;
using ZkRollup.Sequencer.Engine.Tests.Simulation;

namespace ZkRollup.Sequencer.Batcher.Tests;

/// <summary>
/// The workloads of the engine's tests as witnesses of the rollup circuit, through the mock checker: one batch of each, or, if
/// ZKROLLUP_CHECK_WORKLOADS is 1, all batches of longer ones. ZKROLLUP_WITNESS_SEED asks for another first seed.
/// </summary>
public sealed class WorkloadTests(ITestOutputHelper output)
{
    private const string AllVariable = "ZKROLLUP_CHECK_WORKLOADS";
    private const string SeedVariable = "ZKROLLUP_WITNESS_SEED";
    private const int FlowAccountsPerSide = 32;
    private const int CrashTraders = 12;

    private static bool ChecksAll => Environment.GetEnvironmentVariable(AllVariable) == "1";

    private static ulong Seed => Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } text
        ? ulong.Parse(text, CultureInfo.InvariantCulture)
        : 20261122;

    [LanesTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Batches_OfAStream_SatisfyTheCircuit(int profile)
    {
        ulong seed = Seed + (ulong)profile;
        BatchTraffic traffic = new(seed, TrafficProfile.All[profile], BatchChecker.Limits);
        traffic.Run(ChecksAll ? 6_000 : 1_000);
        Check($"seed {seed}, {TrafficProfile.All[profile].Name}", traffic.TakeAll());
    }

    /// <summary>Scripts of all transactions; and those of operations with each defect, which are consumed all the same.</summary>
    [LanesFact]
    public void Batches_OfScripts_SatisfyTheCircuit()
    {
        DefectSet[] sets = [.. QueueDefects.All, .. SignedDefects.All, .. PriceDefects.All, .. RiskDefects.All, OrderDefects.PlaceOrder];
        List<BatchInput> batches = [];
        foreach (DefectSet set in ChecksAll ? sets : sets[^1..])
        {
            batches.AddRange(Run(set.Base()));
        }

        foreach (DefectSet set in ChecksAll ? QueueDefects.All : [])
        {
            foreach (Defect defect in set.Defects)
            {
                Script script = set.Base();
                defect.Apply(script);
                batches.AddRange(Run(script));
            }
        }

        Check("scripts", batches);
    }

    [SharedDataTheory("prices")]
    [InlineData(1_000_000_000_000)]
    [InlineData(0L)]
    public void Batches_OfACrashDay_SatisfyTheCircuit(long fund)
    {
        IReadOnlyList<Candle> bitcoin = CandleFile.Read(SharedData.PathOf("prices/bitfinex_BTCUSD_1m_2018-11-19_11-20.csv"), 0.1m);
        IReadOnlyList<Candle> ether = CandleFile.Read(SharedData.PathOf("prices/bitfinex_ETHUSD_1m_2018-11-19_11-20.csv"), 0.01m);
        BatchExchange? exchange = null;
        CrashDay day = new([bitcoin, CandleFile.Align(ether, bitcoin)], CrashTraders, fund, Seed, engine =>
            (exchange ??= new(BatchChecker.Limits, engine: engine)).Follow());
        day.Run(ChecksAll ? 60 : 5);
        Check($"seed {Seed}, crash day with a fund of {fund}", exchange!.TakeAll());
    }

    [SharedDataFact(FlowFiles.Folder)]
    public void Batches_OfOrderFlow_SatisfyTheCircuit()
    {
        ExchangeEngine engine = new(new()
        {
            Accounts = 128,
            Instruments = 2,
            Orders = 1 << 14,
            Sessions = 128,
            LogWords = TransitionLog.CapacityMin,
        });
        BatchExchange exchange = new(BatchChecker.Limits, engine: engine);
        OpenMarket market = new(engine, FlowAccountsPerSide, () => exchange.Follow());
        FlowCase flow = FlowFiles.ReadFlow("normal_n100000_s23");
        _ = FlowAdapter.Run(market, flow.Messages.Take(ChecksAll ? 3_000 : 300));
        Check(flow.Name, exchange.TakeAll());
    }

    private static List<BatchInput> Run(Script script)
    {
        BatchExchange exchange = new(BatchChecker.Limits);
        StateView view = new(exchange.Engine.GetRecord);
        EventBuffer events = new();
        foreach (Step step in script.Steps)
        {
            foreach (Command made in step.Commands(view))
            {
                Command command = script.Edited(step.Name, made);
                _ = CommandRunner.Run(exchange.Engine, command, events);
                exchange.Follow(command);
            }
        }

        exchange.Batcher.Close();
        return exchange.TakeAll();
    }

    /// <summary>Checks all batches, or the last one, when most is going on.</summary>
    private void Check(string name, List<BatchInput> batches)
    {
        Assert.NotEmpty(batches);
        BatchChecker checker = new();
        foreach (BatchInput batch in ChecksAll ? batches : batches[^1..])
        {
            _ = checker.Require(name, batch);
        }

        output.WriteLine($"{name}: {checker}");
    }
}
