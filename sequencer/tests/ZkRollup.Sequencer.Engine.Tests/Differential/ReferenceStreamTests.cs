using System.Diagnostics;
using Xunit.Abstractions;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Causes;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

public class ReferenceStreamTests(ITestOutputHelper output)
{
    [Fact]
    public void Pair()
    {
        int n = int.Parse(Environment.GetEnvironmentVariable("N") ?? "10000");
        int seeds = int.Parse(Environment.GetEnvironmentVariable("SEEDS") ?? "4");
        int first = int.Parse(Environment.GetEnvironmentVariable("FIRST") ?? "0");
        int root = int.Parse(Environment.GetEnvironmentVariable("ROOT") ?? "64");
        int cons = int.Parse(Environment.GetEnvironmentVariable("CONS") ?? "64");
        Coverage coverage = new();
        Stopwatch watch = Stopwatch.StartNew();
        for (int seed = first; seed < first + seeds; seed++)
        {
            StreamRun run = new((ulong)seed, TrafficProfile.All[seed % 4], n, new CheckIntervals(root, cons));
            string? report = run.Run();
            coverage.Add(run.Coverage);
            if (report != null) { output.WriteLine(report); }
        }
        output.WriteLine($"{watch.Elapsed} {coverage.Commands}\n{coverage}");
    }

    [Fact]
    public void Scratch()
    {
        Coverage coverage = new();
        Stopwatch watch = Stopwatch.StartNew();
        int n = int.Parse(Environment.GetEnvironmentVariable("N") ?? "10000");
        int seeds = int.Parse(Environment.GetEnvironmentVariable("SEEDS") ?? "4");
        int first = int.Parse(Environment.GetEnvironmentVariable("FIRST") ?? "0");
        for (int seed = first; seed < first + seeds; seed++)
        {
            ReferenceExchange exchange = new();
            StateView view = new(exchange.Read);
            TrafficGenerator generator = new(view, (ulong)seed, TrafficProfile.All[seed % 4]);
            EventBuffer events = new();
            List<Command> last = [];
            for (int i = 0; i < n; i++)
            {
                Command command = null!;
                try
                {
                command = generator.Next();
                Refusal expected = PreconditionTable.First(new Situation(view, command, exchange.LastTime.Value));
                CommandResult result = CommandRunner.Run(exchange, command, events);
                coverage.Count(command, result, events.Events);
                if (Refusal.Of(result) != expected && result.Cause != Cause.Overloaded)
                {
                    output.WriteLine($"seed {seed} #{i} expected {expected} got {Refusal.Of(result)}: {command}");
                }
                generator.Observe(command, result, events.Events);
                if (i % 50 == 0) { var v = Conservation.Violations(exchange.LiveRecords()); if (v.Count > 0) { output.WriteLine($"seed {seed} #{i} {command}\n{string.Join('\n', v)}"); break; } }
                }
                catch (Exception e)
                {
                    output.WriteLine($"seed {seed} #{i} {command}\n{e}");
                    break;
                }
            }
        }
        output.WriteLine($"{watch.Elapsed}\n{coverage}");
    }
}
