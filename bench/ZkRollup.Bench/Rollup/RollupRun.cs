using System.Diagnostics;
using System.Globalization;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Worker;
using ZkRollup.WorkingTree;

namespace ZkRollup.Bench.Rollup;

/// <summary>Proves batches and takes the times.</summary>
internal static class RollupRun
{
    /// <summary>Columns of a commitment, as <c>zkr setup</c> makes keys.</summary>
    internal const int Packing = 4;

    /// <summary>Proves batches under one key, the smallest first.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="batches">Batches, each with its T.</param>
    /// <param name="packing">Columns of a commitment.</param>
    /// <param name="repeat">Proofs of each.</param>
    /// <param name="text">Is told what is going on.</param>
    internal static List<RollupRow> MeasureAll(
        RollupCircuit circuit, IReadOnlyList<(BatchInput Batch, int Slots)> batches, int packing, int repeat, TextWriter text)
    {
        // The prover takes the smallest T that the key allows and the batch fits, so each T has its own backend and key.
        CircuitShape largest = KeySetup.Shape(circuit.Built.Circuit, new(packing, batches[^1].Slots, batches[^1].Slots));
        int powers = checked((int)new PackPlan(largest).PowersNeeded(largest.Rows(largest.SlotsMax)));
        ReferenceString source = ReferenceString.CreateDevelopment(powers);
        List<RollupRow> rows = [];
        foreach ((BatchInput batch, int slots) in batches)
        {
            ProvingKey key = KeySetup.Create(circuit.Built.Circuit, source, new(packing, slots, slots));
            if (rows.Count == 0 && repeat > 1)
            {
                // A prover runs for days: its code is compiled to the end before anything counts.
                _ = Measure(circuit, key, batch, repeat);
            }

            rows.Add(Measure(circuit, key, batch, repeat));
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{slots} slots: {rows[^1].Seconds:F3} s"));
        }

        return rows;
    }

    private static RollupRow Measure(RollupCircuit circuit, ProvingKey key, BatchInput batch, int repeat)
    {
        using CpuBackend backend = new();
        using BatchProver prover = new(circuit, key, backend);
        BatchProof? best = null;
        double processor = double.MaxValue;
        TimeSpan preparation = TimeSpan.Zero;
        long? memory = null;
        for (int i = 0; i < repeat; i++)
        {
            PeakMemory.Reset();
            double before = ProcessorSeconds();
            BatchProof proof = prover.Prove(batch);
            processor = Math.Min(processor, ProcessorSeconds() - before);
            memory = PeakMemory.Read() is { } peak ? Math.Max(peak, memory ?? 0) : null;
            preparation = i == 0 ? proof.Timings.Proof[ProvingStage.Preparation] : preparation;
            best = best is null || SecondsOf(proof) < SecondsOf(best) ? proof : best;
        }

        BatchPlan plan = BatchPlan.Create(batch, circuit.Sizes.LimitsFor(best!.File.Slots));
        return new(
            best.File.Slots,
            best.Steps,
            batch.Transactions.Count,
            plan.Touched.Count,
            plan.NodeCount,
            SecondsOf(best),
            processor,
            best.Timings.Planning.TotalSeconds,
            best.Timings.Witness.TotalSeconds,
            Enum.GetValues<ProvingStage>().Where(stage => stage != ProvingStage.Preparation)
                .ToDictionary(stage => stage.ToString(), stage => best.Timings.Proof[stage].TotalSeconds),
            preparation.TotalSeconds,
            best.Timings.Verification.TotalSeconds,
            memory,
            best.File.Proof.Length);
    }

    private static double ProcessorSeconds()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private static double SecondsOf(BatchProof proof)
    {
        BatchTimings timings = proof.Timings;
        return (timings.Planning + timings.Witness + timings.Proof.Total - timings.Proof[ProvingStage.Preparation]).TotalSeconds;
    }
}
