namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>What the market says of one strike; untrusted.</summary>
/// <param name="Strike">The strike.</param>
/// <param name="Volatility">Implied volatility a year.</param>
/// <param name="Weight">How much the quote counts; vega over spread, squared, is usual.</param>
public readonly record struct SmileQuote(double Strike, double Volatility, double Weight);
