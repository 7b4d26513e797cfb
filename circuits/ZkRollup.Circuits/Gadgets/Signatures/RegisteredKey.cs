using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.Signatures;

/// <summary>
/// Two cells that hold the coordinates of a key of order l: proven by <see cref="KeyRegistration"/>, here or when its record was written.
/// </summary>
public readonly record struct RegisteredKey
{
    internal RegisteredKey(Element x, Element y)
    {
        X = x;
        Y = y;
    }

    /// <summary>A.x.</summary>
    public Element X { get; }

    /// <summary>A.y.</summary>
    public Element Y { get; }

    /// <summary>
    /// Declares that the key was checked outside the builder's sight: when its live record was written, or by whoever reads the public
    /// inputs.
    /// </summary>
    public static RegisteredKey FromUnchecked(Element x, Element y) => new(x, y);
}
