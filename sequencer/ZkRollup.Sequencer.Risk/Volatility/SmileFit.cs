namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>A fitted smile and how far it is from its quotes.</summary>
/// <param name="Smile">The smile.</param>
/// <param name="RootMeanSquareError">Of fitted less quoted volatility, all quotes alike.</param>
/// <param name="LargestError">The largest difference in volatility.</param>
public readonly record struct SmileFit(RawSvi Smile, double RootMeanSquareError, double LargestError);
