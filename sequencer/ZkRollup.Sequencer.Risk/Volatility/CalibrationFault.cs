namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Why no smile was fitted, and which quote is to blame.</summary>
/// <param name="Result">The cause, or Valid.</param>
/// <param name="Quote">Index of the quote; −1 where none is at fault.</param>
public readonly record struct CalibrationFault(CalibrationResult Result, int Quote);
