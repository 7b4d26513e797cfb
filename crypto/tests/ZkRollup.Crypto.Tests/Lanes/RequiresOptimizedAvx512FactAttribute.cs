namespace ZkRollup.Crypto.Tests.Lanes;

/// <summary>A fact about optimised code for AVX-512.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresOptimizedAvx512FactAttribute : FactAttribute
{
    public RequiresOptimizedAvx512FactAttribute()
    {
#if DEBUG
        Skip = "This is a debug build, whose kernels are not optimised.";
#else
        if (!System.Runtime.Intrinsics.X86.Avx512DQ.IsSupported)
        {
            Skip = "This processor, or this run, has no AVX-512.";
        }
#endif
    }
}
