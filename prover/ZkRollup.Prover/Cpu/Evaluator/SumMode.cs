namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>How the limbs of a sum are kept within bounds.</summary>
internal enum SumMode
{
    /// <summary>Limbs are added as doubles and left as they are.</summary>
    Lazy,

    /// <summary>Limbs are added as doubles, then carries passed: exactly balanced limbs, the same value.</summary>
    Balanced,

    /// <summary>Limbs are added as integers, the nearest multiple of r is subtracted: exactly balanced limbs, about r/2 at most.</summary>
    Reduced,
}
