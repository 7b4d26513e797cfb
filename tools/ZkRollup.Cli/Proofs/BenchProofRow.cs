using ZkRollup.Prover.Plonk;

namespace ZkRollup.Cli.Proofs;

/// <summary>The figures of one circuit: the fastest of some proofs.</summary>
/// <param name="Circuit">Its name: what is proven, in the plural.</param>
/// <param name="Items">How many.</param>
/// <param name="Slots">T.</param>
/// <param name="Rows">n.</param>
/// <param name="WitnessColumns">Columns that are committed first.</param>
/// <param name="HelperColumns">Columns that are committed after the first challenges.</param>
/// <param name="CellsPerItem">Cells of both over all rows, for each item.</param>
/// <param name="Products">Products of the combined constraint on a row.</param>
/// <param name="Seconds">From the inputs to the proof: witness and all stages.</param>
/// <param name="WitnessSeconds">Computing the witness.</param>
/// <param name="StageSeconds">The stages of the prover, by name.</param>
/// <param name="PreparationSeconds">Bases for this T, once.</param>
/// <param name="PeakMemoryBytes">Largest resident set from the witness to the proof; null where the system does not say.</param>
/// <param name="VerifySeconds">Median of some verifications.</param>
/// <param name="ProofBytes">Length of the proof.</param>
internal sealed record BenchProofRow(
    string Circuit,
    long Items,
    int Slots,
    int Rows,
    int WitnessColumns,
    int HelperColumns,
    double CellsPerItem,
    int Products,
    double Seconds,
    double WitnessSeconds,
    IReadOnlyDictionary<string, double> StageSeconds,
    double PreparationSeconds,
    long? PeakMemoryBytes,
    double VerifySeconds,
    int ProofBytes)
{
    /// <summary>The time of some stages together.</summary>
    internal double Of(params ReadOnlySpan<ProvingStage> stages)
    {
        double sum = 0;
        foreach (ProvingStage stage in stages)
        {
            sum += StageSeconds[stage.ToString()];
        }

        return sum;
    }
}
