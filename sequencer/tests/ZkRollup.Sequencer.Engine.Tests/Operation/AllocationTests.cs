using Xunit.Abstractions;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Engine.Tests.Operation;

/// <summary>The engine allocates when it is made, then no more.</summary>
public class AllocationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(11, 0)]
    [InlineData(12, 1 << 18)]
    public void Apply_CommandsOfEveryKind_AllocatesNothing(ulong seed, int logWords)
    {
        output.WriteLine($"seed {seed}");
        EngineLimits limits = EngineStream.Limits with { LogWords = logWords };
        Command[] commands = new EngineStream(seed, TrafficProfile.Ordinary, limits).Run(12_000);

        // The runtime itself allocates now and then, when a cache of its own grows; what the engine allocates is there every time.
        Dictionary<TransactionKind, long> allocated = [];
        for (int attempt = 0; attempt < 3 && (attempt == 0 || allocated.Values.Sum() != 0); attempt++)
        {
            allocated = Measure(new ExchangeEngine(limits), commands);
        }

        Assert.All(allocated, pair => Assert.Equal((pair.Key, 0L), (pair.Key, pair.Value)));
        Assert.Equal(Enum.GetValues<TransactionKind>().Length, allocated.Count);
    }

    /// <summary>Bytes that commands of each kind allocated after the first sixth; of those kinds of which one was accepted.</summary>
    private static Dictionary<TransactionKind, long> Measure(ExchangeEngine engine, Command[] commands)
    {
        EventBuffer events = new(1 << 12);
        Dictionary<TransactionKind, long> allocated = [];
        HashSet<TransactionKind> accepted = [];
        for (int i = 0; i < commands.Length; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            CommandResult result = Run(engine, commands[i], events);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (i >= commands.Length / 6)
            {
                allocated[commands[i].Kind] = allocated.GetValueOrDefault(commands[i].Kind) + bytes;
                accepted.UnionWith(result.Cause == Cause.Accepted ? [commands[i].Kind] : []);
            }
        }

        return allocated.Where(pair => accepted.Contains(pair.Key)).ToDictionary();
    }

    private static CommandResult Run(ExchangeEngine engine, Command command, EventBuffer events)
    {
        engine.Log?.Clear();
        return CommandRunner.Run(engine, command, events);
    }
}
