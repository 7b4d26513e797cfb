using ZkRollup.Crypto.Curves;

namespace ZkRollup.Prover.Cpu.Msm;

/// <summary>The fixed points of multi-scalar multiplications, in the memory layout of the lane kernels.</summary>
public sealed unsafe class G1Bases : IDisposable
{
    private readonly NativeBuffer<double> _points;

    /// <summary>Converts points of the subgroup of order r; repeated ones, opposite ones and infinity are allowed.</summary>
    public G1Bases(ReadOnlySpan<G1Affine> points)
    {
        Count = points.Length;
        _points = new NativeBuffer<double>((long)points.Length * LanePoint.Size);
        for (int i = 0; i < points.Length; i++)
        {
            LanePoint.Write(_points.Pointer + ((long)i * LanePoint.Size), points[i]);
        }
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    internal double* Pointer => _points.Pointer;

    /// <summary>Point i.</summary>
    public G1Affine this[int i]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(i);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i, Count);
            return LanePoint.Read(_points.Pointer + ((long)i * LanePoint.Size), negate: false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _points.Dispose();
}
