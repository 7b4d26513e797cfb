namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>What a <see cref="LaneStep"/> does with a block of rows.</summary>
internal enum LaneOpcode
{
    /// <summary>target ← column A.</summary>
    Load,

    /// <summary>target ← A·B.</summary>
    Multiply,

    /// <summary>target ← A².</summary>
    Square,

    /// <summary>target ← A·factor.</summary>
    Scale,

    /// <summary>target ← A·factor + B.</summary>
    ScaleAdd,

    /// <summary>target ← A + B, limb by limb.</summary>
    Add,

    /// <summary>target ← A − B, limb by limb.</summary>
    Subtract,

    /// <summary>target ← the sum of B terms from number A on, and of a uniform value, limb by limb.</summary>
    Sum,

    /// <summary>The same, then balanced.</summary>
    SumBalanced,

    /// <summary>The same in integers, then reduced.</summary>
    SumReduced,

    /// <summary>target ← target less the nearest multiple of r.</summary>
    Reduce,

    /// <summary>Output A ← target, out of the radix of lane products.</summary>
    Store,
}
