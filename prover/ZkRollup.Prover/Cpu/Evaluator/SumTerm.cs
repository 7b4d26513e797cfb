namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>One term of a sum over nodes.</summary>
/// <param name="Node">The node.</param>
/// <param name="Coefficient">A small integer; 1 if there is a factor.</param>
/// <param name="Factor">The uniform value that multiplies the node, or −1.</param>
internal readonly record struct SumTerm(int Node, int Coefficient, int Factor);
