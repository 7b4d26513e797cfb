namespace ZkRollup.Bench.Rollup;

/// <summary>The figures of one T: the fastest of some proofs.</summary>
/// <param name="Slots">T.</param>
/// <param name="SlotsUsed">Slots that are not padding.</param>
/// <param name="Transactions">Transactions of the batch.</param>
/// <param name="RecordsTouched">Records that they touch.</param>
/// <param name="NodesTouched">Nodes of the state tree and the log tree that they touch.</param>
/// <param name="Seconds">From the batch to the proof: planning, witness and all stages but the preparation.</param>
/// <param name="ProcessorSeconds">Of all cores, with verification; the least of the proofs: without preparation if there are two.</param>
/// <param name="PlanningSeconds">Running the programs of all steps.</param>
/// <param name="WitnessSeconds">Filling the trace.</param>
/// <param name="StageSeconds">The stages of the prover, by name.</param>
/// <param name="PreparationSeconds">Bases for this T, once.</param>
/// <param name="VerifySeconds">Verifying the proof.</param>
/// <param name="PeakMemoryBytes">Largest resident set from the batch to the proof; null where the system does not say.</param>
/// <param name="ProofBytes">Length of the proof.</param>
internal sealed record RollupRow(
    int Slots,
    int SlotsUsed,
    int Transactions,
    int RecordsTouched,
    int NodesTouched,
    double Seconds,
    double ProcessorSeconds,
    double PlanningSeconds,
    double WitnessSeconds,
    IReadOnlyDictionary<string, double> StageSeconds,
    double PreparationSeconds,
    double VerifySeconds,
    long? PeakMemoryBytes,
    int ProofBytes)
{
    /// <summary>Time of one slot, padding or not.</summary>
    public double MillisecondsPerSlot => 1e3 * Seconds / Slots;

    /// <summary>The part of the time that is not the proof: from the batch to the trace.</summary>
    public double WitnessShare => (PlanningSeconds + WitnessSeconds) / Seconds;
}
