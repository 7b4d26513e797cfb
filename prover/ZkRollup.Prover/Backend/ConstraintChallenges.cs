using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Backend;

/// <summary>The values of the symbols of a constraint that do not depend on the row.</summary>
/// <param name="Beta">β.</param>
/// <param name="Gamma">γ.</param>
/// <param name="Y">y; zero before it is drawn.</param>
/// <param name="BusBalance">C/n.</param>
public sealed record ConstraintChallenges(Fr Beta, Fr Gamma, Fr Y, Fr BusBalance);
