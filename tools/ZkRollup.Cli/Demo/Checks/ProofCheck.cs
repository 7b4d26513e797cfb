using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Cli.Proofs;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>
/// Proves in zero knowledge that public keys have signed messages, verifies the proof, and sees it refused for another message.
/// </summary>
internal sealed class ProofCheck : SelfCheck
{
    private const int SlotsFull = 64;
    private const int SlotsQuick = 16;

    private readonly ProofContext _context = new(LocalChain.Anvil, default);
    private int _slots;
    private SignatureBenchmark? _circuit;
    private ProvingKey? _key;

    /// <inheritdoc/>
    internal override string Name => "proof of Schnorr signatures";

    /// <inheritdoc/>
    internal override void Prepare(bool isQuick)
    {
        _slots = isQuick ? SlotsQuick : SlotsFull;
        _circuit = new();
        KeySetupOptions options = new(SlotsMin: _slots, SlotsMax: _slots);
        CircuitShape shape = KeySetup.Shape(_circuit.Built.Circuit, options);
        ReferenceString source = ReferenceString.CreateDevelopment(KeyFolder.PowersOf(shape));
        _key = KeySetup.Create(_circuit.Built.Circuit, source, options);
    }

    /// <inheritdoc/>
    internal override CheckResult Run(CancellationToken cancellation)
    {
        SignatureBenchmark circuit = _circuit!;
        BenchmarkBatch batch = circuit.Prepare(_slots, seed: 1);
        Trace trace = WitnessGenerator.Generate(circuit.Built, _slots, batch.Inputs, cancellation: cancellation);
        using CpuBackend backend = new(new());
        using PlonkProver prover = new(backend);
        ProvingResult proof = prover.Prove(_key!, _context, batch.PublicInputs, trace, cancellation: cancellation);
        if (!proof.IsSuccess)
        {
            return new(proof.ToString(), 0, string.Empty);
        }

        PlonkVerifier verifier = new(_key!.VerifyingKey);
        VerificationResult honest = verifier.Verify(_context, _slots, batch.PublicInputs, proof.Proof);
        VerificationResult other = verifier.Verify(_context, _slots, circuit.Prepare(_slots, seed: 2).PublicInputs, proof.Proof);
        return CheckResult.Of(
            honest.IsValid && other.Status == VerificationStatus.PairingsDiffer,
            $"its own statement: {honest}; another one: {other}",
            (long)_slots * circuit.ItemsPerSlot,
            "signatures");
    }
}
