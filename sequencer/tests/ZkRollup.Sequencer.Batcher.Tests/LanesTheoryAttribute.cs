using System.Runtime.Intrinsics;

namespace ZkRollup.Sequencer.Batcher.Tests;

/// <summary>As <see cref="LanesFactAttribute"/>, with data.</summary>
internal sealed class LanesTheoryAttribute : TheoryAttribute
{
    public LanesTheoryAttribute()
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            Skip = LanesFactAttribute.Reason;
        }
    }
}
