namespace ZkRollup.Cli.Demo;

/// <summary>Where a check stands.</summary>
internal enum CheckState
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>At work.</summary>
    Running,

    /// <summary>It holds.</summary>
    Held,

    /// <summary>It does not hold, or broke off with an error.</summary>
    Failed,

    /// <summary>The user stopped it.</summary>
    Cancelled,
}

/// <summary>One row as it is shown.</summary>
/// <param name="Name">Of the check.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Elapsed">Time at work; what it has taken so far while it runs.</param>
/// <param name="Result">Once it has ended by itself.</param>
internal sealed record DemoRow(string Name, CheckState State, TimeSpan Elapsed, CheckResult? Result)
{
    /// <summary>Nanoseconds of one operation; 0 where none was done.</summary>
    internal double NanosecondsEach => Result is { Operations: > 0 } result ? Elapsed.TotalNanoseconds / result.Operations : 0;
}

/// <summary>Shows the rows while they change.</summary>
internal interface IDemoView
{
    /// <summary>Shows the rows until <paramref name="work"/> ends; it calls back with all rows after each change.</summary>
    Task ShowAsync(Func<Action<IReadOnlyList<DemoRow>>, Task> work);
}
