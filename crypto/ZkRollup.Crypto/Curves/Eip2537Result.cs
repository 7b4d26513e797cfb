namespace ZkRollup.Crypto.Curves;

/// <summary>Why a precompile of EIP-2537 rejects its input: the first cause met.</summary>
public enum Eip2537Result
{
    /// <summary>The output was written.</summary>
    Success,

    /// <summary>The input is empty or of the wrong number of bytes.</summary>
    InputLength,

    /// <summary>The caller's output has not the number of bytes of the result. No input causes this.</summary>
    OutputLength,

    /// <summary>One of the sixteen bytes above a field element is not 0.</summary>
    FieldElementTopBytes,

    /// <summary>A field element is p or more.</summary>
    FieldElementNotCanonical,

    /// <summary>A pair of coordinates is neither infinity nor on the curve.</summary>
    PointNotOnCurve,

    /// <summary>A point of the first curve is outside the subgroup G1.</summary>
    G1NotInSubgroup,

    /// <summary>A point of the second curve is outside the subgroup G2.</summary>
    G2NotInSubgroup,
}
