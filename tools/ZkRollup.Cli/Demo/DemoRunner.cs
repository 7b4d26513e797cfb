using System.Diagnostics;

namespace ZkRollup.Cli.Demo;

/// <summary>Runs checks one after the other, on another thread than the one that shows them.</summary>
internal static class DemoRunner
{
    /// <summary>Every check held.</summary>
    internal const int Success = 0;

    /// <summary>A check does not hold.</summary>
    internal const int Failure = 1;

    /// <summary>The user stopped the run, as shells say it: 128 and the number of the signal.</summary>
    internal const int Cancelled = 130;

    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs all checks, whatever fails, until the end or until cancelled.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(IReadOnlyList<SelfCheck> checks, bool isQuick, IDemoView view, CancellationToken cancellation)
    {
        DemoRow[] rows = [.. checks.Select(c => new DemoRow(c.Name, CheckState.Waiting, TimeSpan.Zero, null))];
        await view.ShowAsync(async changed =>
        {
            for (int i = 0; i < rows.Length && !cancellation.IsCancellationRequested; i++)
            {
                int row = i;
                rows[row] = rows[row] with { State = CheckState.Running };
                changed(rows);
                Stopwatch watch = new();
                Task<DemoRow> work = Task.Run(() => Run(checks[row], isQuick, watch, cancellation), CancellationToken.None);
                while (await Task.WhenAny(work, Task.Delay(Refresh, CancellationToken.None)) != work)
                {
                    rows[row] = rows[row] with { Elapsed = watch.Elapsed };
                    changed(rows);
                }

                rows[row] = await work;
                changed(rows);
            }
        });
        return rows switch
        {
            _ when rows.Any(r => r.State == CheckState.Failed) => Failure,
            _ when cancellation.IsCancellationRequested => Cancelled,
            _ => rows.Length > 0 && rows.All(r => r.State == CheckState.Held) ? Success : Failure,
        };
    }

    private static DemoRow Run(SelfCheck check, bool isQuick, Stopwatch watch, CancellationToken cancellation)
    {
        try
        {
            check.Prepare(isQuick);
            watch.Start();
            CheckResult result = check.Run(cancellation);
            watch.Stop();
            return new DemoRow(check.Name, result.Failure is null ? CheckState.Held : CheckState.Failed, watch.Elapsed, result);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new DemoRow(check.Name, CheckState.Cancelled, watch.Elapsed, null);
        }
#pragma warning disable CA1031 // Whatever a check throws is its result, and the others still run.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            CheckResult result = new($"{failure.GetType().Name}: {failure.Message}", 0, string.Empty);
            return new DemoRow(check.Name, CheckState.Failed, watch.Elapsed, result);
        }
    }
}
