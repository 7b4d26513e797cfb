namespace ZkRollup.Sequencer.Risk.Volatility;

/// <summary>Least squares in two coefficients, each between 0 and a bound, solved exactly.</summary>
internal struct BoxLeastSquares(double bound)
{
    private double _firstFirst;
    private double _firstSecond;
    private double _secondSecond;
    private double _firstTarget;
    private double _secondTarget;

    /// <summary>Adds an equation first·α + second·β = target.</summary>
    internal void Add(double weight, double first, double second, double target)
    {
        _firstFirst += weight * first * first;
        _firstSecond += weight * first * second;
        _secondSecond += weight * second * second;
        _firstTarget += weight * first * target;
        _secondTarget += weight * second * target;
    }

    /// <summary>The coefficients: the free solution if it lies in the box, else the best point on its edges.</summary>
    internal readonly (double First, double Second) Solve()
    {
        double determinant = (_firstFirst * _secondSecond) - (_firstSecond * _firstSecond);
        double first = ((_firstTarget * _secondSecond) - (_secondTarget * _firstSecond)) / determinant;
        double second = ((_secondTarget * _firstFirst) - (_firstTarget * _firstSecond)) / determinant;
        if (determinant > 0 && first >= 0 && first <= bound && second >= 0 && second <= bound)
        {
            return (first, second);
        }

        (double First, double Second) best = OnFirst(0);
        foreach ((double First, double Second) edge in (ReadOnlySpan<(double, double)>)[OnFirst(bound), OnSecond(0), OnSecond(bound)])
        {
            best = Cost(edge) < Cost(best) ? edge : best;
        }

        return best;
    }

    private readonly (double First, double Second) OnFirst(double first) =>
        (first, Within(_secondTarget - (_firstSecond * first), _secondSecond));

    private readonly (double First, double Second) OnSecond(double second) =>
        (Within(_firstTarget - (_firstSecond * second), _firstFirst), second);

    /// <summary>A quotient brought into the box; 0 where a column is constant and decides nothing.</summary>
    private readonly double Within(double numerator, double denominator) =>
        denominator > 0 ? Math.Clamp(numerator / denominator, 0, bound) : 0;

    private readonly double Cost((double First, double Second) at) =>
        (0.5 * _firstFirst * at.First * at.First)
        + (_firstSecond * at.First * at.Second)
        + (0.5 * _secondSecond * at.Second * at.Second)
        - (_firstTarget * at.First)
        - (_secondTarget * at.Second);
}
