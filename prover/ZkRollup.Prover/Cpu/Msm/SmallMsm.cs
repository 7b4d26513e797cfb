using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace ZkRollup.Prover.Cpu.Msm;

/// <summary>Σ s_i·P_i over few points, on one thread.</summary>
/// <remarks>
/// Straus's method: scalars are split in halves (<see cref="EndomorphismSplit"/>) and written in digits of four bits, −8 to 7; a table
/// holds the multiples 1 to 8 of every point and of its image. The tabled points of one position of digits are a run, all runs are
/// summed at once in batches of affine additions, and one chain of 128 doublings joins them: about 67 additions a point, six products
/// each, eight at a time.
/// </remarks>
internal sealed unsafe class SmallMsm : IDisposable
{
    private const int DigitBits = 4;

    /// <summary>Digits of a half: 32, and a carry.</summary>
    private const int DigitCount = 33;

    /// <summary>Multiples of a point in the table.</summary>
    private const int Multiples = 1 << (DigitBits - 1);

    private readonly BatchAffineAdder _adder = new();
    private readonly SegmentSummer _summer = new();
    private readonly NativeBuffer<Fp8> _lanes = new(2);
    private readonly NativeBuffer<int> _lengths = new(DigitCount);
    private NativeBuffer<double>? _table;
    private NativeBuffer<int>? _indices;
    private int _count;

    internal SmallMsm()
    {
        for (int lane = 0; lane < 8; lane++)
        {
            Fp8.WriteLane(_lanes.Pointer, lane, G1Curve.Beta);
        }
    }

    public void Dispose()
    {
        _adder.Dispose();
        _summer.Dispose();
        _lanes.Dispose();
        _lengths.Dispose();
        _table?.Dispose();
        _indices?.Dispose();
    }

    /// <summary>Returns Σ scalars[i]·points[i].</summary>
    /// <param name="points">As many points of the subgroup as there are scalars, each of <see cref="LanePoint.Size"/> doubles; repeated and
    /// opposite points and infinity are allowed.</param>
    /// <param name="scalars">The scalars; time depends on them.</param>
    internal G1Jacobian ComputeVarTime(double* points, ReadOnlySpan<Fr> scalars)
    {
        _count = scalars.Length;
        _table = NativeBuffer<double>.AtLeast(_table, 2L * Multiples * _count * LanePoint.Size);
        _indices = NativeBuffer<int>.AtLeast(_indices, (2L * DigitCount * _count) + 16);
        MakeMultiples(points);
        MakeImages();
        Span<int> runs = stackalloc int[DigitCount];
        int entries = CollectRuns(scalars, runs, out int runCount);
        double* sums = _summer.Sum(_table.Pointer, _indices.Pointer, _lengths.Pointer, runCount, entries);
        G1Jacobian result = G1Jacobian.Infinity;
        for (int digit = DigitCount - 1; digit >= 0; digit--)
        {
            for (int i = 0; i < DigitBits; i++)
            {
                G1Jacobian.Double(result, out result);
            }

            if (runs[digit] >= 0)
            {
                double* sum = sums + ((long)_indices.Pointer[runs[digit]] * LanePoint.Size);
                G1Jacobian.AddMixed(result, LanePoint.Read(sum, negate: false), out result);
            }
        }

        return result;
    }

    private double* Row(int index) => _table!.Pointer + ((long)index * LanePoint.Size);

    /// <summary>Row (m − 1)·count + i ← [m]points[i] for m from 1 to 8, in three rounds of additions after the doublings.</summary>
    private void MakeMultiples(double* points)
    {
        for (int i = 0; i < _count; i++)
        {
            LanePoint.Copy(Row(i), points + ((long)i * LanePoint.Size), negate: false);
        }

        MakeDoubles();
        Add([(1, 2)], 3);
        Add([(1, 3), (2, 3)], 4);
        Add([(1, 5), (2, 5), (3, 5)], 6);
    }

