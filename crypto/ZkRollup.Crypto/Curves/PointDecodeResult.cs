namespace ZkRollup.Crypto.Curves;

/// <summary>Why the bytes of a point were rejected: the first cause in this order.</summary>
public enum PointDecodeResult
{
    /// <summary>The bytes encode a point, in the only way.</summary>
    Success,

    /// <summary>The number of bytes is not that of the encoding.</summary>
    WrongLength,

    /// <summary>The flags do not belong to the encoding, contradict each other, or miss at infinity.</summary>
    WrongFlags,

    /// <summary>The infinity flag is set, but another bit is set too.</summary>
    InfinityNotZero,

    /// <summary>One of the sixteen bytes above a coefficient is not 0 (EIP-2537).</summary>
    PaddingNotZero,

    /// <summary>A coefficient is p or more.</summary>
    NotCanonical,

    /// <summary>No point of the curve has these coordinates.</summary>
    NotOnCurve,

    /// <summary>The point is on the curve, but its order does not divide r.</summary>
    NotInSubgroup,
}
