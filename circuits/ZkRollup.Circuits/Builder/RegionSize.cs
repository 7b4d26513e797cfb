namespace ZkRollup.Circuits.Builder;

/// <summary>The rectangle that a gadget asks for: the same rows in up to three groups of columns.</summary>
/// <param name="Rows">Consecutive rows.</param>
/// <param name="Copied">Consecutive copied columns.</param>
/// <param name="Local">Consecutive local columns.</param>
/// <param name="Limbs">Consecutive limb columns.</param>
public readonly record struct RegionSize(int Rows, int Copied, int Local = 0, int Limbs = 0);
