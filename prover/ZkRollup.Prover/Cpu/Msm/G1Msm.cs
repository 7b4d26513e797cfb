using System.Collections.Concurrent;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Cpu.Msm;

/// <summary>Multi-scalar multiplication Σ s_i·P_i on G1: Pippenger's method with signed windows and batches of affine additions.</summary>
/// <remarks>
/// Work is cut into pieces of sorted entries, so that one heavy bucket is shared by all cores like any other work. Zero digits cost
/// nothing: small scalars of either sign need few windows. Holds scratch memory between calls; not for concurrent use.
/// </remarks>
public sealed unsafe class G1Msm : IDisposable
{
    /// <summary>Up to this many points <see cref="SmallMsm"/> is faster where there is AVX-512.</summary>
    private const int SmallMax = 192;

    /// <summary>Up to this many points a simple method is faster where there is none.</summary>
    private const int SmallMaxPortable = 23;

    private const int PieceMin = 1 << 13;
    private const int PieceMax = 1 << 17;

    private readonly int _threads;
    private readonly ConcurrentBag<SegmentSummer> _summers = [];
    private NativeBuffer<int>? _entries;
    private NativeBuffer<int>? _digits;
    private NativeBuffer<double>? _buckets;
    private int[] _starts = [];
    private int[] _index = [];
    private SmallMsm? _small;

    /// <summary>An instance whose buffers grow with the largest sum it has computed.</summary>
    /// <param name="threads">Threads to use at most; all cores if 0.</param>
    public G1Msm(int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        _threads = threads == 0 ? Environment.ProcessorCount : threads;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SegmentSummer summer in _summers)
        {
            summer.Dispose();
        }

