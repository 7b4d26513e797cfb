namespace ZkRollup.Sequencer.Risk.Margin;

/// <summary>What the risk key signs for one option.</summary>
/// <remarks>Long options are margined at their mark and need no further number.</remarks>
/// <param name="MarkTicks">The mark in ticks.</param>
/// <param name="InitialShort">Initial requirement of one short lot beyond its mark, in money quanta.</param>
/// <param name="MaintenanceShort">Maintenance requirement of one short lot beyond its mark, in money quanta.</param>
public readonly record struct OptionMargin(long MarkTicks, long InitialShort, long MaintenanceShort);
