namespace ZkRollup.Bench.Harness;

/// <summary>The unit of a time in a goal.</summary>
internal enum TimeUnit
{
    /// <summary>10⁻⁶ s.</summary>
    Microseconds,

    /// <summary>10⁻³ s.</summary>
    Milliseconds,

    /// <summary>1 s.</summary>
    Seconds,
}

/// <summary>What one contender of a group has to reach, in the median of the rounds.</summary>
internal sealed record Goal
{
    private readonly Func<ContenderResult, Spread?> _reached;

    private Goal(string contender, double bound, string unit, Func<ContenderResult, Spread?> reached, bool isUpperBound)
    {
        Contender = contender;
        Bound = bound;
        Unit = unit;
        _reached = reached;
        IsUpperBound = isUpperBound;
    }

    /// <summary>Name of the contender.</summary>
    internal string Contender { get; }

    /// <summary>The bound itself meets the goal.</summary>
    internal double Bound { get; }

    /// <summary>A bound to reach for beyond <see cref="Bound"/>; null if there is none. Missing it misses no goal.</summary>
    internal double? Stretch { get; private init; }

    /// <summary>Of the bounds and of what is reached.</summary>
    internal string Unit { get; }

    /// <summary>True if less is better.</summary>
    internal bool IsUpperBound { get; }

    /// <summary>A time of an operation of at most <paramref name="value"/>.</summary>
    internal static Goal AtMost(string contender, double value, TimeUnit unit) => unit switch
    {
        TimeUnit.Microseconds => new(contender, value, "µs", result => result.Time.Over(1e3), isUpperBound: true),
        TimeUnit.Milliseconds => new(contender, value, "ms", result => result.Time.Over(1e6), isUpperBound: true),
        TimeUnit.Seconds => new(contender, value, "s", result => result.Time.Over(1e9), isUpperBound: true),
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    /// <summary>A ratio of the time to the reference's of at most <paramref name="value"/>: so much faster.</summary>
    internal static Goal RatioAtMost(string contender, double value, double? stretch = null) =>
        Ratio(contender, value, isUpperBound: true) with { Stretch = stretch };

    /// <summary>A ratio of the time to the reference's of at least <paramref name="value"/>: the reference is so much faster.</summary>
    internal static Goal RatioAtLeast(string contender, double value) => Ratio(contender, value, isUpperBound: false);

    /// <summary>At least <paramref name="value"/> million operations a second.</summary>
    /// <param name="contender">Name of the contender.</param>
    /// <param name="value">Millions a second.</param>
    /// <param name="operations">What they are, in the plural.</param>
    internal static Goal MillionsAtLeast(string contender, double value, string operations) =>
        new(contender, value, $"million {operations} a second", result => result.Time.ToRate(1e3), isUpperBound: false);

    /// <summary>Holds the figures of the group against the goal.</summary>
    /// <param name="results">The contenders of the group; the one of the goal, or its ratio, may be absent.</param>
    /// <param name="isQuick">The figures mean nothing: they are stored and not judged.</param>
    internal GoalResult Judge(IReadOnlyList<ContenderResult> results, bool isQuick)
    {
        ContenderResult? result = results.FirstOrDefault(r => r.Name == Contender);
        Spread? reached = result is null ? null : _reached(result);
        bool isJudged = reached is not null && !isQuick;
        return new GoalResult(
            Contender,
            IsUpperBound ? "at most" : "at least",
            Bound,
            Stretch,
            Unit,
            reached,
            isJudged ? Meets(reached!.Value, Bound) : null,
            isJudged && Stretch is double stretch ? Meets(reached!.Value, stretch) : null);
    }

    private static Goal Ratio(string contender, double value, bool isUpperBound) =>
        new(contender, value, "times the reference", result => result.RatioToReference, isUpperBound);

    private bool Meets(Spread reached, double bound) => IsUpperBound ? reached.Median <= bound : reached.Median >= bound;
}

/// <summary>A goal and what was reached of it.</summary>
/// <param name="Contender">Whose goal it is.</param>
/// <param name="Relation">at most or at least.</param>
/// <param name="Bound">In <paramref name="Unit"/>.</param>
/// <param name="Stretch">A further bound, to reach for; null if there is none.</param>
/// <param name="Unit">Of the bounds and of what was reached.</param>
/// <param name="Reached">Null if it could not be measured.</param>
/// <param name="IsReached">Whether the median meets the bound; null if nothing was measured or the run was quick.</param>
/// <param name="IsStretchReached">The same for the further bound.</param>
internal sealed record GoalResult(
    string Contender,
    string Relation,
    double Bound,
    double? Stretch,
    string Unit,
    Spread? Reached,
    bool? IsReached,
    bool? IsStretchReached);
