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
        Fr8* r = memory.Allocate<Fr8>(1);
        Fr8.Multiply(r, r, r);
        Fr8.Square(r, r);
        Fr8.Scale(r, r, (double*)r);
        Fr8.Butterfly(r, r, (double*)r);
        return 0;
    }
}
