using System.Globalization;

namespace ZkRollup.Prover.Plonk;

/// <summary>How long each stage of a proof took.</summary>
public sealed class ProofTimings
{
    private readonly TimeSpan[] _stages = new TimeSpan[Enum.GetValues<ProvingStage>().Length];

    internal ProofTimings()
    {
    }

    /// <summary>The time of a stage; zero if the proof ended before it.</summary>
    public TimeSpan this[ProvingStage stage]
    {
        get => _stages[(int)stage];
        internal set => _stages[(int)stage] = value;
    }

    /// <summary>All stages together.</summary>
    public TimeSpan Total => new(_stages.Sum(stage => stage.Ticks));

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Total.TotalSeconds:F3} s: {string.Join(", ", Enum.GetValues<ProvingStage>().Select(Describe))}");

    private string Describe(ProvingStage stage) =>
        string.Create(CultureInfo.InvariantCulture, $"{stage} {this[stage].TotalSeconds:F3}");
}
