using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Files;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;
using ZkRollup.WorkingTree;
using Trace = ZkRollup.Circuits.ConstraintSystem.Trace;

namespace ZkRollup.Cli.Proofs;

/// <summary>The command <c>bench-proof</c>: proves signatures, hashes and range checks and says what each stage takes.</summary>
internal static class BenchProofCommand
{
    private const int VerificationsFull = 21;
    private const int VerificationsQuick = 3;

    private static readonly Option<string?> Circuit = new("--circuit") { Description = "one circuit only" };
    private static readonly Option<int> Slots = new("--slots") { Description = "number of slots T instead of the circuit's own" };
    private static readonly Option<bool> Quick = new("--quick") { Description = "as few slots as show that it works" };
    private static readonly Option<int> Repeat = new("--repeat")
    {
        Description = "proofs of each circuit; the fastest counts",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<int> Threads = new("--threads") { Description = "threads of the prover; all cores if 0" };
    private static readonly Option<int> Packing = Options.Packing();

    private static readonly Option<FileInfo?> Output = new("--out") { Description = "a file for the figures as JSON" };

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        Command command = new("bench-proof", "measure proofs of signatures, hashes and range checks")
        {
            Circuit, Slots, Quick, Repeat, Threads, Packing, Output,
        };
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(token => Run(arguments, token), cancellation));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        string? name = arguments.GetValue(Circuit);
        IReadOnlyList<SampleCircuit> circuits = name is null ? SampleCircuits.All : [SampleCircuits.Find(name)];
        double? loadBefore = Machine.ReadLoad();
        DateTime date = DateTime.UtcNow;
        List<BenchProofRow> rows = [];
        foreach (SampleCircuit circuit in circuits)
        {
            rows.Add(Measure(circuit, arguments, cancellation));
        }

        int threads = arguments.GetValue(Threads) is var given and not 0 ? given : Environment.ProcessorCount;
        Machine machine = Machine.Read(AppContext.BaseDirectory);
        BenchProofReport report = new(
            "bench-proof", date, arguments.GetValue(Quick), machine, threads, loadBefore, Machine.ReadLoad(), rows);
        AnsiConsole.Write(report.ToTable());
        if (arguments.GetValue(Output) is { } file)
        {
            AtomicFile.Write(file.FullName, System.Text.Encoding.UTF8.GetBytes(report.ToJson()));
        }

        return ExitCode.Success;
    }

    private static BenchProofRow Measure(SampleCircuit sample, ParseResult arguments, CancellationToken cancellation)
    {
        bool isQuick = arguments.GetValue(Quick);
        int slots = arguments.GetValue(Slots) is var given and not 0 ? given : isQuick ? sample.QuickSlots : sample.DefaultSlots;
        IBenchmarkCircuit circuit = sample.Build();
        BuiltCircuit built = circuit.Built;
        Console.WriteLine($"{sample.Name}: {slots * circuit.ItemsPerSlot} in {slots} slots");
        return StageProgress.Show(progress =>
        {
            KeySetupOptions options = new(Options.Packing(arguments.GetValue(Packing), sample.PackingFactor), slots, slots);
            CircuitShape shape = KeySetup.Shape(built.Circuit, options);
            int powers = KeyFolder.PowersOf(shape);
            ReferenceString source = ReferenceString.CreateDevelopment(powers, progress.Stage("reference string"), cancellation);
            ProvingKey key = KeySetup.Create(built.Circuit, source, options, cancellation);
            using CpuBackend backend = new(new() { Threads = arguments.GetValue(Threads) });
            using PlonkProver prover = new(backend);
            ProofRun[] runs = new ProofRun[isQuick ? 1 : Math.Max(1, arguments.GetValue(Repeat))];
            for (int i = 0; i < runs.Length; i++)
            {
                runs[i] = Prove(circuit, key, prover, slots, (ulong)i + 1, progress, cancellation);
            }

            double preparation = runs[0].Timings[ProvingStage.Preparation].TotalSeconds;
            ProofRun best = runs.MinBy(run => run.Seconds)!;
            double verify = Verify(key, slots, best, isQuick ? VerificationsQuick : VerificationsFull);
            return Row(circuit, slots, best, preparation, verify, runs.Max(run => run.PeakMemory));
        });
    }

    private static ProofRun Prove(
        IBenchmarkCircuit circuit,
        ProvingKey key,
        PlonkProver prover,
        int slots,
        ulong seed,
        StageProgress progress,
        CancellationToken cancellation)
    {
        BenchmarkBatch batch = circuit.Prepare(slots, seed);
        PeakMemory.Reset();
        progress.Report("witness", 0);
        long start = Stopwatch.GetTimestamp();
        Trace trace = WitnessGenerator.Generate(circuit.Built, slots, batch.Inputs, cancellation: cancellation);
        double witness = Stopwatch.GetElapsedTime(start).TotalSeconds;
        ProofContext context = new(LocalChain.Anvil, default);
        ProvingResult result = SampleProof.Make(prover, key, context, batch.PublicInputs, trace, progress, cancellation);
        return new(batch.PublicInputs, result.Proof!, witness, result.Timings, PeakMemory.Read());
    }

    private static double Verify(ProvingKey key, int slots, ProofRun run, int repetitions)
    {
        PlonkVerifier verifier = new(key.VerifyingKey);
        ProofContext context = new(LocalChain.Anvil, default);
        double[] seconds = new double[repetitions];
        for (int i = 0; i < repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            VerificationResult verdict = verifier.Verify(context, slots, run.Inputs, run.Proof);
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (!verdict.IsValid)
            {
                throw new InvalidOperationException($"The proof just made is not valid: {verdict}");
            }
        }

        Array.Sort(seconds);
        return seconds[repetitions / 2];
    }

    private static BenchProofRow Row(
        IBenchmarkCircuit benchmark, int slots, ProofRun best, double preparation, double verify, long? peakMemory)
    {
        Circuit circuit = benchmark.Built.Circuit;
        int rows = slots * circuit.RowsPerSlot;
        long items = (long)slots * benchmark.ItemsPerSlot;
        Dictionary<string, double> stages = Enum.GetValues<ProvingStage>()
            .Where(stage => stage != ProvingStage.Preparation)
            .ToDictionary(stage => stage.ToString(), stage => best.Timings[stage].TotalSeconds);
        return new(
            circuit.Name,
            items,
            slots,
            rows,
            circuit.Witness.Count,
            circuit.HelperColumnCount,
            (double)rows * (circuit.Witness.Count + circuit.HelperColumnCount) / items,
            ExpressionProgram.Compile(circuit.Combined).ProductCount,
            best.Seconds,
            best.WitnessSeconds,
            stages,
            preparation,
            peakMemory,
            verify,
            best.Proof.Length);
    }

    /// <summary>One proof.</summary>
    private sealed record ProofRun(PublicInputs Inputs, byte[] Proof, double WitnessSeconds, ProofTimings Timings, long? PeakMemory)
    {
        /// <summary>Witness and stages, without what is prepared once for a T.</summary>
        internal double Seconds => WitnessSeconds + (Timings.Total - Timings[ProvingStage.Preparation]).TotalSeconds;
    }
}
