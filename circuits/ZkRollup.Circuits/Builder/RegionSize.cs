namespace ZkRollup.Circuits.Builder;

/// <summary>The cells that a gadget asks for: consecutive rows in up to three groups of columns.</summary>
/// <param name="Rows">Consecutive rows.</param>
/// <param name="Copied">Consecutive copied columns.</param>
/// <param name="Local">Consecutive local columns.</param>
/// <param name="Limbs">Consecutive limb columns.</param>
/// <param name="LocalRows">How many of the rows, from the first on, have local cells; 0 for all.</param>
/// <param name="LimbRows">How many of the rows, from the first on, have limb cells; 0 for all.</param>
/// <param name="CopiedRows">How many of the rows, from the first on, have copied cells; 0 for all.</param>
public readonly record struct RegionSize(
    int Rows, int Copied, int Local = 0, int Limbs = 0, int LocalRows = 0, int LimbRows = 0, int CopiedRows = 0)
{
    /// <summary>Rows with cells in copied columns.</summary>
    internal int RowsOfCopied => CopiedRows == 0 ? Rows : CopiedRows;

    /// <summary>Rows with cells in local columns.</summary>
    internal int RowsOfLocal => LocalRows == 0 ? Rows : LocalRows;

    /// <summary>Rows with cells in limb columns.</summary>
    internal int RowsOfLimbs => LimbRows == 0 ? Rows : LimbRows;
}
