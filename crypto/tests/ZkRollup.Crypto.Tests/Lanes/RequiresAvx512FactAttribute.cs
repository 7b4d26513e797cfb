using System.Runtime.Intrinsics.X86;

namespace ZkRollup.Crypto.Tests.Lanes;

/// <summary>A fact about code that only runs on AVX-512.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresAvx512FactAttribute : FactAttribute
{
    public RequiresAvx512FactAttribute()
    {
        if (!Avx512DQ.IsSupported)
        {
            Skip = "This processor, or this run, has no AVX-512.";
        }
    }
}
