namespace ZkRollup.Bench.Harness;

/// <summary>Least, middle and greatest of the rounds.</summary>
/// <param name="Min">Least.</param>
/// <param name="Median">Middle one, or the mean of the two in the middle.</param>
/// <param name="Max">Greatest.</param>
internal readonly record struct Spread(double Min, double Median, double Max)
{
    /// <summary>The spread of at least one value.</summary>
    internal static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[^1]);
    }

    /// <summary>The same spread in another unit, which is positive.</summary>
    internal Spread Over(double unit) => new(Min / unit, Median / unit, Max / unit);

    /// <summary>Operations in a time, for the spread of the times of one; the least time is the greatest rate.</summary>
    /// <param name="time">In the unit of this spread.</param>
    internal Spread ToRate(double time) => new(time / Max, time / Median, time / Min);
}
