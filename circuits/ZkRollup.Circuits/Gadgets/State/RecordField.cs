namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>One field of a record.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Lane">The lane of the leaf that holds it, 0 to 3.</param>
/// <param name="Bits">The field is below 2^Bits; <see cref="Whole"/> for any field element, which then fills its lane alone.</param>
public sealed record RecordField(string Name, int Lane, int Bits)
{
    /// <summary>The width of a field that is any field element.</summary>
    public const int Whole = 0;

    /// <summary>True if the field is any field element and fills its lane alone.</summary>
    public bool IsWhole => Bits == Whole;
}
