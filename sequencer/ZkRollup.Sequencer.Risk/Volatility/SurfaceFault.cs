namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Why no surface was built, and where.</summary>
/// <param name="Result">The cause, or Valid.</param>
/// <param name="Expiry">Index of the expiry at fault; −1 where it lies in none.</param>
/// <param name="Years">Time to that expiry, or the time of the arbitrage if between expiries; not a number where it lies in none.</param>
/// <param name="LogMoneyness">Where the arbitrage is; not a number for causes that have no strike.</param>
/// <param name="Strike">The same as a strike, by that expiry's forward; not a number for causes that have none.</param>
public readonly record struct SurfaceFault(SurfaceResult Result, int Expiry, double Years, double LogMoneyness, double Strike);
