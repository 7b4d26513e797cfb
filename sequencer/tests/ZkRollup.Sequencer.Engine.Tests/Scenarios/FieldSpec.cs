namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

/// <summary>A field of a command: what it is called, and what its type can hold.</summary>
internal readonly record struct FieldSpec(string Name, long Min, long Max)
{
    internal static FieldSpec Bits(string name, int bits) => new(name, 0, (1L << bits) - 1);
}
