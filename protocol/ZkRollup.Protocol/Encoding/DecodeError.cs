namespace ZkRollup.Protocol.Encoding;

/// <summary>Why and where something was not read; the default if it was.</summary>
/// <param name="Cause">The first cause that applies.</param>
/// <param name="Field">The field; null if it is no matter of a field.</param>
/// <param name="Offset">Where: a byte of a binary or JSON encoding, a lane, or a word of public data.</param>
public readonly record struct DecodeError(DecodeCause Cause, string? Field, int Offset)
{
    /// <summary>True if something was wrong.</summary>
    public bool IsError => Cause != DecodeCause.None;

    /// <summary>Cause, field and offset.</summary>
    public override string ToString() => IsError ? $"{Cause} {Field} at {Offset}" : nameof(DecodeCause.None);
}