        _entries?.Dispose();
        _digits?.Dispose();
        _buckets?.Dispose();
        _small?.Dispose();
    }

    /// <summary>Returns Σ scalars[i]·bases[i] over all scalars.</summary>
    /// <param name="bases">At least as many points as there are scalars.</param>
    /// <param name="scalars">The scalars; time depends on them. They act modulo r: for a point outside the subgroup the result is not
    /// defined.</param>
    /// <param name="cancellation">Checked between pieces of a few milliseconds.</param>
    /// <exception cref="ArgumentException">There are more scalars than points.</exception>
    public G1Jacobian ComputeVarTime(G1Bases bases, ReadOnlySpan<Fr> scalars, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(bases);
        if (scalars.Length > bases.Count)
        {
            throw new ArgumentException($"Expected at most {bases.Count} scalars, got {scalars.Length}.", nameof(scalars));
        }

        cancellation.ThrowIfCancellationRequested();
        if (scalars.Length <= (Fp8.IsAccelerated ? SmallMax : SmallMaxPortable))
        {
            return ComputeSmall(bases, scalars);
        }

        ParallelOptions options = new() { MaxDegreeOfParallelism = _threads, CancellationToken = cancellation };
        fixed (Fr* pointer = scalars)
        {
            using ScalarWindows windows = new(pointer, scalars.Length, options);
            if (windows.Bits == 0)
            {
                return G1Jacobian.Infinity;
            }

            windows.Cut(ChooseWindowBits(windows), options);
            int[] starts = SortWindows(windows, options);
            int[] index = SumBuckets(bases, windows, starts, options);
            return Reduce(windows, index, options);
        }
    }

    private G1Jacobian ComputeSmall(G1Bases bases, ReadOnlySpan<Fr> scalars)
    {
        if (Fp8.IsAccelerated)
        {
            _small ??= new SmallMsm();
            return _small.ComputeVarTime(bases.Pointer, scalars);
        }

        G1Affine[] points = new G1Affine[scalars.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = bases[i];
        }

        return G1Jacobian.SumOfProductsVarTime(points, scalars);
    }

    /// <summary>The window width with the least number of additions: every entry once, every bucket about twice.</summary>
    private static int ChooseWindowBits(ScalarWindows windows)
    {
        int best = 0;
        double bestCost = double.MaxValue;
        for (int c = ScalarWindows.WindowBitsMin; c <= 18; c++)
        {
            double cost = windows.EntryCount(c) + ((windows.Bits + c) / c * ((2.3 * (1 << (c - 1))) + 700));
            if (cost < bestCost)
            {
                bestCost = cost;
                best = c;
            }
        }

        return best;
    }

    /// <summary>Sorts the entries of every window by bucket; returns the bucket boundaries, window after window.</summary>
    private int[] SortWindows(ScalarWindows windows, ParallelOptions options)
    {
        int stride = (1 << (windows.WindowBits - 1)) + 1;
        int[] starts = AtLeast(ref _starts, windows.WindowCount * stride);
        _entries = NativeBuffer<int>.AtLeast(_entries, (long)windows.WindowCount * windows.Count);
        int workers = Math.Min(_threads, windows.WindowCount);
        _digits = NativeBuffer<int>.AtLeast(_digits, (long)workers * windows.Count);
        Parallel.For(0, workers, options, worker =>
        {
            for (int window = worker; window < windows.WindowCount; window += workers)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                windows.Sort(
                    window,
                    starts.AsSpan(window * stride, stride),
                    _entries.Pointer + ((long)window * windows.Count),
                    _digits.Pointer + ((long)worker * windows.Count));
            }
        });
        return starts;
    }

    /// <summary>Sums every bucket into the bucket memory; returns, per window and bucket, the index of its sum or −1.</summary>
    private int[] SumBuckets(G1Bases bases, ScalarWindows windows, int[] starts, ParallelOptions options)
    {
        int buckets = 1 << (windows.WindowBits - 1);
        int[] index = AtLeast(ref _index, windows.WindowCount * buckets);
        Array.Fill(index, -1, 0, windows.WindowCount * buckets);
        _buckets = NativeBuffer<double>.AtLeast(_buckets, (long)windows.WindowCount * buckets * LanePoint.Size);
        List<(int Window, int From, int To)> pieces = CutPieces(windows.WindowCount, starts, buckets + 1);
        ConcurrentBag<(int Bucket, G1Affine Sum)> parts = [];
        Parallel.ForEach(Partitioner.Create(pieces, EnumerablePartitionerOptions.NoBuffering), options, piece =>
        {
            ReadOnlySpan<int> windowStarts = starts.AsSpan(piece.Window * (buckets + 1), buckets + 1);
            SumPiece(
                bases,
                windowStarts,
                piece,
                _entries!.Pointer + ((long)piece.Window * windows.Count),
                index.AsSpan(piece.Window * buckets, buckets),
                parts);
        });
        foreach ((int bucket, G1Affine sum) in parts)
        {
            double* target = _buckets.Pointer + ((long)bucket * LanePoint.Size);
            G1Jacobian.AddMixed(G1Jacobian.FromAffine(LanePoint.Read(target, negate: false)), sum, out G1Jacobian total);
            LanePoint.Write(target, total.ToAffineVarTime());
        }

        return index;
    }

    /// <summary>An array that is kept for the next sum; only its first elements count.</summary>
    private static int[] AtLeast(ref int[] array, int count) => array.Length >= count ? array : array = new int[count];

    private List<(int Window, int From, int To)> CutPieces(int windowCount, int[] starts, int stride)
    {
        long total = 0;
        for (int window = 0; window < windowCount; window++)
        {
            total += starts[((window + 1) * stride) - 1];
        }

        int size = (int)Math.Clamp(total / (4L * _threads), PieceMin, PieceMax);
        List<(int Window, int From, int To)> pieces = [];
        for (int window = 0; window < windowCount; window++)
        {
            int count = starts[((window + 1) * stride) - 1];
            int parts = (count + size - 1) / size;
            for (int part = 0; part < parts; part++)
            {
                pieces.Add((window, (int)((long)count * part / parts), (int)((long)count * (part + 1) / parts)));
            }
        }

        return pieces;
    }

    /// <summary>Sums the buckets of one piece. A bucket that began in an earlier piece goes to <paramref name="parts"/>.</summary>
    private void SumPiece(
        G1Bases bases,
        ReadOnlySpan<int> starts,
        (int Window, int From, int To) piece,
        int* entries,
        Span<int> index,
        ConcurrentBag<(int Bucket, G1Affine Sum)> parts)
    {
        int firstBucket = starts.BinarySearch(piece.From);
        firstBucket = firstBucket < 0 ? ~firstBucket - 1 : firstBucket;
        while (starts[firstBucket + 1] <= piece.From)
        {
            firstBucket++;
        }

        using NativeBuffer<int> lengths = new(Math.Min(piece.To - piece.From, index.Length));
        using NativeBuffer<int> runs = new(lengths.Count);
        int runCount = 0;
        for (int bucket = firstBucket; bucket < index.Length && starts[bucket] < piece.To; bucket++)
        {
            int length = Math.Min(starts[bucket + 1], piece.To) - Math.Max(starts[bucket], piece.From);
            if (length > 0)
            {
                lengths.Pointer[runCount] = length;
                runs.Pointer[runCount++] = bucket;
            }
        }

        SegmentSummer summer = Rent();
        int* own = entries + piece.From;
        double* sums = summer.Sum(bases.Pointer, own, lengths.Pointer, runCount, piece.To - piece.From);
        for (int run = 0; run < runCount; run++)
        {
            int bucket = runs.Pointer[run];
            double* sum = sums + ((long)own[run] * LanePoint.Size);
            int global = (piece.Window * index.Length) + bucket;
            if (starts[bucket] < piece.From)
            {
                parts.Add((global, LanePoint.Read(sum, negate: false)));
                continue;
            }

            index[bucket] = global;
            LanePoint.Copy(_buckets!.Pointer + ((long)global * LanePoint.Size), sum, negate: false);
        }

        _summers.Add(summer);
    }

    /// <summary>Weighs the buckets of every window and joins the windows.</summary>
    private G1Jacobian Reduce(ScalarWindows windows, int[] index, ParallelOptions options)
    {
        int bits = windows.WindowBits - 1;
        int chunks = Math.Min(_threads, windows.WindowCount);
        G1Jacobian[] sums = new G1Jacobian[windows.WindowCount];
        Parallel.For(0, chunks, options, chunk =>
        {
            int from = windows.WindowCount * chunk / chunks;
            int to = windows.WindowCount * (chunk + 1) / chunks;
            SegmentSummer summer = Rent();
            using BucketReducer.Groups halves = BucketReducer.Split(
                _buckets!.Pointer,
                index.AsSpan(from << bits, (to - from) << bits),
                bits,
                summer);
            using BucketReducer.Groups quarters = BucketReducer.Split(halves.Points.Pointer, halves.Index, halves.Bits, summer);
            for (int window = from; window < to; window++)
            {
                sums[window] = BucketReducer.Combine(quarters, window - from, halves.Bits);
            }

            _summers.Add(summer);
        });
        G1Jacobian result = G1Jacobian.Infinity;
        for (int window = windows.WindowCount - 1; window >= 0; window--)
        {
            result = BucketReducer.ShiftAndAdd(result, windows.WindowBits, sums[window]);
        }

        return result;
    }

    private SegmentSummer Rent() => _summers.TryTake(out SegmentSummer? summer) ? summer : new SegmentSummer();
}
