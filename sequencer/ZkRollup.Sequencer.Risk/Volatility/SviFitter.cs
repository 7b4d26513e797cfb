namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Fits the five parameters of a smile to total variances.</summary>
/// <remarks>
/// For given m and σ, with y = (k − m)/σ and p = y + √(y² + 1), the smile is a + α·p + β/p with α, β ≥ 0: linear least squares in a box,
/// solved exactly. Only m and σ are searched for. The idea is that of S. De Marco and C. Martini, "Quasi-explicit calibration of Gatheral's
/// SVI model" (Zeliade 2009); their constraints on c and d become the box 0 ≤ α, β ≤ σ·slope/2. Errors are relative to the quoted variance.
/// Quotes far off lose weight as by P. Huber, "Robust estimation of a location parameter" (1964). If the smile found has arbitrage, all
/// five parameters are searched from there at a rising penalty, linear so that a violation does not pay; what is left is mixed with a
/// flat smile until it is proven sound.
/// </remarks>
internal sealed class SviFitter
{
    /// <summary>Wings stay this far below <see cref="RawSvi.WingSlopeMax"/>.</summary>
    private const double WingSlopeMax = 0.99 * RawSvi.WingSlopeMax;

    /// <summary>Repairs aim at a g of at least this, so that its sign can be proven between grid points.</summary>
    private const double DensityMargin = 0.002;

    /// <summary>Repairs aim at total variance above that of the earlier expiry by this fraction.</summary>
    private const double CalendarMargin = 1e-4;

    /// <summary>The smallest variance is at least this fraction of the smallest quoted, and more than rounding of the largest.</summary>
    private const double VarianceFloor = 0.01;
    private const double RoundingFloor = 1e-12;

    private const int PenaltyPoints = 121;
    private const int SearchStepsMax = 300;
    private const int RepairStepsMax = 1000;
    private const int RepairsMax = 4;
    private const int FlatteningsMax = 12;
    private const int StartsM = 9;
    private const int StartsSigma = 8;
    private const int HuberRoundsMax = 5;
    private const double HuberWidth = 2;
    private const double MedianToDeviation = 1.4826;

    /// <summary>Relative errors of variance below this are never down-weighted.</summary>
    private const double ErrorMin = 1e-4;

    private static readonly double[] PenaltyWeights = [0.01, 0.1, 1, 10, 100];

    private readonly double[] _points;
    private readonly double[] _variances;
    private readonly double[] _quoteWeights;
    private readonly double[] _weights;
    private readonly double[] _rising;
    private readonly RawSvi? _earlier;
    private int _count;
    private double _smallest = double.PositiveInfinity;
    private double _largest;
    private double _flat;

    internal SviFitter(int quotes, RawSvi? earlier)
    {
        _points = new double[quotes];
        _variances = new double[quotes];
        _quoteWeights = new double[quotes];
        _weights = new double[quotes];
        _rising = new double[quotes];
        _earlier = earlier;
    }

    private double Range => _points[^1] - _points[0];

    private double Floor => Math.Max(VarianceFloor * _smallest, RoundingFloor * _largest);

    /// <summary>Adds a quote; log-moneyness rises from one to the next.</summary>
    internal void Add(double logMoneyness, double variance, double weight)
    {
        _points[_count] = logMoneyness;
        _variances[_count] = variance;
        _quoteWeights[_count] = weight;
        _smallest = Math.Min(_smallest, variance);
        _largest = Math.Max(_largest, variance);
        _count++;
    }

    /// <summary>Fits, once all quotes are there.</summary>
    internal RawSvi Fit()
    {
        SetWeights(null, 0);
        _flat = FlatVariance();
        double[] best = Search(BestStart());
        for (int round = 0; round < HuberRoundsMax; round++)
        {
            RawSvi smile = Best(best);
            double[] errors = new double[_count];
            for (int i = 0; i < _count; i++)
            {
                errors[i] = Math.Abs((smile.TotalVariance(_points[i]) / _variances[i]) - 1);
            }

            double[] sorted = [.. errors];
            Array.Sort(sorted);
            double width = Math.Max(ErrorMin, HuberWidth * MedianToDeviation * sorted[_count / 2]);
            if (sorted[^1] <= width)
            {
                break;
            }

            SetWeights(errors, width);
            best = Search(best);
        }

        return Repair(Best(best));
    }

