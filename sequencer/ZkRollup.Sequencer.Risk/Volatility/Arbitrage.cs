namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Proofs that smiles are free of arbitrage, by bounds over intervals that are halved until the bounds suffice.</summary>
/// <remarks>
/// A grid of points would miss what happens between them. Here an interval counts as safe only by a bound that holds on all of it, up to
/// rounding; a point that violates the condition, or an interval that resists after <see cref="DepthMax"/> halvings, is named. Wide
/// intervals come first, so that a wide violation is met in its midst and not at its border.
/// </remarks>
internal static class Arbitrage
{
    /// <summary>Halvings of the range: down to intervals of about 10⁻⁷.</summary>
    internal const int DepthMax = 26;

    /// <summary>What rounding may take from a difference of total variances.</summary>
    internal const double VarianceTolerance = 1e-12;

    /// <summary>Intervals looked at before giving up: the work is bounded.</summary>
    private const int IntervalsMax = 200_000;

    /// <summary>Searches for butterfly arbitrage at any expiry between two neighbours, where total variance is a mixture.</summary>
    /// <param name="near">The smile of the earlier expiry.</param>
    /// <param name="far">The smile of the later one; the same again to look at one smile alone.</param>
    /// <param name="range">Log-moneyness from −range to range.</param>
    /// <returns>A point where the density would be negative or could not be shown not to be; null if there is none.</returns>
    /// <remarks>
    /// No density is negative where g = (1 − k·w′/(2w))² + R ≥ 0, with R = w″/2 − w′²/(4w) − w′²/16: Gatheral and Jacquier, section 2.2.
    /// For w = (1 − λ)·w₁ + λ·w₂ and k fixed, R is concave in λ, since w′²/w is convex in (w, w′): it is at least the smaller of its two
    /// end values. 1 − k·w′/(2w) is a quotient of linear functions of λ, hence monotone: it lies between its two end values. So bounds at
    /// the ends of an interval of λ bound all between. Intervals of k and of λ are halved in turn.
    /// </remarks>
    internal static ArbitragePoint? FindButterfly(in RawSvi near, in RawSvi far, double range)
    {
        bool isSingle = near == far;
        Queue<(double From, double To, double ShareFrom, double ShareTo, int Depth)> left = new();
        left.Enqueue((-range, range, isSingle ? 1 : 0, 1, 0));
        for (int intervals = 0; left.TryDequeue(out (double From, double To, double ShareFrom, double ShareTo, int Depth) box); intervals++)
        {
            if (LeastDensity(near, far, box.From, box.To, box.ShareFrom, box.ShareTo) >= 0)
            {
                continue;
            }

            double middle = 0.5 * (box.From + box.To);
            double share = 0.5 * (box.ShareFrom + box.ShareTo);
            int depthMax = isSingle ? DepthMax : 2 * DepthMax;
            bool isViolated = LeastDensity(near, far, middle, middle, share, share) < 0;
            if (isViolated || box.Depth == depthMax || intervals == IntervalsMax)
            {
                return new ArbitragePoint(middle, share);
            }

            if (isSingle || box.Depth % 2 == 0)
            {
                left.Enqueue(box with { To = middle, Depth = box.Depth + 1 });
                left.Enqueue(box with { From = middle, Depth = box.Depth + 1 });
            }
            else
            {
                left.Enqueue(box with { ShareTo = share, Depth = box.Depth + 1 });
                left.Enqueue(box with { ShareFrom = share, Depth = box.Depth + 1 });
            }
        }

        return null;
    }

    /// <summary>Searches for calendar arbitrage: a log-moneyness where the later smile has less total variance than the earlier.</summary>
    /// <returns>A point that violates this or where that could not be excluded; null if there is none.</returns>
    /// <remarks>
    /// Gatheral and Jacquier, lemma 2.1. On an interval of length l, a difference d is at least the smaller of its end values less
    /// l²/8 times the largest d″: the error of the chord.
    /// </remarks>
    internal static ArbitragePoint? FindCalendar(in RawSvi near, in RawSvi far, double range)
    {
        Queue<(double From, double To, int Depth)> left = new();
        left.Enqueue((-range, range, 0));
        for (int intervals = 0; left.TryDequeue(out (double From, double To, int Depth) cell); intervals++)
        {
            double length = cell.To - cell.From;
            double ends = Math.Min(Gain(near, far, cell.From), Gain(near, far, cell.To));
            double bend = far.BoundsOn(cell.From, cell.To).CurvatureMax - near.BoundsOn(cell.From, cell.To).CurvatureMin;
            if (ends - (length * length / 8 * Math.Max(0, bend)) >= -VarianceTolerance)
            {
                continue;
            }

            double middle = 0.5 * (cell.From + cell.To);
            if (Gain(near, far, middle) < -VarianceTolerance || cell.Depth == DepthMax || intervals == IntervalsMax)
            {
                return new ArbitragePoint(middle, 1);
            }

            left.Enqueue((cell.From, middle, cell.Depth + 1));
            left.Enqueue((middle, cell.To, cell.Depth + 1));
        }

        return null;
    }

    /// <summary>g(k) of one smile.</summary>
    internal static double Density(in RawSvi smile, double logMoneyness) => LeastDensity(smile, smile, logMoneyness, logMoneyness, 0, 0);

    /// <summary>A lower bound of g over an interval of log-moneyness and one of shares; g itself where both are points.</summary>
    internal static double LeastDensity(in RawSvi near, in RawSvi far, double from, double to, double shareFrom, double shareTo)
    {
        SmileBounds nearBounds = near.BoundsOn(from, to);
        SmileBounds farBounds = far.BoundsOn(from, to);
        SmileBounds first = SmileBounds.Mix(nearBounds, farBounds, shareFrom);
        SmileBounds second = SmileBounds.Mix(nearBounds, farBounds, shareTo);
        (double firstMin, double firstMax) = ElasticityRange(first, from, to);
        (double secondMin, double secondMax) = ElasticityRange(second, from, to);
        double least = Math.Min(firstMin, secondMin);
        double most = Math.Max(firstMax, secondMax);
        double nearest = Math.Clamp(1, least, most) - 1;
        return (nearest * nearest) + Math.Min(Rest(first), Rest(second));
    }

    private static double Gain(in RawSvi near, in RawSvi far, double logMoneyness) =>
        far.TotalVariance(logMoneyness) - near.TotalVariance(logMoneyness);

    /// <summary>The range of k·w′/(2w).</summary>
    private static (double Min, double Max) ElasticityRange(in SmileBounds bounds, double from, double to)
    {
        double a = from * bounds.SlopeMin;
        double b = from * bounds.SlopeMax;
        double c = to * bounds.SlopeMin;
        double d = to * bounds.SlopeMax;
        double least = Math.Min(Math.Min(a, b), Math.Min(c, d));
        double most = Math.Max(Math.Max(a, b), Math.Max(c, d));
        return (
            0.5 * least / (least < 0 ? bounds.VarianceMin : bounds.VarianceMax),
            0.5 * most / (most < 0 ? bounds.VarianceMax : bounds.VarianceMin));
    }

    /// <summary>A lower bound of w″/2 − w′²/(4w) − w′²/16.</summary>
    private static double Rest(in SmileBounds bounds)
    {
        double slope = Math.Max(Math.Abs(bounds.SlopeMin), Math.Abs(bounds.SlopeMax));
        return (0.5 * bounds.CurvatureMin) - (0.25 * slope * slope * ((1 / bounds.VarianceMin) + 0.25));
    }
}
