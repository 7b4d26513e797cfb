using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace ZkRollup.Cli.Proofs;

/// <summary>Shows how far a long command is: bars on a terminal, a line for each finished stage elsewhere.</summary>
internal sealed class StageProgress
{
    private readonly ProgressContext? _bars;
    private ProgressTask? _bar;
    private string? _stage;
    private long _started;

    private StageProgress(ProgressContext? bars) => _bars = bars;

    /// <summary>Runs an action that reports to a view of its progress.</summary>
    internal static TResult Show<TResult>(Func<StageProgress, TResult> action)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            StageProgress lines = new(null);
            TResult result = action(lines);
            lines.Finish();
            return result;
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .Start(bars =>
            {
                StageProgress view = new(bars);
                TResult result = action(view);
                view.Finish();
                return result;
            });
    }

    /// <summary>A receiver for the part done of one stage.</summary>
    internal IProgress<double> Stage(string stage)
    {
        Begin(stage);
        return new Receiver(fraction => Report(stage, fraction));
    }

    /// <summary>Says how far a stage is; the one before is finished then.</summary>
    internal void Report(string stage, double fraction)
    {
        Begin(stage);
        if (_bar is not null)
        {
            _bar.Value = fraction;
        }
    }

    private void Begin(string stage)
    {
        if (stage == _stage)
        {
            return;
        }

        Finish();
        _stage = stage;
        _started = Stopwatch.GetTimestamp();
        _bar = _bars?.AddTask(Markup.Escape(stage), maxValue: 1);
    }

    private void Finish()
    {
        if (_stage is null)
        {
            return;
        }

        if (_bar is not null)
        {
            _bar.Value = 1;
            _bar.StopTask();
        }
        else
        {
            double seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_stage}: {seconds:F2} s"));
        }

        _stage = null;
    }

    /// <summary>Reports at once, on the thread that does the work.</summary>
    private sealed class Receiver(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
