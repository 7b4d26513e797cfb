using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Signatures;

/// <summary>The eight points of order 1, 2, 4 and 8, and affine coordinates for tests.</summary>
internal static class SmallOrder
{
    /// <summary>Point i is i·T for a point T of order 8; point 0 is the identity.</summary>
    internal static readonly JubjubPoint[] Points = [.. Enumerable.Range(0, 8).Select(Multiple)];

    internal static (Fr X, Fr Y) Affine(JubjubPoint point)
    {
        point.ToAffine(out Fr x, out Fr y);
        return (x, y);
    }

    private static JubjubPoint Multiple(int count)
    {
        JubjubPoint sum = JubjubPoint.Identity;
        for (int i = 0; i < count; i++)
        {
            sum += JubjubSubgroup.Order8;
        }

        return sum;
    }
}
