namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>What a port does with a field of its record.</summary>
[Flags]
public enum FieldUse
{
    /// <summary>The field stays as it is, unseen.</summary>
    Kept = 0,

    /// <summary>The field is seen as it was before.</summary>
    Read = 1,

    /// <summary>The field takes a new value.</summary>
    Written = 2,

    /// <summary>The field is seen and takes a new value.</summary>
    Updated = Read | Written,

    /// <summary>The field is zero in every record that the port may hold; it takes no cell.</summary>
    Zero = 4,
}
