namespace ZkRollup.Sequencer.Risk.Margin;

/// <summary>The market that an option is marked in; untrusted.</summary>
/// <param name="IndexTicks">The index of the underlying in ticks, as the oracle signs it.</param>
/// <param name="ForwardTicks">The forward for the option's expiry, in ticks.</param>
/// <param name="Years">Time to expiry in years.</param>
/// <param name="Rate">Rate of discount a year.</param>
/// <param name="Volatility">Implied volatility a year at the option's strike.</param>
public readonly record struct OptionMarket(long IndexTicks, double ForwardTicks, double Years, double Rate, double Volatility);
