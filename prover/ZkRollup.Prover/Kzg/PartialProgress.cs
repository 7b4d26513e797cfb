namespace ZkRollup.Prover.Kzg;

/// <summary>Reports the progress of one step of a longer work.</summary>
internal sealed class PartialProgress : IProgress<double>
{
    private readonly IProgress<double> _whole;
    private readonly double _from;
    private readonly double _to;

    private PartialProgress(IProgress<double> whole, double from, double to)
    {
        _whole = whole;
        _from = from;
        _to = to;
    }

    /// <summary>The step that takes the whole from one part done to another, or null where nobody listens.</summary>
    internal static PartialProgress? Of(IProgress<double>? whole, double from, double to) => whole is null ? null : new(whole, from, to);

    public void Report(double value) => _whole.Report(_from + ((_to - _from) * value));
}
