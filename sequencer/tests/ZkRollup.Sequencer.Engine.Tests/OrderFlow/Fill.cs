namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>A fill of the order that was placed last.</summary>
/// <param name="Maker">The order that was hit.</param>
/// <param name="Price">As in the file.</param>
/// <param name="Lots">How many.</param>
internal readonly record struct Fill(RestingOrder Maker, long Price, long Lots);
