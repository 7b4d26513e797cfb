using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Sequencer.Engine.Log;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>The steps that proved a transition, and what they began with.</summary>
/// <param name="Header">The transition.</param>
/// <param name="Records">The state.</param>
/// <param name="Version">Its version before the first step.</param>
/// <param name="CarriedIn">What the first step was given.</param>
/// <param name="Steps">The steps.</param>
internal sealed record StepChain(
    TransitionHeader Header, RecordHistory Records, int Version, Fr[] CarriedIn, IReadOnlyList<StepResult> Steps);
