namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>The smile of one expiry; untrusted until a surface is built of it.</summary>
/// <param name="Years">Time to expiry in years.</param>
/// <param name="Forward">Price today of the underlying for delivery then; only names strikes in faults.</param>
/// <param name="Smile">Total variance over log-moneyness.</param>
public readonly record struct ExpirySmile(double Years, double Forward, RawSvi Smile);
