namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>One step of a <see cref="LaneCode"/>: its operands are registers unless the opcode says otherwise.</summary>
/// <param name="Opcode">What to do.</param>
/// <param name="Target">The register that is written, or stored.</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand.</param>
/// <param name="Uniform">A uniform value: factor of a scaling, addend of a sum; −1 for none.</param>
internal readonly record struct LaneStep(LaneOpcode Opcode, int Target, int A, int B, int Uniform);
