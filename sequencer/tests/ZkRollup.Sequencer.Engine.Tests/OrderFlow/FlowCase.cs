namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>A flow and the reports that it must lead to.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Messages">The messages, in order.</param>
/// <param name="Expected">The whole report file.</param>
internal sealed record FlowCase(string Name, IReadOnlyList<FlowMessage> Messages, string Expected);
