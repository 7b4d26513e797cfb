namespace ZkRollup.Circuits.Builder;

/// <summary>The grid of one slot: R rows and three groups of columns.</summary>
/// <param name="Rows">R, a power of two.</param>
/// <param name="Copied">Columns whose cells may be copied; they come first and cost a share of a product column.</param>
/// <param name="Local">Columns whose cells are read by gates on their own row and the one before only.</param>
/// <param name="Limbs">Columns each cell of which is looked up in the range table.</param>
/// <param name="LimbBits">The range table holds 0 to 2^LimbBits − 1; 0 if there are no limb columns.</param>
public sealed record GridShape(int Rows, int Copied, int Local, int Limbs = 0, int LimbBits = 0)
{
    /// <summary>Columns of all three groups.</summary>
    public int Columns => Copied + Local + Limbs;
}
