using System.Runtime.Intrinsics;

namespace ZkRollup.Sequencer.Batcher.Tests;

/// <summary>A test that proves or checks batches: it takes many times as long without AVX-512, where a few others show enough.</summary>
internal sealed class LanesFactAttribute : FactAttribute
{
    internal const string Reason = "proofs and checks of batches take too long without AVX-512";

    public LanesFactAttribute()
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            Skip = Reason;
        }
    }
}
