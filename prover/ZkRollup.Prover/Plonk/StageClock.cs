using System.Diagnostics;

namespace ZkRollup.Prover.Plonk;

/// <summary>Notes how long stages take and reports how far they are.</summary>
internal sealed class StageClock(IProgress<ProvingProgress>? progress) : IProgress<double>
{
    private readonly ProofTimings _timings = new();
    private ProvingStage _stage;
    private long _start = Stopwatch.GetTimestamp();

    /// <summary>Ends the running stage and begins another.</summary>
    internal void Start(ProvingStage stage)
    {
        if (stage != _stage)
        {
            _ = Stop();
        }

        _stage = stage;
        _start = Stopwatch.GetTimestamp();
        progress?.Report(new(stage, 0));
    }

    /// <summary>Books a part of the time of the running stage under another one.</summary>
    internal void Book(ProvingStage stage, TimeSpan time)
    {
        _timings[stage] += time;
        _timings[_stage] -= time;
    }

    /// <summary>Ends the running stage and returns all times.</summary>
    internal ProofTimings Stop()
    {
        _timings[_stage] += Stopwatch.GetElapsedTime(_start);
        _start = Stopwatch.GetTimestamp();
        progress?.Report(new(_stage, 1));
        return _timings;
    }

    /// <summary>Reports the part of the running stage that is done.</summary>
    public void Report(double value) => progress?.Report(new(_stage, value));
}
