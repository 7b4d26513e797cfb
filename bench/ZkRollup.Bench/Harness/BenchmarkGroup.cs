namespace ZkRollup.Bench.Harness;

/// <summary>One way to do the work of a group.</summary>
/// <param name="Name">Short, for example scalar, lanes, blst.</param>
/// <param name="Operations">Operations done by one call of <paramref name="Run"/>.</param>
/// <param name="Run">Does the work; runs many times on the same buffers.</param>
/// <param name="IsReference">The ratios of the group are taken against this one; at most one in a group.</param>
internal sealed record Contender(string Name, long Operations, Action Run, bool IsReference = false)
{
    /// <summary>Called before each call of <see cref="Run"/>, outside the measured time; null if there is nothing to prepare.</summary>
    internal Action? BeforeEach { get; init; }
}

/// <summary>Contenders that do the same work, measured in turns so that their ratio is taken under the same load.</summary>
/// <param name="Name">Dotted, for example fp.multiply.dependent.</param>
/// <param name="Operation">What one operation is, with its sizes.</param>
/// <param name="Prepare">Makes the inputs and the contenders; called once, if the group is measured. None: nothing to measure here.</param>
internal sealed record BenchmarkGroup(string Name, string Operation, Func<IReadOnlyList<Contender>> Prepare) : IMeasured
{
    /// <summary>Times every contender of the group.</summary>
    internal ClockKind Clock { get; init; } = ClockKind.Thread;

    /// <summary>What else is to be said of one operation, once the contenders are made; null if nothing.</summary>
    internal Func<string>? Detail { get; init; }

    /// <summary>What the contenders have to reach.</summary>
    internal IReadOnlyList<Goal> Goals { get; init; } = [];

    /// <inheritdoc/>
    public GroupResult Measure(Effort effort) => Measurement.Run(this, effort);
}

/// <summary>A source of groups: implement it and add it to <see cref="Micro.MicroBenchmarks.Sources"/>.</summary>
internal interface IBenchmarkSource
{
    /// <summary>The groups, cheaply: inputs are made when a group is prepared.</summary>
    IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context);
}
