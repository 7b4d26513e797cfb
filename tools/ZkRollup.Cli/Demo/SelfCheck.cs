namespace ZkRollup.Cli.Demo;

/// <summary>One row of the demo: a piece of work whose result is checked against something independent of it.</summary>
/// <remarks>To add a row, derive a class and list it in <see cref="SelfChecks.All"/>.</remarks>
internal abstract class SelfCheck
{
    /// <summary>What is checked, in a few words.</summary>
    internal abstract string Name { get; }

    /// <summary>Makes inputs and expected results; not timed.</summary>
    /// <param name="isQuick">Do as little as shows that it works.</param>
    internal virtual void Prepare(bool isQuick)
    {
    }

    /// <summary>Does the work, compares, and counts it; timed. Called once, after <see cref="Prepare"/>.</summary>
    /// <param name="cancellation">To be asked at least every few milliseconds.</param>
    internal abstract CheckResult Run(CancellationToken cancellation);
}

/// <summary>How a check ended.</summary>
/// <param name="Failure">Null if it holds; otherwise what differs.</param>
/// <param name="Operations">Operations done.</param>
/// <param name="Unit">What one operation is, in the plural.</param>
internal sealed record CheckResult(string? Failure, long Operations, string Unit)
{
    /// <summary>Holds if the condition does.</summary>
    internal static CheckResult Of(bool holds, string failure, long operations, string unit) =>
        new(holds ? null : failure, operations, unit);
}
