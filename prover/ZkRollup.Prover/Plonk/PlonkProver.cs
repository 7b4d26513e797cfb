using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Backend;

namespace ZkRollup.Prover.Plonk;

/// <summary>Proves that a batch satisfies its circuit.</summary>
/// <remarks>
/// The protocol is that of docs/proof-format.md. What a backend has prepared for a key and T stays for the next proof with the same, until
/// another one is asked for. The proof is not verified here. Not for concurrent use.
/// </remarks>
public sealed class PlonkProver : IDisposable
{
    private readonly IProverBackend _backend;
    private readonly IBlindingSource _blinding;
    private readonly ProverHooks? _hooks;
    private IPreparedKey? _prepared;

    /// <summary>A prover.</summary>
    /// <param name="backend">Where the work is done; the caller disposes of it, after this.</param>
    /// <param name="blinding">Null for the cryptographic generator. Anything else is for tests: who knows it can learn the witness.</param>
    public PlonkProver(IProverBackend backend, IBlindingSource? blinding = null)
        : this(backend, blinding, null)
    {
    }

    /// <summary>A prover that may lie.</summary>
    internal PlonkProver(IProverBackend backend, IBlindingSource? blinding, ProverHooks? hooks)
    {
        ArgumentNullException.ThrowIfNull(backend);
        _backend = backend;
        _blinding = blinding ?? new CryptographicBlinding();
        _hooks = hooks;
    }

    /// <summary>Makes a proof.</summary>
    /// <param name="key">The key of the circuit.</param>
    /// <param name="context">Where the proof will be verified.</param>
    /// <param name="inputs">The public inputs.</param>
    /// <param name="trace">The witness.</param>
    /// <param name="progress">Receives stages and how far they are; called from the calling thread.</param>
    /// <param name="cancellation">Stops within a fraction of a second; the next proof can start at once.</param>
    /// <returns>A proof, or why there is none.</returns>
    /// <exception cref="ArgumentException">Trace or public inputs do not suit the circuit, or the key does not allow T.</exception>
    /// <exception cref="InvalidDataException">A file of the backend is damaged; the message names it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ProvingResult Prove(
        ProvingKey key,
        ProofContext context,
        PublicInputs inputs,
        Trace trace,
        IProgress<ProvingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(trace);
        RequireTrace(key, trace);
        ProofTranscript transcript = new(key.VerifyingKey, context, trace.Slots, inputs);
        StageClock clock = new(progress);
        clock.Start(ProvingStage.Preparation);
        IPreparedKey prepared = Prepare(key, trace.Slots, clock, cancellation);
        if (!prepared.Memory.Fits)
        {
            string detail = $"a proof with {trace.Slots} slots does not fit {_backend.Name}: {prepared.Memory}";
            return new(ProvingStatus.NotEnoughMemory, null, clock.Stop(), detail);
        }

        using IProofWorkspace workspace = prepared.Begin(cancellation);
        ProofSession session = new(key, transcript, workspace, inputs, trace, _blinding, _hooks, clock);
        return session.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _prepared?.Dispose();
        _prepared = null;
    }

    private IPreparedKey Prepare(ProvingKey key, int slots, StageClock clock, CancellationToken cancellation)
    {
        if (_prepared is { } last && ReferenceEquals(last.Key, key) && last.Slots == slots)
        {
            return last;
        }

        Dispose();
        _prepared = _backend.Prepare(key, slots, clock, cancellation);
        return _prepared;
    }

    private static void RequireTrace(ProvingKey key, Trace trace)
    {
        Circuit circuit = key.Circuit;
        if (trace.RowsPerSlot != circuit.RowsPerSlot || trace.ColumnCount != circuit.Witness.Count)
        {
            throw new ArgumentException(
                $"Expected {circuit.Witness.Count} columns with {circuit.RowsPerSlot} rows a slot for '{circuit.Name}', "
                + $"got {trace.ColumnCount} with {trace.RowsPerSlot}.",
                nameof(trace));
        }
    }
}
