using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Batcher;
using ZkRollup.Sequencer.Engine;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Seeded traffic through an engine and a batcher.</summary>
internal sealed class BatchTraffic
{
    private readonly BatchExchange _exchange;
    private readonly TrafficGenerator _generator;
    private readonly EventBuffer _events = new();

    internal BatchTraffic(
        ulong seed, TrafficProfile profile, BatchLimits limits, long durationMax = long.MaxValue, long? gasMax = null)
    {
        _exchange = new(limits, durationMax, gasMax: gasMax);
        _generator = new TrafficGenerator(new StateView(Engine.GetRecord), seed, profile);
    }

    internal ExchangeEngine Engine => _exchange.Engine;

    internal Batcher Batcher => _exchange.Batcher;

    /// <summary>Makes so many commands and batches those that are accepted.</summary>
    internal void Run(int commands)
    {
        for (int i = 0; i < commands; i++)
        {
            Command command = _generator.Next();
            CommandResult result = CommandRunner.Run(Engine, command, _events);
            _generator.Observe(command, result, _events.Events);
            _exchange.Follow(command);
        }
    }

    /// <summary>All batches closed so far.</summary>
    internal List<BatchInput> TakeAll() => _exchange.TakeAll();
}
