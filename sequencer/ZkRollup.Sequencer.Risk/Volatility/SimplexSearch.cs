namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>The least value of a function of a few variables.</summary>
/// <remarks>
/// J. Nelder and R. Mead, "A simplex method for function minimization" (1965). No derivatives, no randomness: the functions here have
/// edges, and the same quotes must give the same smile.
/// </remarks>
internal sealed class SimplexSearch
{
    private const double SizeMin = 1e-10;

    private readonly Func<double[], double> _function;
    private readonly double[][] _points;
    private readonly double[] _values;

    private SimplexSearch(Func<double[], double> function, ReadOnlySpan<double> start, ReadOnlySpan<double> sides)
    {
        _function = function;
        _points = new double[start.Length + 1][];
        _values = new double[start.Length + 1];
        for (int i = 0; i < _points.Length; i++)
        {
            _points[i] = start.ToArray();
            if (i > 0)
            {
                _points[i][i - 1] += sides[i - 1];
            }

            _values[i] = ValueAt(_points[i]);
        }
    }

    /// <summary>Searches from a point, the first simplex having the given sides.</summary>
    internal static double[] Minimise(Func<double[], double> function, ReadOnlySpan<double> start, ReadOnlySpan<double> sides, int stepsMax)
    {
        SimplexSearch search = new(function, start, sides);
        for (int step = 0; step < stepsMax && search.Size() > SizeMin; step++)
        {
            search.Step();
        }

        Array.Sort(search._values, search._points);
        return search._points[0];
    }

    /// <summary>Replaces the worst point by a better one beyond the others' middle, or draws all towards the best.</summary>
    private void Step()
    {
        Array.Sort(_values, _points);
        (double[] point, double value) reflected = Beyond(1);
        if (reflected.value < _values[0])
        {
            (double[] point, double value) expanded = Beyond(2);
            ReplaceWorst(expanded.value < reflected.value ? expanded : reflected);
            return;
        }

        if (reflected.value < _values[^2])
        {
            ReplaceWorst(reflected);
            return;
        }

        (double[] point, double value) contracted = Beyond(reflected.value < _values[^1] ? 0.5 : -0.5);
        if (contracted.value < Math.Min(reflected.value, _values[^1]))
        {
            ReplaceWorst(contracted);
            return;
        }

        for (int i = 1; i < _points.Length; i++)
        {
            for (int j = 0; j < _points[i].Length; j++)
            {
                _points[i][j] = 0.5 * (_points[i][j] + _points[0][j]);
            }

            _values[i] = ValueAt(_points[i]);
        }
    }

    /// <summary>The point as far beyond the middle of the better ones as the worst is before it, times a factor.</summary>
    private (double[] Point, double Value) Beyond(double factor)
    {
        double[] worst = _points[^1];
        double[] point = new double[worst.Length];
        for (int j = 0; j < point.Length; j++)
        {
            double sum = 0;
            for (int i = 0; i < point.Length; i++)
            {
                sum += _points[i][j];
            }

            double centre = sum / point.Length;
            point[j] = centre + (factor * (centre - worst[j]));
        }

        return (point, ValueAt(point));
    }

    /// <summary>The function's value; what is not a number must not sort before all numbers.</summary>
    private double ValueAt(double[] point)
    {
        double value = _function(point);
        return double.IsNaN(value) ? double.PositiveInfinity : value;
    }

    private void ReplaceWorst((double[] Point, double Value) better) => (_points[^1], _values[^1]) = better;

    private double Size()
    {
        double size = 0;
        for (int i = 1; i < _points.Length; i++)
        {
            for (int j = 0; j < _points[i].Length; j++)
            {
                size = Math.Max(size, Math.Abs(_points[i][j] - _points[0][j]));
            }
        }

        return size;
    }
}
