using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Crypto.Tests.Lanes;

/// <summary>
/// Entry point of the test assembly as a program: runs each lane kernel once, so that a test can look at what the JIT made of it.
/// </summary>
internal static unsafe class LaneKernelHost
{
    private static int Main()
    {
        using LaneMemory memory = new();
        Fp8* p = memory.Allocate<Fp8>(1);
        Fp8.Multiply(p, p, p);
        Fp8.Square(p, p);
        Fr8* r = memory.Allocate<Fr8>(2);
        double* factors = memory.Allocate<double>(16);
        Fr8.Multiply(r, r, r);
        Fr8.MultiplyPair(r, r, r);
        Fr8.Square(r, r);
        Fr8.SquarePair(r, r);
        Fr8.Scale(r, r, factors);
        Fr8.ScalePair(r, r, factors);
        Fr8.ScaleAdd(r, r, factors, r);
        Fr8.ScaleAddPair(r, r, factors, r);
        Fr8.Butterfly(r, r, factors);
        Fr8.ButterflyPair(r, r, factors);
        return 0;
    }
}