    /// <summary>The flat smile at the quotes' mean; above the earlier expiry's, which is highest at an end of the range.</summary>
    private double FlatVariance()
    {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            total += _quoteWeights[i];
            sum += _quoteWeights[i] * _variances[i];
        }

        double left = _earlier?.TotalVariance(-VolatilitySurface.LogMoneynessMax) ?? 0;
        double right = _earlier?.TotalVariance(VolatilitySurface.LogMoneynessMax) ?? 0;
        return Math.Max(sum / total, (1 + (2 * CalendarMargin)) * Math.Max(left, right));
    }

    /// <summary>Weights of squared errors of variance, of sum 1, so that costs are mean squares of relative errors.</summary>
    private void SetWeights(double[]? errors, double width)
    {
        double total = 0;
        for (int i = 0; i < _count; i++)
        {
            double influence = errors is null || errors[i] <= width ? 1 : width / errors[i];
            _weights[i] = _quoteWeights[i] * influence;
            total += _weights[i];
        }

        for (int i = 0; i < _count; i++)
        {
            _weights[i] /= total * _variances[i] * _variances[i];
        }
    }

    private double[] BestStart()
    {
        double[] best = [];
        double least = double.PositiveInfinity;
        for (int i = 0; i < StartsM; i++)
        {
            for (int j = 1; j <= StartsSigma; j++)
            {
                double[] start = [_points[0] + (Range * i / (StartsM - 1)), Math.Log(Math.ScaleB(4 * Range, -j))];
                double error = Error(Best(start));
                (best, least) = error < least || best.Length == 0 ? (start, error) : (best, least);
            }
        }

        return best;
    }

    /// <summary>The search for m and ln σ, started again where it ended: a collapsed simplex is cheap to open again.</summary>
    private double[] Search(double[] start)
    {
        double Cost(double[] point) => Error(Best(point));
        double[] first = SimplexSearch.Minimise(Cost, start, [Range / 16, 0.3], SearchStepsMax);
        return SimplexSearch.Minimise(Cost, first, [Range / 64, -0.1], SearchStepsMax);
    }

    /// <summary>The smile itself if it is sound, else one near the quotes that is.</summary>
    private RawSvi Repair(RawSvi smile)
    {
        if (IsSound(smile))
        {
            return smile;
        }

        RawSvi best = smile;
        int sign = 1;
        foreach (double weight in PenaltyWeights)
        {
            best = SearchOfFive(best, weight, sign);
            sign = -sign;
        }

        // Where penalties leave a rest, the search goes on from a smile that pays none.
        for (int i = 0; i < RepairsMax && !IsSound(best); i++)
        {
            best = SearchOfFive(Flattened(best, IsSound), PenaltyWeights[^1], sign);
            sign = -sign;
        }

        return Flattened(best, IsSound);
    }

    /// <summary>The least flattened mixture with a flat smile that will do; the flat one always does.</summary>
    private RawSvi Flattened(in RawSvi smile, Predicate<RawSvi> willDo)
    {
        RawSvi candidate = smile;
        for (int i = FlatteningsMax; i >= 0 && !willDo(candidate); i--)
        {
            double share = Math.ScaleB(1, -i);
            candidate = smile with { A = smile.A + (share * (_flat - smile.A)), B = (1 - share) * smile.B };
        }

        return candidate;
    }

    private bool IsSound(RawSvi smile) =>
        VolatilitySurface.CheckSmile(smile) == SurfaceResult.Valid
        && Arbitrage.FindButterfly(smile, smile, VolatilitySurface.LogMoneynessMax) is null
        && (_earlier is not RawSvi earlier || Arbitrage.FindCalendar(earlier, smile, VolatilitySurface.LogMoneynessMax) is null);

    /// <summary>The best smile near one, by the slopes of its wings, its smallest variance, m and σ.</summary>
    private RawSvi SearchOfFive(in RawSvi smile, double weight, int sign)
    {
        double[] start =
        [
            smile.B * (1 - smile.Rho),
            smile.B * (1 + smile.Rho),
            Math.Log(Math.Max(Floor, smile.SmallestVariance)),
            smile.M,
            Math.Log(smile.Sigma),
        ];
        double slope = sign * 0.2 * smile.B;
        double[] found = SimplexSearch.Minimise(
            point => Error(OfWings(point)) + (weight * Penalty(OfWings(point))),
            start,
            [slope, slope, 0.1 * sign, Range / 16 * sign, 0.2 * sign],
            RepairStepsMax);
        return OfWings(found);
    }

    /// <summary>The smile with given slopes of its wings, ln of smallest variance, m and ln σ, all brought into their ranges.</summary>
    private RawSvi OfWings(double[] point)
    {
        double left = Math.Clamp(point[0], 0, WingSlopeMax);
        double right = Math.Clamp(point[1], 0, WingSlopeMax);
        double smallest = Math.Max(Floor, Math.Exp(point[2]));
        (double shift, double sigma) = InRange(point[3], point[4]);
        double sum = left + right;
        double level = smallest - (sigma * Math.Sqrt(left * right));
        return new RawSvi(level, 0.5 * sum, sum > 0 ? (right - left) / sum : 0, shift, sigma);
    }

    private (double Shift, double Sigma) InRange(double m, double logSigma) => (
        Math.Clamp(m, _points[0] - Range, _points[^1] + Range),
        Math.Clamp(Math.Exp(logSigma), RawSvi.SigmaMin, Math.Max(RawSvi.SigmaMin, 8 * Range)));

    /// <summary>Weighted mean square of relative errors.</summary>
    private double Error(in RawSvi smile)
    {
        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            double error = smile.TotalVariance(_points[i]) - _variances[i];
            sum += _weights[i] * error * error;
        }

        return sum;
    }

    /// <summary>Mean shortfall of density and of variance over the earlier expiry; points lie closer together near the forward.</summary>
    private double Penalty(in RawSvi smile)
    {
        double sum = 0;
        for (int i = 0; i < PenaltyPoints; i++)
        {
            double position = (2.0 * i / (PenaltyPoints - 1)) - 1;
            double point = VolatilitySurface.LogMoneynessMax * position * position * position;
            sum += Math.Max(0, DensityMargin - Arbitrage.Density(smile, point));
            if (_earlier is RawSvi earlier)
            {
                sum += Math.Max(0, 1 + CalendarMargin - (smile.TotalVariance(point) / earlier.TotalVariance(point)));
            }
        }

        return sum / PenaltyPoints;
    }

    /// <summary>The best smile with given m and ln σ, both brought into the range that is searched.</summary>
    private RawSvi Best(double[] point)
    {
        (double shift, double sigma) = InRange(point[0], point[1]);
        double total = 0, meanRising = 0, meanFalling = 0, meanVariance = 0;
        for (int i = 0; i < _count; i++)
        {
            _rising[i] = Rising((_points[i] - shift) / sigma);
            total += _weights[i];
            meanRising += _weights[i] * _rising[i];
            meanFalling += _weights[i] / _rising[i];
            meanVariance += _weights[i] * _variances[i];
        }

        meanRising /= total;
        meanFalling /= total;
        meanVariance /= total;
        BoxLeastSquares box = new(0.5 * WingSlopeMax * sigma);
        for (int i = 0; i < _count; i++)
        {
            box.Add(_weights[i], _rising[i] - meanRising, (1 / _rising[i]) - meanFalling, _variances[i] - meanVariance);
        }

        (double alpha, double beta) = box.Solve();
        double level = meanVariance - (alpha * meanRising) - (beta * meanFalling);
        level = Math.Max(level, Floor - (2 * Math.Sqrt(alpha * beta)));
        double sum = alpha + beta;
        return new RawSvi(level, sum / sigma, sum > 0 ? (alpha - beta) / sum : 0, shift, sigma);
    }

    /// <summary>y + √(y² + 1) without cancellation.</summary>
    private static double Rising(double y)
    {
        double sum = Math.Sqrt((y * y) + 1) + Math.Abs(y);
        return y >= 0 ? sum : 1 / sum;
    }
}
