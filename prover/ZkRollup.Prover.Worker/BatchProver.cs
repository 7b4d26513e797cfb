using System.Diagnostics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;
using Trace = ZkRollup.Circuits.ConstraintSystem.Trace;

namespace ZkRollup.Prover.Worker;

/// <summary>Proves batches with a backend, in this process.</summary>
public sealed class BatchProver : IBatchProver
{
    private readonly RollupCircuit _circuit;
    private readonly ProvingKey _key;
    private readonly PlonkProver _prover;

    /// <summary>A prover.</summary>
    /// <param name="circuit">The circuit of the rollup.</param>
    /// <param name="key">Its key.</param>
    /// <param name="backend">Where the work is done; the caller disposes of it, after this.</param>
    public BatchProver(RollupCircuit circuit, ProvingKey key, IProverBackend backend)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(key);
        _circuit = circuit;
        _key = key;
        _prover = new(backend);
    }

    /// <inheritdoc/>
    public BatchProof Prove(BatchInput batch, IProgress<BatchProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        long start = Stopwatch.GetTimestamp();
        (BatchPlan plan, int slots) = Plan(batch, progress, cancellation);
        TimeSpan planning = Stopwatch.GetElapsedTime(start);

        start = Stopwatch.GetTimestamp();
        progress?.Report(new("witness", 0));
        Trace trace = _circuit.Generate(plan, slots, null, cancellation);
        PublicInputs inputs = BatchStatement.ToInputs(plan.PublicData, batch.Domain);
        TimeSpan witness = Stopwatch.GetElapsedTime(start);

        ProofContext context = new(batch.Domain.Chain.Value, batch.Domain.Contract, default);
        ProvingResult result = _prover.Prove(_key, context, inputs, trace, new View(progress), cancellation);
        if (!result.IsSuccess)
        {
            throw result.Status == ProvingStatus.NotEnoughMemory
                ? new InsufficientMemoryException(result.ToString())
                : new InvalidDataException($"There is no proof of the batch. {result}");
        }

        start = Stopwatch.GetTimestamp();
        VerificationResult verdict = new PlonkVerifier(_key.VerifyingKey).Verify(context, slots, inputs, result.Proof!);
        if (!verdict.IsValid)
        {
            throw new InvalidOperationException($"The proof just made is not valid: {verdict}");
        }

        ProofFile file = new(_key.VerifyingKey.Digest, slots, context, inputs, result.Proof!);
        return new(file, plan.PublicData, plan.StepCount, new(planning, witness, result.Timings, Stopwatch.GetElapsedTime(start)));
    }

    /// <inheritdoc/>
    public void Dispose() => _prover.Dispose();

    /// <summary>Plans the batch, and finds the smallest T that the key allows and that has room for it.</summary>
    private (BatchPlan Plan, int Slots) Plan(BatchInput batch, IProgress<BatchProgress>? progress, CancellationToken cancellation)
    {
        CircuitShape shape = _key.VerifyingKey.Shape;
        Counter counter = new(progress, batch.Transactions.Count);
        BatchPlan plan = BatchPlan.Create(batch, _circuit.Sizes.LimitsFor(shape.SlotsMax), counter, cancellation);
        int slots = shape.SlotsMin;
        while (!plan.Fits(_circuit.Sizes.LimitsFor(slots)))
        {
            slots *= 2;
        }

        return (plan, slots);
    }

    private sealed class Counter(IProgress<BatchProgress>? progress, int count) : IProgress<int>
    {
        public void Report(int value) => progress?.Report(new("planning", (double)value / count));
    }

    private sealed class View(IProgress<BatchProgress>? progress) : IProgress<ProvingProgress>
    {
        public void Report(ProvingProgress value) => progress?.Report(new(value.Stage.ToString(), value.Fraction));
    }
}
