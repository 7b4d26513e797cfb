namespace ZkRollup.Sequencer.Risk.Indices;

/// <summary>The rules of one underlying's index; set by the operator, hence trusted.</summary>
public sealed class IndexRules
{
    /// <summary>Sets the rules.</summary>
    /// <param name="ageMsMax">See <see cref="AgeMsMax"/>.</param>
    /// <param name="deviationMax">See <see cref="DeviationMax"/>.</param>
    /// <param name="venuesMin">See <see cref="VenuesMin"/>.</param>
    /// <param name="average">See <see cref="Average"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rule is outside the range that its property states.</exception>
    public IndexRules(long ageMsMax, double deviationMax, int venuesMin, IndexAverage average)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ageMsMax, 0);
        if (!(deviationMax > 0 && deviationMax < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(deviationMax), deviationMax, "The deviation must lie between 0 and 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(venuesMin, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(venuesMin, IndexPrice.VenuesMax);
        if (!Enum.IsDefined(average))
        {
            throw new ArgumentOutOfRangeException(nameof(average), average, "No such average.");
        }

        AgeMsMax = ageMsMax;
        DeviationMax = deviationMax;
        VenuesMin = venuesMin;
        Average = average;
    }

    /// <summary>How old a price may be, in milliseconds; at least 0.</summary>
    public long AgeMsMax { get; }

    /// <summary>How far from the median of all fresh prices a price may lie, as a fraction of it; above 0, below 1.</summary>
    public double DeviationMax { get; }

    /// <summary>How many venues must be left; 1 to <see cref="IndexPrice.VenuesMax"/>.</summary>
    public int VenuesMin { get; }

    /// <summary>How they become one number.</summary>
    public IndexAverage Average { get; }
}
