using System.Runtime.Intrinsics;

namespace ZkRollup.Prover.Solidity.Tests;

/// <summary>A test that makes the key of the rollup: it takes many times as long without AVX-512, where a few others show enough.</summary>
internal sealed class LanesFactAttribute : FactAttribute
{
    private const string Reason = "keys and proofs of the rollup take too long without AVX-512";

    public LanesFactAttribute()
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            Skip = Reason;
        }
    }
}
