using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Batcher;
using ZkRollup.Sequencer.Engine;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Seeded traffic through an engine and a batcher.</summary>
internal sealed class BatchTraffic
{
    private readonly KnownSignatures _signatures = new(WitnessFollower.Domain);
    private readonly TrafficGenerator _generator;
    private readonly EventBuffer _events = new();

    internal BatchTraffic(ulong seed, TrafficProfile profile, BatchLimits limits, long durationMax = long.MaxValue)
    {
        Engine = new ExchangeEngine(WitnessStream.Limits);
        _generator = new TrafficGenerator(new StateView(Engine.GetRecord), seed, profile);
        Batcher = new(new(Domain, limits, durationMax), _signatures);
    }

    internal static TransactionDomain Domain => WitnessFollower.Domain;

    internal ExchangeEngine Engine { get; }

    internal Batcher Batcher { get; }

    /// <summary>Makes so many commands and batches those that are accepted.</summary>
    internal void Run(int commands)
    {
        for (int i = 0; i < commands; i++)
        {
            Command command = _generator.Next();
            CommandResult result = CommandRunner.Run(Engine, command, _events);
            _generator.Observe(command, result, _events.Events);
            _signatures.Sign(Engine.Log!, command.Key);
            Batcher.Append(Engine.Log!);
            Engine.Log!.Clear();
        }
    }

    /// <summary>All batches closed so far.</summary>
    internal List<BatchInput> TakeAll()
    {
        List<BatchInput> batches = [];
        while (Batcher.Take() is { } batch)
        {
            batches.Add(batch);
        }

        return batches;
    }
}
