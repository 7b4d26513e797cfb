namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Ranges of w, w′ and w″ over an interval of log-moneyness.</summary>
internal readonly record struct SmileBounds(
    double VarianceMin,
    double VarianceMax,
    double SlopeMin,
    double SlopeMax,
    double CurvatureMin,
    double CurvatureMax)
{
    /// <summary>The ranges of (1 − share)·near + share·far.</summary>
    internal static SmileBounds Mix(in SmileBounds near, in SmileBounds far, double share)
    {
        double rest = 1 - share;
        return new SmileBounds(
            (rest * near.VarianceMin) + (share * far.VarianceMin),
            (rest * near.VarianceMax) + (share * far.VarianceMax),
            (rest * near.SlopeMin) + (share * far.SlopeMin),
            (rest * near.SlopeMax) + (share * far.SlopeMax),
            (rest * near.CurvatureMin) + (share * far.CurvatureMin),
            (rest * near.CurvatureMax) + (share * far.CurvatureMax));
    }
}
