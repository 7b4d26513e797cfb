namespace ZkRollup.Prover.Kzg;

/// <summary>Why a reference string was rejected: the first cause found.</summary>
public enum ReferenceStringStatus
{
    /// <summary>The string is accepted.</summary>
    Success,

    /// <summary>The file does not begin with the name of its format.</summary>
    WrongMagic,

    /// <summary>The format has another version.</summary>
    WrongVersion,

    /// <summary>A length or a table in the file contradicts its format.</summary>
    WrongStructure,

    /// <summary>The string is for another curve.</summary>
    WrongCurve,

    /// <summary>The file ends early.</summary>
    Truncated,

    /// <summary>The file goes on after its last part.</summary>
    TrailingBytes,

    /// <summary>The file holds fewer powers than asked for.</summary>
    TooFewPowers,

    /// <summary>The bytes of a point are no encoding of a pair of coordinates.</summary>
    NotCanonical,

    /// <summary>A point is infinity, which is the power of no secret.</summary>
    Infinity,

    /// <summary>A point is not on its curve.</summary>
    NotOnCurve,

    /// <summary>A point is on its curve, but not in the subgroup of order r.</summary>
    NotInSubgroup,

    /// <summary>The first power is not the generator of G1.</summary>
    FirstPowerNotGenerator,

    /// <summary>The first point of G2 is not the generator.</summary>
    FirstG2NotGenerator,

    /// <summary>The secret is 1 or −1: nobody contributed to this ceremony.</summary>
    TrivialSecret,

    /// <summary>A power is not the secret times the power before it.</summary>
    PowersInconsistent,

    /// <summary>The digest differs from the pinned or recorded one.</summary>
    WrongDigest,
}
