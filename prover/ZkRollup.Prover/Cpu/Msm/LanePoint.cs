using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Cpu.Msm;

/// <summary>A point of G1 in memory: two cache lines, the eight limbs of x and those of y in the form of <see cref="Fp8"/>.</summary>
/// <remarks>Coordinates have balanced limbs and are below p in magnitude. Infinity has a top limb that no coordinate reaches.</remarks>
internal static unsafe class LanePoint
{
    /// <summary>Doubles of a point.</summary>
    internal const int Size = 2 * Fp8.Limbs;

    /// <summary>The top limb of x at infinity: coordinates stay below 2^45, and kernels may still compute with this.</summary>
    internal const double InfinityMark = 3L << 45;

    /// <summary>The top limb of a difference of x coordinates is below this unless one, and only one, of the points is infinity.</summary>
    internal const double FiniteDifferenceMax = 1L << 46;

    internal static void Write(double* target, in G1Affine point)
    {
        if (point.IsInfinity)
        {
            new Span<double>(target, Size).Clear();
            target[Fp8.Limbs - 1] = InfinityMark;
            return;
        }

        Fp8.Split(point.X, target);
        Fp8.Split(point.Y, target + Fp8.Limbs);
    }

    internal static bool IsInfinity(double* point) => point[Fp8.Limbs - 1] == InfinityMark;

    /// <summary>Reads a point, negated if asked.</summary>
    internal static G1Affine Read(double* point, bool negate)
    {
        if (IsInfinity(point))
        {
            return G1Affine.Infinity;
        }

        Fp y = Fp8.Join(point + Fp8.Limbs, stride: 1);
        return new G1Affine(Fp8.Join(point, stride: 1), negate ? -y : y);
    }

    /// <summary>Copies a point, negated if asked.</summary>
    internal static void Copy(double* target, double* source, bool negate)
    {
        for (int i = 0; i < Fp8.Limbs; i++)
        {
            target[i] = source[i];
        }

        double sign = negate ? -1 : 1;
        for (int i = Fp8.Limbs; i < Size; i++)
        {
            target[i] = sign * source[i];
        }
    }
}
