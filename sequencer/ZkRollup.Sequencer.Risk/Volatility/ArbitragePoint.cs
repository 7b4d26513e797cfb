namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Where an arbitrage is, or could not be excluded.</summary>
/// <param name="LogMoneyness">ln(strike/forward).</param>
/// <param name="Share">How much of the later expiry's variance is in the mixture there; 1 at the later expiry itself.</param>
internal readonly record struct ArbitragePoint(double LogMoneyness, double Share);
