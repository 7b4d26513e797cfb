using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Sequencer.Batcher;
using ZkRollup.Sequencer.Engine;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>A batcher that takes an engine's log, whose signed transactions it is given signatures for.</summary>
internal sealed class BatchExchange
{
    private readonly KnownSignatures _signatures = new(WitnessFollower.Domain);

    internal BatchExchange(
        BatchLimits limits, long durationMax = long.MaxValue, ExchangeEngine? engine = null, long? gasMax = null)
    {
        Engine = engine ?? new(WitnessStream.Limits);
        BatcherOptions options = new(WitnessFollower.Domain, limits, durationMax);
        Batcher = new(gasMax is { } gas ? options with { GasMax = gas } : options, _signatures);
    }

    internal ExchangeEngine Engine { get; }

    internal Batcher Batcher { get; }

    /// <summary>Batches what a command has brought about.</summary>
    internal void Follow(Command command) => Follow(command.Key);

    /// <summary>Batches what the engine's log holds, all of which one command brought about, and clears it.</summary>
    /// <param name="key">The number of the key that signed it; null if the state says which.</param>
    internal void Follow(int? key = null)
    {
        _signatures.Sign(Engine, key);
        Batcher.Append(Engine.Log!);
        Engine.Log!.Clear();
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
