using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Crypto.Tests.Lanes;

/// <summary>A fact about code that runs only where lanes are accelerated.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresLanesFactAttribute : FactAttribute
{
    public RequiresLanesFactAttribute()
    {
        if (!Fr8.IsAccelerated)
        {
            Skip = "This processor, or this run, has no AVX-512.";
        }
    }
}
