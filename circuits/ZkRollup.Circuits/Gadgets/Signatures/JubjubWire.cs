using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>Two cells that constraints force to be the affine coordinates of a point on the curve.</summary>
public readonly record struct JubjubWire
{
    internal JubjubWire(Element x, Element y)
    {
        X = x;
        Y = y;
    }

    /// <summary>The x-coordinate.</summary>
    public Element X { get; }

    /// <summary>The y-coordinate.</summary>
    public Element Y { get; }

    /// <summary>Declares that constraints outside the builder's sight keep the point on the curve, named in a comment.</summary>
    public static JubjubWire FromUnchecked(Element x, Element y) => new(x, y);
}
