using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>A part of a script: commands made from the state that they meet.</summary>
/// <param name="Name">What defects call it.</param>
/// <param name="Commands">The commands; each is made after the one before was applied.</param>
internal sealed record Step(string Name, Func<StateView, IEnumerable<Command>> Commands);
