namespace ZkRollup.Sequencer.Engine.Tests.Differential;

/// <summary>How often the whole state is looked at, in commands.</summary>
/// <param name="Root">Roots and all records.</param>
/// <param name="Conservation">Conservation.</param>
internal readonly record struct CheckIntervals(int Root, int Conservation)
{
    /// <summary>After every command: for short streams.</summary>
    internal static CheckIntervals Always => new(1, 1);
}
