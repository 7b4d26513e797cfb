using System.CommandLine;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Prover.Worker;

namespace ZkRollup.Cli.Proofs;

/// <summary>A circuit that keys can be made for: a sample or the rollup.</summary>
/// <param name="Name">What the user types.</param>
/// <param name="DefaultSlots">The largest T that keys allow unless the user says otherwise.</param>
/// <param name="PackingFactor">Columns of a commitment.</param>
/// <param name="Build">Makes the circuit.</param>
internal sealed record KnownCircuit(string Name, int DefaultSlots, int PackingFactor, Func<BuiltCircuit> Build)
{
    /// <summary>All of them, the samples first.</summary>
    internal static IReadOnlyList<KnownCircuit> All { get; } =
    [
        .. SampleCircuits.All.Select(sample => new KnownCircuit(
            sample.Name, sample.DefaultSlots, sample.PackingFactor, () => sample.Build().Built)),
        new(
            RollupCircuit.Name,
            RollupKey.Options.SlotsMax,
            RollupKey.Options.PackingFactor,
            () => new RollupCircuit(RollupSizes.Standard).Built),
    ];

    /// <summary>The option that names one.</summary>
    internal static Option<string> Option()
    {
        Option<string> option = new("--circuit") { Description = "the circuit", Required = true };
        option.AcceptOnlyFromAmong([.. All.Select(circuit => circuit.Name)]);
        return option;
    }

    /// <summary>The circuit of a name that <see cref="Option"/> accepts.</summary>
    internal static KnownCircuit Find(string name) => All.First(circuit => circuit.Name == name);
}
