namespace ZkRollup.Crypto.Curves;

/// <summary>A step of a <see cref="JubjubChain"/>.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Place">The first cell that it reads or writes.</param>
internal readonly record struct JubjubStep(JubjubStepKind Kind, int Place = 0);
