namespace ZkRollup.Protocol.Tests;

/// <summary>A fact about optimised code, such as what it allocates.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OptimizedFactAttribute : FactAttribute
{
    public OptimizedFactAttribute()
    {
#if DEBUG
        Skip = "This is a debug build, whose code is not optimised.";
#endif
    }
}
