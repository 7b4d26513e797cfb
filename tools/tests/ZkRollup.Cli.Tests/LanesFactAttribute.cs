using System.Runtime.Intrinsics;

namespace ZkRollup.Cli.Tests;

/// <summary>A test that proves a batch: minutes without AVX-512, seconds with it.</summary>
internal sealed class LanesFactAttribute : FactAttribute
{
    public LanesFactAttribute()
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            Skip = "a proof of a batch takes minutes without AVX-512";
        }
    }
}
