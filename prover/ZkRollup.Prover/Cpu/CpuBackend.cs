using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Cpu;

/// <summary>The backend that runs on the cores of this machine.</summary>
public sealed class CpuBackend : IProverBackend
{
    private readonly CpuBackendOptions _options;

    /// <summary>A backend.</summary>
    /// <param name="options">Null for all cores and memory, and nothing kept on disk.</param>
    public CpuBackend(CpuBackendOptions? options = null)
    {
        _options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfNegative(_options.Threads, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MemoryBytesMax, nameof(options));
    }

    /// <inheritdoc/>
    public string Name => $"cpu, {Threads} threads";

    private int Threads => _options.Threads == 0 ? Environment.ProcessorCount : _options.Threads;

    /// <inheritdoc/>
    public IPreparedKey Prepare(
        ProvingKey key, int slots, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        PackPlan plan = key.VerifyingKey.Plan;
        int rows = plan.Shape.Rows(slots);
        long powers = plan.PowersNeeded(rows);
        if (powers > key.Source.Count)
        {
            throw new ArgumentException(
                $"A proof with {slots} slots needs {powers} powers of the reference string, which has {key.Source.Count}.", nameof(key));
        }

        int log2Rows = System.Numerics.BitOperations.Log2((uint)rows);
        int packing = plan.Shape.PackingFactor;
        LagrangeBasis basis = _options.CacheFolder is { } folder
            ? LagrangeBasis.Open(folder, key.Source, log2Rows, packing, progress, cancellation)
            : LagrangeBasis.Create(key.Source, log2Rows, packing, progress, cancellation);
        return new CpuPreparedKey(key, slots, basis, Threads, _options.MemoryBytesMax);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Memory belongs to the prepared keys.
    }
}
