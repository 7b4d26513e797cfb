namespace ZkRollup.Protocol.Encoding;

/// <summary>Why something was not read. Numbers are stable.</summary>
public enum DecodeCause
{
    /// <summary>It was read.</summary>
    None = 0,

    /// <summary>Binary and lanes: there is no transaction of this number. JSON: there is none of this name.</summary>
    UnknownType = 1,

    /// <summary>Another transaction than the one asked for.</summary>
    OtherType = 2,

    /// <summary>It ends within the field.</summary>
    Truncated = 3,

    /// <summary>Something follows the last field.</summary>
    Trailing = 4,

    /// <summary>The field cannot have this value.</summary>
    OutOfRange = 5,

    /// <summary>Not the one way of writing a value: an element not below its modulus, a leading zero, an upper-case digit.</summary>
    NotCanonical = 6,

    /// <summary>Bits that no field has are set.</summary>
    NotZero = 7,

    /// <summary>Two fields contradict each other, or something is out of order.</summary>
    Inconsistent = 8,

    /// <summary>Not JSON, or not one object.</summary>
    NotJson = 9,

    /// <summary>JSON of another type than the field has.</summary>
    WrongType = 10,

    /// <summary>The field is absent.</summary>
    Missing = 11,

    /// <summary>The transaction has no such field.</summary>
    Unknown = 12,

    /// <summary>The field is there more than once.</summary>
    Repeated = 13,

    /// <summary>More members than any transaction has, from this one on.</summary>
    TooMany = 14,
}
