namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>The least value of a function of two variables: J. Nelder and R. Mead, "A simplex method for function minimization" (1965).</summary>
/// <remarks>No derivatives, no randomness: the functions here have edges, and the same quotes must give the same smile.</remarks>
internal static class PlaneSearch
{
    private const int StepsMax = 300;
    private const double SizeMin = 1e-10;

    /// <summary>A point and the function's value there.</summary>
    internal readonly record struct Point(double X, double Y, double Value);

    /// <summary>Searches from a point, the first triangle having the given sides.</summary>
    internal static Point Minimise(Func<double, double, double> function, Point start, double sideX, double sideY)
    {
        Point best = start;
        Point middle = At(function, start.X + sideX, start.Y);
        Point worst = At(function, start.X, start.Y + sideY);
        for (int step = 0; step < StepsMax; step++)
        {
            Sort(ref best, ref middle, ref worst);
            double size = Math.Max(Distance(best, middle), Distance(best, worst));
            if (size < SizeMin)
            {
                break;
            }

            Point reflected = Along(function, best, middle, worst, 1);
            if (reflected.Value < best.Value)
            {
                Point expanded = Along(function, best, middle, worst, 2);
                worst = expanded.Value < reflected.Value ? expanded : reflected;
                continue;
            }

            if (reflected.Value < middle.Value)
            {
                worst = reflected;
                continue;
            }

            Point contracted = Along(function, best, middle, worst, reflected.Value < worst.Value ? 0.5 : -0.5);
            if (contracted.Value < Math.Min(reflected.Value, worst.Value))
            {
                worst = contracted;
                continue;
            }

            middle = At(function, 0.5 * (best.X + middle.X), 0.5 * (best.Y + middle.Y));
            worst = At(function, 0.5 * (best.X + worst.X), 0.5 * (best.Y + worst.Y));
        }

        Sort(ref best, ref middle, ref worst);
        return best;
    }

    /// <summary>A point with its value.</summary>
    internal static Point At(Func<double, double, double> function, double x, double y) => new(x, y, function(x, y));

    /// <summary>The point as far beyond the middle of the two better ones as the worst is before it, times a factor.</summary>
    private static Point Along(Func<double, double, double> function, in Point best, in Point middle, in Point worst, double factor)
    {
        double centreX = 0.5 * (best.X + middle.X);
        double centreY = 0.5 * (best.Y + middle.Y);
        return At(function, centreX + (factor * (centreX - worst.X)), centreY + (factor * (centreY - worst.Y)));
    }

    private static double Distance(in Point a, in Point b) => Math.Max(Math.Abs(a.X - b.X), Math.Abs(a.Y - b.Y));

    /// <summary>Sorts by value; equal values keep their order.</summary>
    private static void Sort(ref Point first, ref Point second, ref Point third)
    {
        Order(ref first, ref second);
        Order(ref second, ref third);
        Order(ref first, ref second);
    }

    private static void Order(ref Point first, ref Point second)
    {
        if (second.Value < first.Value)
        {
            (first, second) = (second, first);
        }
    }
}
