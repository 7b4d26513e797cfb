using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Lanes;

/// <summary>What the kernels do, through the scalar field, lane by lane, where there is no AVX-512.</summary>
internal unsafe partial struct Fr8
{
    internal static void MultiplyPortable(Fr8* r, Fr8* a, Fr8* b)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            WriteLane(r, lane, ReadLane(a, lane) * ReadLane(b, lane) * RadixCorrection);
        }
    }

    internal static void SquarePortable(Fr8* r, Fr8* a) => MultiplyPortable(r, a, a);

    internal static void ScalePortable(Fr8* r, Fr8* a, double* b)
    {
        Fr factor = Join(b, stride: 1) * RadixCorrection;
        for (int lane = 0; lane < 8; lane++)
        {
            WriteLane(r, lane, ReadLane(a, lane) * factor);
        }
    }

    internal static void ScaleAddPortable(Fr8* r, Fr8* a, double* b, Fr8* c)
    {
        Fr factor = Join(b, stride: 1) * RadixCorrection;
        for (int lane = 0; lane < 8; lane++)
        {
            WriteLane(r, lane, (ReadLane(a, lane) * factor) + ReadLane(c, lane));
        }
    }

    internal static void ButterflyPortable(Fr8* u, Fr8* v, double* w)
    {
        Fr factor = Join(w, stride: 1) * RadixCorrection;
        for (int lane = 0; lane < 8; lane++)
        {
            Fr product = ReadLane(v, lane) * factor;
            Fr other = ReadLane(u, lane);
            WriteLane(u, lane, other + product);
            WriteLane(v, lane, other - product);
        }
    }

    private static void ReducePortable(Fr8* a)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            WriteLane(a, lane, ReadLane(a, lane));
        }
    }
}