    /// <summary>[2](x, y) with the slope s = 3x²/2y: x₂ = s² − 2x, y₂ = s·(x − x₂) − y.</summary>
    /// <remarks>
    /// Infinity is (0, 0), and stays so with 0 for the inverse of 0. No other point of the subgroup has y = 0, which means order two.
    /// </remarks>
    private void MakeDoubles()
    {
        Fp[] inverses = new Fp[_count];
        for (int i = 0; i < _count; i++)
        {
            Fp y = LanePoint.Read(Row(i), negate: false).Y;
            inverses[i] = y + y;
        }

        PrimeField.BatchInvert(inverses, new Fp[_count], Fp.TryInvertVarTime);
        for (int i = 0; i < _count; i++)
        {
            G1Affine point = LanePoint.Read(Row(i), negate: false);
            Fp.Square(point.X, out Fp square);
            Fp slope = (square + square + square) * inverses[i];
            Fp x = (slope * slope) - point.X - point.X;
            LanePoint.Write(Row(_count + i), new G1Affine(x, (slope * (point.X - x)) - point.Y));
        }
    }

    /// <summary>Multiples from target on ← sums of the given pairs of multiples, in order.</summary>
    private void Add(ReadOnlySpan<(int Left, int Right)> pairs, int target)
    {
        int total = pairs.Length * _count;
        int* left = _indices!.Pointer;
        int* right = left + total + 8;
        for (int pair = 0; pair < pairs.Length; pair++)
        {
            for (int i = 0; i < _count; i++)
            {
                left[(pair * _count) + i] = ((pairs[pair].Left - 1) * _count) + i;
                right[(pair * _count) + i] = ((pairs[pair].Right - 1) * _count) + i;
            }
        }

        _adder.Add(_table!.Pointer, left, right, total, Row((target - 1) * _count));
    }

    /// <summary>The second half of the table ← the points (β·x, −y) of the first, which are [z²] times as much.</summary>
    private void MakeImages()
    {
        int rows = Multiples * _count;
        double** source = stackalloc double*[8];
        double** target = stackalloc double*[8];
        Fp8* beta = _lanes.Pointer, x = beta + 1;
        for (int start = 0; start < rows; start += 8)
        {
            for (int lane = 0; lane < 8; lane++)
            {
                // The number of rows is a multiple of eight.
                source[lane] = Row(start + lane);
                target[lane] = Row(rows + start + lane);
                LanePoint.Copy(target[lane], source[lane], negate: true);
            }

            LaneTranspose.Gather((V*)x, source, 0);
            Fp8.Multiply(x, x, beta);
            LaneTranspose.Scatter(target, 0, (V*)x);
            for (int lane = 0; lane < 8; lane++)
            {
                if (LanePoint.IsInfinity(source[lane]))
                {
                    LanePoint.Copy(target[lane], source[lane], negate: false);
                }
            }
        }
    }

    /// <summary>Lists, for every position of digits that are not all 0, the rows of the table to be summed.</summary>
    /// <param name="scalars">The scalars.</param>
    /// <param name="runs">Receives, for every position, the number of its run, or −1.</param>
    /// <param name="runCount">The number of runs.</param>
    /// <returns>The number of rows listed.</returns>
    private int CollectRuns(ReadOnlySpan<Fr> scalars, Span<int> runs, out int runCount)
    {
        sbyte[] digits = new sbyte[2 * _count * ScalarRecoding.SignedHexLength];
        for (int i = 0; i < _count; i++)
        {
            (UInt128 low, UInt128 high) = EndomorphismSplit.Split(scalars[i]);
            Recode(low, digits.AsSpan(i * ScalarRecoding.SignedHexLength));
            Recode(high, digits.AsSpan((_count + i) * ScalarRecoding.SignedHexLength));
        }

        int entries = 0;
        runCount = 0;
        for (int position = 0; position < DigitCount; position++)
        {
            int before = entries;
            for (int i = 0; i < 2 * _count; i++)
            {
                int digit = digits[(i * ScalarRecoding.SignedHexLength) + position];
                if (digit != 0)
                {
                    bool image = i >= _count;
                    int row = ((Math.Abs(digit) - 1 + (image ? Multiples : 0)) * _count) + (image ? i - _count : i);
                    _indices!.Pointer[entries++] = digit < 0 ? row | BatchAffineAdder.NegateBit : row;
                }
            }

            runs[position] = entries > before ? runCount : -1;
            if (entries > before)
            {
                _lengths.Pointer[runCount++] = entries - before;
            }
        }

        return entries;
    }

    private static void Recode(UInt128 value, Span<sbyte> digits) =>
        ScalarRecoding.WriteSignedHex([(ulong)value, (ulong)(value >> 64), 0, 0], digits);
}
