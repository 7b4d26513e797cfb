namespace ZkRollup.Crypto.Curves;

/// <summary>What a step of a <see cref="JubjubChain"/> does with the point.</summary>
internal enum JubjubStepKind
{
    /// <summary>Doubles it.</summary>
    Double,

    /// <summary>Adds the affine point in two neighbouring cells to it.</summary>
    Add,

    /// <summary>Writes its affine coordinates to two neighbouring cells.</summary>
    Note,

    /// <summary>Writes its affine x to a cell.</summary>
    NoteX,
}
