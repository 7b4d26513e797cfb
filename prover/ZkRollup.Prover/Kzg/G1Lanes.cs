using System.Runtime.InteropServices;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Prover.Kzg;

/// <summary>Eight points of G1 side by side in Jacobian coordinates, (X/Z², Y/Z³); Z = 0 is infinity.</summary>
/// <remarks>
/// Between operations limbs are balanced and coordinates at most p in magnitude. Z is always a product of <see cref="Fp8"/> or a canonical
/// value, below p in magnitude, so it is 0 modulo p only if it is 0, and then all its limbs are.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct G1Lanes
{
    internal Fp8 X;
    internal Fp8 Y;
    internal Fp8 Z;

    internal static void WriteLane(G1Lanes* points, int lane, in G1Jacobian point)
    {
        Fp8.WriteLane(&points->X, lane, point.X);
        Fp8.WriteLane(&points->Y, lane, point.Y);
        Fp8.WriteLane(&points->Z, lane, point.Z);
    }

    internal static G1Jacobian ReadLane(G1Lanes* points, int lane) =>
        new(Fp8.ReadLane(&points->X, lane), Fp8.ReadLane(&points->Y, lane), Fp8.ReadLane(&points->Z, lane));

    internal static void Copy(G1Lanes* target, G1Lanes* source)
    {
        Fp8.Copy(&target->X, &source->X);
        Fp8.Copy(&target->Y, &source->Y);
        Fp8.Copy(&target->Z, &source->Z);
    }

    /// <summary>One bit a lane: whether the element is 0, given that it is below p in magnitude and its limbs are balanced.</summary>
    internal static int ZeroLanes(Fp8* a)
    {
        int lanes = 0;
        double* top = (double*)a + (8 * (Fp8.Limbs - 1));
        for (int lane = 0; lane < 8; lane++)
        {
            if (top[lane] == 0 && Fp8.ReadLane(a, lane).IsZero)
            {
                lanes |= 1 << lane;
            }
        }

        return lanes;
    }
}
