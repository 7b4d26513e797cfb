namespace ZkRollup.Prover.Plonk;

/// <summary>What came of reading a key: Success, or the first cause of rejection met while reading.</summary>
public enum VerifyingKeyStatus
{
    /// <summary>The bytes are a key, written in the only way.</summary>
    Success,

    /// <summary>The bytes do not start as a key of this version.</summary>
    UnknownVersion,

    /// <summary>The bytes end within the key.</summary>
    Truncated,

    /// <summary>The name is too long or not UTF-8.</summary>
    NameNotCanonical,

    /// <summary>The counts are out of range or do not fit each other.</summary>
    CountsNotAllowed,

    /// <summary>A program is malformed.</summary>
    ProgramMalformed,

    /// <summary>A program reads what the counts do not have, or its degree or its rotations are not the declared ones.</summary>
    ProgramDoesNotFit,

    /// <summary>A coordinate is p or more.</summary>
    PointNotCanonical,

    /// <summary>A point is not on its curve.</summary>
    PointNotOnCurve,

    /// <summary>A point is not in the subgroup of order r, or [τ]G2 is infinity.</summary>
    PointNotInSubgroup,

    /// <summary>The last byte does not say whether the reference string is the development one.</summary>
    DevelopmentFlagWrong,

    /// <summary>Bytes follow the key.</summary>
    TrailingBytes,
}
