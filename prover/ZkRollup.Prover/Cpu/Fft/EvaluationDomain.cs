using System.Collections.Concurrent;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Fft;

/// <summary>The subgroup of 2^k-th roots of unity in Fr, and the transforms between coefficients and values on it and its cosets.</summary>
/// <remarks>
/// Values and coefficients are in natural order: value i belongs to shift·ω^i with ω = <see cref="Fr.RootOfUnity"/>(k). A length n = n1·n2
/// is done in two passes of short transforms over columns, then rows (Bailey, "FFTs in external or hierarchical memory", 1990), eight of
/// them in the lanes of a vector; the factors between the passes are computed on the way. Safe for concurrent use.
/// </remarks>
public sealed unsafe class EvaluationDomain : IDisposable
{
    /// <summary>Largest binary logarithm of a size: 24.</summary>
    public const int Log2SizeMax = 2 * LaneTransform.Log2Max;

    /// <summary>Below this size the direct method is used.</summary>
    private const int Log2TwoPassMin = 6;

    /// <summary>Columns that go through both passes together: enough to share the factors, few enough for the caches.</summary>
    private const int ColumnsPerBatch = 8;

    private readonly ConcurrentBag<TwoPassTransform.Scratch> _scratch = [];
    private readonly ConcurrentBag<NativeBuffer<Fr>> _between = [];
    private readonly ConcurrentDictionary<Fr, TwoPassTransform> _forward = new();
    private readonly ConcurrentDictionary<Fr, TwoPassTransform> _inverse = new();
    private readonly int _threads;

    /// <summary>The domain of 2^<paramref name="log2Size"/> elements.</summary>
    /// <param name="log2Size">0 to <see cref="Log2SizeMax"/>.</param>
    /// <param name="threads">Threads to use at most; all cores if 0.</param>
    public EvaluationDomain(int log2Size, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(log2Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(log2Size, Log2SizeMax);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Log2Size = log2Size;
        Root = Fr.RootOfUnity(log2Size);
        _threads = threads == 0 ? Environment.ProcessorCount : threads;
    }

    /// <summary>Binary logarithm of the size.</summary>
    public int Log2Size { get; }

    /// <summary>Number of elements n.</summary>
    public int Size => 1 << Log2Size;

    /// <summary>ω, a primitive n-th root of unity.</summary>
    public Fr Root { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TwoPassTransform transform in _forward.Values.Concat(_inverse.Values))
        {
            transform.Dispose();
        }

        foreach (TwoPassTransform.Scratch scratch in _scratch)
        {
            scratch.Dispose();
        }

        foreach (NativeBuffer<Fr> buffer in _between)
        {
            buffer.Dispose();
        }
    }

    /// <summary>Replaces coefficients c by the values Σ c_j·x^j on the subgroup.</summary>
    /// <param name="column">n elements.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <exception cref="ArgumentException">The column has another length.</exception>
    public void Forward(Span<Fr> column, CancellationToken cancellation = default) => ForwardCoset(column, Fr.One, cancellation);

    /// <summary>Replaces values on the subgroup by coefficients.</summary>
    /// <param name="column">n elements.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <exception cref="ArgumentException">The column has another length.</exception>
    public void Inverse(Span<Fr> column, CancellationToken cancellation = default) => InverseCoset(column, Fr.One, cancellation);

    /// <summary>Replaces coefficients by the values on the coset shift·⟨ω⟩.</summary>
    /// <param name="column">n elements.</param>
    /// <param name="shift">Not zero.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <exception cref="ArgumentException">The column has another length, or the shift is zero.</exception>
    public void ForwardCoset(Span<Fr> column, Fr shift, CancellationToken cancellation = default)
    {
        fixed (Fr* pointer = column)
        {
            Run([(nint)pointer], [column.Length], shift, inverse: false, cancellation);
        }
    }

    /// <summary>Replaces values on the coset shift·⟨ω⟩ by coefficients.</summary>
    /// <param name="column">n elements.</param>
    /// <param name="shift">Not zero.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <exception cref="ArgumentException">The column has another length, or the shift is zero.</exception>
    public void InverseCoset(Span<Fr> column, Fr shift, CancellationToken cancellation = default)
    {
        fixed (Fr* pointer = column)
        {
            Run([(nint)pointer], [column.Length], shift, inverse: true, cancellation);
        }
    }

    /// <summary>Transforms many columns at once: the factors between the passes are computed once for all of them.</summary>
    /// <param name="columns">Columns of n elements, replaced in place.</param>
    /// <param name="shift">The coset, 1 for the subgroup itself; not zero.</param>
    /// <param name="inverse">False from coefficients to values, true back.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    /// <exception cref="ArgumentException">A column has another length, or the shift is zero.</exception>
    public void TransformAll(IReadOnlyList<Memory<Fr>> columns, Fr shift, bool inverse, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        System.Buffers.MemoryHandle[] handles = [.. columns.Select(column => column.Pin())];
        try
        {
            Run(
                [.. handles.Select(handle => (nint)handle.Pointer)],
                [.. columns.Select(column => column.Length)],
                shift,
                inverse,
                cancellation);
        }
        finally
        {
            foreach (System.Buffers.MemoryHandle handle in handles)
            {
                handle.Dispose();
            }
        }
    }

    private void Run(nint[] columns, int[] lengths, Fr shift, bool inverse, CancellationToken cancellation)
    {
        foreach (int length in lengths)
        {
            if (length != Size)
            {
                throw new ArgumentException($"Expected a column of {Size} elements, got {length}.", nameof(columns));
            }
        }

        if (shift.IsZero)
        {
            throw new ArgumentException("Expected a shift other than zero.", nameof(shift));
        }

        TransformUnchecked(columns, shift, inverse, cancellation);
    }

    /// <summary>Transforms columns of n elements each in memory that does not move.</summary>
    internal void TransformUnchecked(ReadOnlySpan<nint> columns, Fr shift, bool inverse, CancellationToken cancellation)
    {
        if (Log2Size < Log2TwoPassMin)
        {
            foreach (nint column in columns)
            {
                DirectTransform.Apply(new Span<Fr>((Fr*)column, Size), Root, shift, inverse);
            }

            return;
        }

        TwoPassTransform transform = (inverse ? _inverse : _forward).GetOrAdd(shift, s => new TwoPassTransform(Log2Size, Root, s, inverse));
        ParallelOptions options = new() { MaxDegreeOfParallelism = _threads, CancellationToken = cancellation };
        if (!_between.TryTake(out NativeBuffer<Fr>? between))
        {
            between = new((long)ColumnsPerBatch << Log2Size);
        }

        try
        {
            for (int start = 0; start < columns.Length; start += ColumnsPerBatch)
            {
                nint[] batch = columns.Slice(start, Math.Min(ColumnsPerBatch, columns.Length - start)).ToArray();
                transform.Apply(batch, between.Pointer, _scratch, options);
            }
        }
        finally
        {
            _between.Add(between);
        }
    }
}
