using ZkRollup.Circuits.Rollup;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Worker;

/// <summary>The key of the rollup's circuit that the verifier on L1 is generated for.</summary>
public static class RollupKey
{
    /// <summary>Columns of a commitment and the largest T; the smallest is what the tables need.</summary>
    public static KeySetupOptions Options { get; } = new(PackingFactor: 4, SlotsMax: 1_024);

    /// <summary>The key over the development string, whose secret is public: for local chains only. Takes seconds.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="cancellation">Checked between pieces of a few milliseconds.</param>
    public static ProvingKey CreateDevelopment(RollupCircuit circuit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        CircuitShape shape = KeySetup.Shape(circuit.Built.Circuit, Options);
        int powers = checked((int)new PackPlan(shape).PowersNeeded(shape.Rows(shape.SlotsMax)));
        ReferenceString source = ReferenceString.CreateDevelopment(powers, cancellation: cancellation);
        return KeySetup.Create(circuit.Built.Circuit, source, Options, cancellation);
    }
}
