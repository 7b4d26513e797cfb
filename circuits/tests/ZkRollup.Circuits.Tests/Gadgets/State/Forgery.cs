using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>A false witness for the statement of <see cref="Forger.Honest"/>, and the labels that must fire.</summary>
/// <param name="Name">What the forger tries.</param>
/// <param name="Labels">Each label once; "limb" stands for the lookup of any limb column.</param>
/// <param name="Batch">The inputs.</param>
/// <param name="Lie">Which steps lie; null if none does.</param>
/// <param name="Tweak">Changes the inputs of the slots; null if the batch says them all.</param>
internal sealed record Forgery(
    string Name, IReadOnlyList<string> Labels, StateBatch Batch, HintOverride? Lie = null, Action<Fr[][]>? Tweak = null);
