namespace ZkRollup.Sequencer.Risk.Options;

/// <summary>A European option and the market that it is priced in, volatility apart; untrusted until priced.</summary>
/// <param name="Kind">Call or put.</param>
/// <param name="Forward">Price today of the underlying for delivery at expiry.</param>
/// <param name="Strike">The strike, in the unit of the forward.</param>
/// <param name="Years">Time to expiry in years of 365 days.</param>
/// <param name="Rate">Continuously compounded rate a year at which the payment is discounted; 0.05 is 5 %.</param>
public readonly record struct EuropeanOption(OptionKind Kind, double Forward, double Strike, double Years, double Rate)
{
    /// <summary>The option on a spot price: the forward is spot·exp((rate − yield)·years).</summary>
    /// <param name="kind">Call or put.</param>
    /// <param name="spot">The spot or index price.</param>
    /// <param name="strike">The strike.</param>
    /// <param name="years">Time to expiry in years.</param>
    /// <param name="rate">The rate of discount.</param>
    /// <param name="yield">What holding the underlying earns a year; the rate less the annualised basis of the future.</param>
    /// <returns>The option; its forward may be out of range or not finite, which pricing then says.</returns>
    public static EuropeanOption OnSpot(OptionKind kind, double spot, double strike, double years, double rate, double yield = 0) =>
        new(kind, spot * Math.Exp((rate - yield) * years), strike, years, rate);
}
