namespace ZkRollup.Crypto.Signatures;

/// <summary>Outcome of reading or verifying; the first failing cause in the order of checking, which is the order here.</summary>
public enum SchnorrResult
{
    /// <summary>Everything is well formed, but s·G − c·A is not R.</summary>
    EquationFails = 0,

    /// <summary>Accepted.</summary>
    Valid,

    /// <summary>The key is not 64 bytes long.</summary>
    KeyLength,

    /// <summary>A.x is not below r.</summary>
    KeyXNotCanonical,

    /// <summary>A.y is not below r.</summary>
    KeyYNotCanonical,

    /// <summary>A is not on the curve; also the outcome for a default key value.</summary>
    KeyNotOnCurve,

    /// <summary>A is the neutral element (0, 1).</summary>
    KeyIsIdentity,

    /// <summary>A is (0, −1), the other point with A.x = 0.</summary>
    KeyXIsZero,

    /// <summary>A has a component of order 2, 4 or 8.</summary>
    KeyNotInSubgroup,

    /// <summary>The signature is not 96 bytes long.</summary>
    SignatureLength,

    /// <summary>R.x is not below r.</summary>
    NonceXNotCanonical,

    /// <summary>R.y is not below r.</summary>
    NonceYNotCanonical,

    /// <summary>s is not below l.</summary>
    ScalarNotCanonical,

    /// <summary>R is not on the curve.</summary>
    NonceNotOnCurve,
}
