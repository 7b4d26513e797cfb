using System.CommandLine;
using ZkRollup.Circuits.Benchmarks;

namespace ZkRollup.Cli.Proofs;

/// <summary>The circuits that the commands know.</summary>
internal static class SampleCircuits
{
    /// <summary>All of them, in the order of <c>bench-proof</c>.</summary>
    internal static IReadOnlyList<SampleCircuit> All { get; } =
    [
        new("signatures", 128, 16, 8, () => new SignatureBenchmark()),
        new("hashes", 8192, 4, 4, () => new HashBenchmark()),
        new("ranges", 4096, 4096, 4, () => new RangeBenchmark()),
    ];

    /// <summary>The option that names one.</summary>
    internal static Option<string> Option()
    {
        Option<string> option = new("--circuit") { Description = "the circuit", Required = true };
        option.AcceptOnlyFromAmong([.. All.Select(circuit => circuit.Name)]);
        return option;
    }

    /// <summary>The circuit of a name.</summary>
    /// <exception cref="ExpectedFailure">There is none of that name.</exception>
    internal static SampleCircuit Find(string name) =>
        All.FirstOrDefault(circuit => circuit.Name == name)
        ?? throw new ExpectedFailure($"no circuit '{name}': expected {string.Join(", ", All.Select(circuit => circuit.Name))}");
}
