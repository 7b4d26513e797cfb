namespace ZkRollup.Sequencer.Engine.Tests.Simulation;

/// <summary>A minute's prices in ticks.</summary>
internal readonly record struct Candle(long Time, long Close, long High, long Low);
