namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>One term of a sum in registers.</summary>
/// <param name="Register">The register.</param>
/// <param name="Coefficient">A small integer.</param>
internal readonly record struct LaneTerm(int Register, int Coefficient);
