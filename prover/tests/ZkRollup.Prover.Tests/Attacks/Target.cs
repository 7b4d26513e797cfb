using System.Collections.Concurrent;
using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Attacks;

/// <summary>A statement that the production prover can prove, and the means to make it lie: what the attacks aim at.</summary>
internal sealed class Target : IDisposable
{
    /// <summary>The seed of every batch and of all blinding.</summary>
    internal const int Seed = 20240611;

    /// <summary>The small circuit with every feature, and those whose proofs are timed.</summary>
    internal static readonly string[] Names = ["everything", "signatures", "hashes", "ranges"];

    private static readonly ReferenceString Source = ReferenceString.CreateDevelopment(1 << 14);
    private static readonly ConcurrentDictionary<string, Lazy<Target>> Made = new(StringComparer.Ordinal);

    private readonly SwitchingProver _checking;
    private readonly SwitchingProver _pushing;

    private Target(Statement honest)
    {
        _checking = new(checksItself: true);
        _pushing = new(checksItself: false);
        Honest = honest;
        Slots = honest.Trace.Slots;
        Key = KeySetup.Create(honest.Circuit, Source, new(SlotsMin: Slots, SlotsMax: 2 * Slots));
    }

    /// <summary>A witness that satisfies the circuit.</summary>
    internal Statement Honest { get; }

    /// <summary>Its key, for T and 2T.</summary>
    internal ProvingKey Key { get; }

    /// <summary>T.</summary>
    internal int Slots { get; }

    /// <summary>The circuit.</summary>
    internal Circuit Circuit => Honest.Circuit;

    /// <summary>A target by its name.</summary>
    internal static Target Of(string name) => Made.GetOrAdd(name, _ => new(() => new(Make(name)))).Value;

    /// <summary>A statement of a circuit whose proofs are timed.</summary>
    internal static Statement Prepare(IBenchmarkCircuit benchmark, int slots, ulong seed)
    {
        BenchmarkBatch batch = benchmark.Prepare(slots, seed);
        Trace trace = WitnessGenerator.Generate(benchmark.Built, slots, batch.Inputs, publicInputs: batch.PublicInputs);
        return new(benchmark.Built, trace, batch.PublicInputs);
    }

    /// <summary>A key of the same circuit that allows this T alone.</summary>
    internal VerifyingKey KeyForOneT() => KeySetup.Create(Circuit, Source, new(SlotsMin: Slots, SlotsMax: Slots)).VerifyingKey;

    public void Dispose()
    {
        _checking.Dispose();
        _pushing.Dispose();
    }

    /// <summary>Runs the production prover; without hooks it is honest and checks itself.</summary>
    internal ProvingResult Prove(Statement statement, ProverHooks? hooks = null, ProofContext? context = null, int seed = Seed)
    {
        SwitchingProver prover = hooks is null || hooks.ChecksItself ? _checking : _pushing;
        return prover.Prove(Key, context ?? Statement.Context, statement, hooks, new SeededBlinding(seed));
    }

    /// <summary>What an honest prover says of a statement: its status, without a proof.</summary>
    internal ProvingStatus Refusal(Statement statement)
    {
        ProvingResult result = Prove(statement);
        Assert.Null(result.Proof);
        return result.Status;
    }

    /// <summary>What the verifier says of the proof that a lying prover sends.</summary>
    internal VerificationStatus Verify(Statement statement, ProverHooks hooks)
    {
        ProvingResult result = Prove(statement, hooks);
        Assert.True(result.IsSuccess, result.ToString());
        return Verify(statement.Inputs, result.Proof);
    }

    /// <summary>What the verifier says of a proof.</summary>
    internal VerificationStatus Verify(PublicInputs inputs, ReadOnlySpan<byte> proof) =>
        PlonkVerifier.Verify(Key.VerifyingKey, Statement.Context, Slots, inputs, proof).Status;

    /// <summary>Replaces values of a column where it lies.</summary>
    internal void Change(IProofWorkspace workspace, ColumnKind kind, int column, Action<Fr[]> change)
    {
        Fr[] values = new Fr[Honest.Trace.Rows];
        workspace.ReadColumn(kind, column, values);
        change(values);
        workspace.WriteColumn(kind, column, values);
    }

    private static Statement Make(string name) => name switch
    {
        "everything" => SampleCircuits.Everything(slots: 4, limbBits: 3, Seed),
        "signatures" => Prepare(new SignatureBenchmark(), 16, Seed),
        "hashes" => Prepare(new HashBenchmark(), 4, Seed),
        _ => Prepare(new RangeBenchmark(4), 1, Seed),
    };
}
