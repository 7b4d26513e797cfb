using System.Runtime.Intrinsics.X86;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>A test that computes the witness of a batch anew: seconds, but several times that without intrinsics.</summary>
internal sealed class IntrinsicsFactAttribute : FactAttribute
{
    public IntrinsicsFactAttribute()
    {
        if (!Bmi2.X64.IsSupported)
        {
            Skip = "witnesses of whole batches take too long without intrinsics";
        }
    }
}
