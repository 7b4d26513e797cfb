using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu.Arguments;
using ZkRollup.Prover.Cpu.Columns;
using ZkRollup.Prover.Cpu.Fft;
using ZkRollup.Prover.Cpu.Quotient;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Cpu;

/// <summary>A proving key with bases, domains and programs for one T, and the memory that proofs use one after the other.</summary>
internal sealed class CpuPreparedKey : IPreparedKey
{
    private readonly int _threads;
    private readonly long _memoryBytesMax;
    private readonly FrPool _keyPool = new();
    private bool _isInUse;
    private bool _isDisposed;

    internal CpuPreparedKey(ProvingKey key, int slots, LagrangeBasis basis, int threads, long memoryBytesMax)
    {
        Key = key;
        Slots = slots;
        _threads = threads;
        _memoryBytesMax = memoryBytesMax;
        Rows = Plan.Shape.Rows(slots);
        Domain = new(BitOperations.Log2((uint)Rows), threads);
        Committer = new(basis, threads, (int)Plan.PowersNeeded(Rows));
        Helpers = new(key.Circuit);
        Quotient = new(key, slots, threads);
        Columns = new(key.Circuit, Rows);
        Counter = [.. Columns.Counter.Select(Interpolate)];
    }

    /// <inheritdoc/>
    public ProvingKey Key { get; }

    /// <inheritdoc/>
    public int Slots { get; }

    /// <inheritdoc/>
    public MemoryDemand Memory => new(CpuMemory.NeededBytes(this, _threads), _memoryBytesMax > 0 ? _memoryBytesMax : AvailableBytes());

    internal int Rows { get; }

    internal PackPlan Plan => Key.VerifyingKey.Plan;

    internal Circuit Circuit => Key.Circuit;

    internal EvaluationDomain Domain { get; }

    internal KzgCommitter Committer { get; }

    internal HelperColumns Helpers { get; }

    internal CosetQuotient Quotient { get; }

    internal KeyColumns Columns { get; }

    internal FrPool Pool { get; } = new();

    /// <summary>The row counter as coefficients, if the circuit reads it.</summary>
    internal CpuColumn[] Counter { get; }

    /// <inheritdoc/>
    public IProofWorkspace Begin(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isInUse)
        {
            throw new InvalidOperationException("The last workspace of this key has not been disposed of: one proof at a time.");
        }

        _isInUse = true;
        return new CpuWorkspace(this, new RowWorkers(_threads, cancellation));
    }

    /// <summary>Ends the proof whose workspace is disposed of.</summary>
    internal void End()
    {
        _isInUse = false;
        if (_isDisposed)
        {
            Pool.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Domain.Dispose();
        Committer.Dispose();
        Helpers.Dispose();
        Quotient.Dispose();
        foreach (CpuColumn column in Counter)
        {
            column.Clear();
        }

        _keyPool.Dispose();
        if (!_isInUse)
        {
            Pool.Dispose();
        }
    }

    private unsafe CpuColumn Interpolate(ReadOnlyMemory<Fr> values)
    {
        CpuColumn column = new(Rows, _keyPool);
        column.Set(values.Span);
        Domain.TransformUnchecked([(nint)column.Allocate()], Fr.One, inverse: true, CancellationToken.None);
        return column;
    }

    /// <summary>What the process may still take, and what the pool holds already.</summary>
    private long AvailableBytes()
    {
        GCMemoryInfo info = GC.GetGCMemoryInfo();
        return Math.Max(0, info.TotalAvailableMemoryBytes - Environment.WorkingSet) + Pool.Bytes;
    }
}
