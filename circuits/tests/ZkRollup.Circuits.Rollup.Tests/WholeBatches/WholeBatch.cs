using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>A batch of the engine as a target: its honest witness, and what checks changes of it.</summary>
internal sealed class WholeBatch
{
    /// <summary>Tests that share a batch run one after the other: its checker is for one of them at a time.</summary>
    internal const string Collection = "whole batches";

    /// <summary>Fewer than there are slots: a batch ends with padding.</summary>
    private const int StepsMax = 120;

    /// <summary>Commands at a time until there are enough batches.</summary>
    private const int Commands = 50;

    private static readonly Lazy<RollupCircuit> Circuits = new(() => new(RollupSizes.Standard));

    private static readonly Lazy<WholeBatch> Default = new(() => Create(1, 7, 1));

    private WholeBatch(string name, BatchInput input)
    {
        Name = name;
        Input = input;
        Plan = BatchPlan.Create(input, Limits);
        Witness = new(Plan, Rollup.Sizes, Slots);
        Inputs = BatchStatement.ToInputs(Plan.PublicData, input.Domain);
        Honest = Rollup.Generate(Witness);
        Target = new(name, Rollup.Built, Honest, Inputs);
        Copies = new(Rollup.Built.Circuit);
        Checker = new(Rollup.Built.Circuit, Target, Copies);
        Places = new(Rollup.Built);
    }

    /// <summary>The one that tests attack unless they are asked for more: it has slots of many programs.</summary>
    internal static WholeBatch First => Default.Value;

    internal static RollupCircuit Rollup => Circuits.Value;

    /// <summary>T: the fewest that tables allow.</summary>
    internal static int Slots => Rollup.Built.Circuit.SlotsMin;

    /// <summary>What a batch of so many slots has room for.</summary>
    internal static BatchLimits Limits => Rollup.Sizes.LimitsFor(Slots);

    internal string Name { get; }

    internal BatchInput Input { get; }

    internal BatchPlan Plan { get; }

    internal RollupWitness Witness { get; }

    internal PublicInputs Inputs { get; }

    internal Trace Honest { get; }

    internal AttackBatch Target { get; }

    internal CopyClassList Copies { get; }

    internal ChangeChecker Checker { get; }

    internal CellPlaces Places { get; }

    /// <summary>A batch of seeded traffic.</summary>
    /// <param name="profile">The number of the profile.</param>
    /// <param name="seed">Of the traffic.</param>
    /// <param name="number">Which of its batches.</param>
    internal static WholeBatch Create(int profile, ulong seed, int number)
    {
        BatchTraffic traffic = new(seed, TrafficProfile.All[profile], Limits with { Slots = StepsMax });
        List<BatchInput> batches = [];
        while (batches.Count <= number)
        {
            traffic.Run(Commands);
            batches.AddRange(traffic.TakeAll());
        }

        return new($"{TrafficProfile.All[profile].Name} traffic, seed {seed}, batch {number}", batches[number]);
    }

    /// <summary>The first slot of each program that the batch runs, in the order of slots.</summary>
    internal IEnumerable<(int Slot, string Program)> FirstSlots() => Witness.Steps
        .Select((step, slot) => (Slot: slot, Program: step.Program.Name))
        .DistinctBy(entry => entry.Program);
}
