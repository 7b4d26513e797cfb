using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Proofs of the production prover: accepted, equal to those of the definitions, and refused where the witness is wrong.</summary>
public sealed class PlonkProverTests
{
    private static readonly ReferenceString Source = ReferenceString.CreateDevelopment(1 << 11);

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(2, 2, 3)]
    [InlineData(4, 2, 3)]
    [InlineData(8, 2, 3)]
    [InlineData(2, 4, 5)]
    [InlineData(1, 8, 4)]
    [InlineData(4, 16, 3)]
    public void Prove_Everything_ValidAndEqualToReference(int packingFactor, int slots, int limbBits)
    {
        Statement statement = SampleCircuits.Everything(slots, limbBits, seed: slots + packingFactor);
        ProvingKey key = KeySetup.Create(statement.Circuit, Source, new(packingFactor));
        byte[] proof = Prove(key, statement, seed: 11, threads: 2);
        Assert.Equal(
            new(VerificationStatus.Valid),
            PlonkVerifier.Verify(key.VerifyingKey, Statement.Context, slots, statement.Inputs, proof));
        ReferenceProver reference = new(key.VerifyingKey, statement, Statement.Context, seed: 11);
        byte[] expected = reference.Prove().ToBytes(key.VerifyingKey.Layout);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(proof));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 16)]
    [InlineData(4, 64)]
    public void Prove_Squares_ValidAndEqualToReference(int packingFactor, int slots)
    {
        Statement statement = SampleCircuits.Squares(slots, seed: slots);
        ProvingKey key = KeySetup.Create(statement.Circuit, Source, new(packingFactor));
        byte[] proof = Prove(key, statement, seed: 12, threads: 1);
        Assert.Equal(
            new(VerificationStatus.Valid),
            PlonkVerifier.Verify(key.VerifyingKey, Statement.Context, slots, statement.Inputs, proof));
        ReferenceProver reference = new(key.VerifyingKey, statement, Statement.Context, seed: 12);
        byte[] expected = reference.Prove().ToBytes(key.VerifyingKey.Layout);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(proof));
    }

    /// <summary>One group of fractions leaves one helper column, the running sum.</summary>
    [Fact]
    public void Prove_OneGroupOfFractions_ValidAndEqualToReference()
    {
        Statement statement = SampleCircuits.Limbs(slots: 4, seed: 14);
        Assert.Equal((1, 0), (statement.Circuit.HelperColumnCount, statement.Circuit.SumColumn));
        ProvingKey key = KeySetup.Create(statement.Circuit, Source);
        byte[] proof = Prove(key, statement, seed: 14, threads: 2);
        Assert.Equal(
            new(VerificationStatus.Valid), PlonkVerifier.Verify(key.VerifyingKey, Statement.Context, 4, statement.Inputs, proof));
        ReferenceProver reference = new(key.VerifyingKey, statement, Statement.Context, seed: 14);
        Assert.Equal(reference.Prove().ToBytes(key.VerifyingKey.Layout), proof);
        Statement wrong = statement.With(trace => trace[9, 0] += Fr.FromUInt64(1000));
        Assert.Equal(ProvingStatus.BusesNotBalanced, TryProve(key, wrong).Status);
    }

    [Fact]
    public void Prove_AnyNumberOfThreads_SameBytes()
    {
        Statement statement = SampleCircuits.Everything(slots: 16, limbBits: 4, seed: 3);
        ProvingKey key = KeySetup.Create(statement.Circuit, Source);
        byte[] expected = Prove(key, statement, seed: 13, threads: 1);
        Assert.Equal(expected, Prove(key, statement, seed: 13, threads: 2));
        Assert.Equal(expected, Prove(key, statement, seed: 13, threads: 5));
    }

    [Fact]
    public void Prove_OneKeyForSeveralT_AllValid()
    {
        ProvingKey? key = null;
        using CpuBackend backend = new();
        using PlonkProver prover = new(backend);
        foreach (int slots in new[] { 4, 16, 8, 8 })
        {
            Statement statement = SampleCircuits.Everything(slots, limbBits: 4, seed: slots);
            key ??= KeySetup.Create(statement.Circuit, Source, new(SlotsMin: 4, SlotsMax: 16));
            ProvingResult result = prover.Prove(key, Statement.Context, statement.Inputs, statement.Trace);
            Assert.Equal(
                new(VerificationStatus.Valid),
                PlonkVerifier.Verify(key.VerifyingKey, Statement.Context, slots, statement.Inputs, result.Proof));
        }
    }

    [Fact]
    public void Prove_CryptographicBlinding_ProofsDifferInEveryCommitment()
    {
        Statement statement = SampleCircuits.Everything(slots: 2, limbBits: 3, seed: 4);
        ProvingKey key = KeySetup.Create(statement.Circuit, Source);
        using CpuBackend backend = new();
        using PlonkProver prover = new(backend);
        byte[] first = prover.Prove(key, Statement.Context, statement.Inputs, statement.Trace).Proof!;
        byte[] second = prover.Prove(key, Statement.Context, statement.Inputs, statement.Trace).Proof!;
        ProofLayout layout = key.VerifyingKey.Layout;
        for (int point = 0; point < layout.PointCount; point++)
        {
            int offset = layout.PointOffset(point);
            Assert.False(
                first.AsSpan(offset, ProofLayout.PointLength).SequenceEqual(second.AsSpan(offset, ProofLayout.PointLength)),
                layout.PointName(point));
        }
    }

    [Theory]
    [InlineData("chain", ProvingStatus.ConstraintsNotSatisfied)]
    [InlineData("copied", ProvingStatus.CopiesNotEqual)]
    [InlineData("limb", ProvingStatus.BusesNotBalanced)]
    [InlineData("multiplicity", ProvingStatus.BusesNotBalanced)]
    public void Prove_OneCellChanged_NamesTheArgument(string cell, ProvingStatus expected)
    {
        Statement honest = SampleCircuits.Everything(slots: 4, limbBits: 3, seed: 5);
        Statement statement = honest.With(trace =>
        {
            (int row, int column) = cell switch
            {
                "chain" => (9, SampleCircuits.ChainColumn),
                "copied" => (9, 1),
                "limb" => (3, SampleCircuits.LimbColumn),
                _ => (3, SampleCircuits.MultiplicityColumn),
            };
            trace[row, column] += Fr.FromUInt64(1000);
        });
        ProvingResult result = TryProve(KeySetup.Create(statement.Circuit, Source), statement);
        Assert.Equal(expected, result.Status);
        Assert.Null(result.Proof);
        Assert.Contains("mock checker", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Prove_PublicTermOfWrongSign_BusesNotBalanced()
    {
        Statement statement = SampleCircuits.Everything(slots: 2, limbBits: 3, seed: 6, publicNumerator: 1);
        Assert.Equal(ProvingStatus.BusesNotBalanced, TryProve(KeySetup.Create(statement.Circuit, Source), statement).Status);
    }

    /// <summary>The remainder is then a constant, which the top coefficients of the quotient do not show.</summary>
    [Fact]
    public void Prove_SameErrorOnEveryRow_ConstraintsNotSatisfied()
    {
        CircuitBuilder builder = new("constant", new(16, 0, 1));
        builder.ConstrainEveryRow("one", (Expression.Column(ColumnKind.Witness, 0) * Expression.Column(ColumnKind.Witness, 0)) - 1);
        BuiltCircuit built = builder.Build();
        Trace trace = WitnessGenerator.Generate(built, 2, (_, _) => { });
        ProvingResult result = TryProve(KeySetup.Create(built.Circuit, Source), new(built, trace, PublicInputs.None));
        Assert.Equal(ProvingStatus.ConstraintsNotSatisfied, result.Status);
    }

    [Fact]
    public void Prove_TooLittleMemory_RefusesWithBothNumbers()
    {
        Statement statement = SampleCircuits.Squares(slots: 4, seed: 7);
        using CpuBackend backend = new(new() { MemoryBytesMax = 3 << 20 });
        using PlonkProver prover = new(backend);
        List<ProvingProgress> reports = [];
        ProvingResult result = prover.Prove(
            KeySetup.Create(statement.Circuit, Source), Statement.Context, statement.Inputs, statement.Trace, new ListProgress(reports));
        Assert.Equal(ProvingStatus.NotEnoughMemory, result.Status);
        Assert.Contains("MiB needed, 3 MiB available", result.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(reports, report => report.Stage != ProvingStage.Preparation);
    }

    [Fact]
    public void Prove_Progress_ReportsEveryStageInOrder()
    {
        Statement statement = SampleCircuits.Everything(slots: 2, limbBits: 3, seed: 8);
        List<ProvingProgress> reports = [];
        using CpuBackend backend = new();
        using PlonkProver prover = new(backend);
        ProvingResult result = prover.Prove(
            KeySetup.Create(statement.Circuit, Source), Statement.Context, statement.Inputs, statement.Trace, new ListProgress(reports));
        Assert.True(result.IsSuccess);
        Assert.Equal(Announced, reports.Select(report => report.Stage).Distinct());
        Assert.Equal(reports.OrderBy(report => report.Stage).ThenBy(report => report.Fraction), reports);
        Assert.All(Announced, stage => Assert.Contains(new(stage, 1), reports));
        Assert.All(Enum.GetValues<ProvingStage>(), stage => Assert.True(result.Timings[stage] > TimeSpan.Zero, stage.ToString()));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Prove_CancelledInAnyStage_ThrowsAndTheNextProofIsRight(ProvingStage stage)
    {
        Statement statement = SampleCircuits.Everything(slots: 4, limbBits: 3, seed: 9);
        ProvingKey key = KeySetup.Create(statement.Circuit, Source);
        using CpuBackend backend = new(new() { Threads = 2 });
        using PlonkProver prover = new(backend);
        using CancellationTokenSource source = new();
        CallbackProgress progress = new(report =>
        {
            if (report.Stage == stage)
            {
                source.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() =>
            prover.Prove(key, Statement.Context, statement.Inputs, statement.Trace, progress, source.Token));
        ProvingResult next = prover.Prove(key, Statement.Context, statement.Inputs, statement.Trace);
        Assert.Equal(
            new(VerificationStatus.Valid), PlonkVerifier.Verify(key.VerifyingKey, Statement.Context, 4, statement.Inputs, next.Proof));
    }

    [Fact]
    public void Prove_WrongShapes_ThrowsAndSaysWhich()
    {
        Statement statement = SampleCircuits.Everything(slots: 4, limbBits: 3, seed: 9);
        ProvingKey key = KeySetup.Create(statement.Circuit, Source, new(SlotsMin: 2, SlotsMax: 4));
        using CpuBackend backend = new();
        using PlonkProver prover = new(backend);
        Statement other = SampleCircuits.Squares(slots: 4, seed: 1);
        Statement larger = SampleCircuits.Everything(slots: 8, limbBits: 3, seed: 9);
        Assert.Contains("got 2 with 4", Message(statement.Inputs, other.Trace), StringComparison.Ordinal);
        Assert.Contains("a power of two from 2 to 4, got 8", Message(larger.Inputs, larger.Trace), StringComparison.Ordinal);
        Assert.Contains("3 public scalars, got 0", Message(PublicInputs.None, statement.Trace), StringComparison.Ordinal);

        string Message(PublicInputs inputs, Trace trace) =>
            Assert.Throws<ArgumentException>(() => prover.Prove(key, Statement.Context, inputs, trace)).Message;
    }

    /// <summary>All stages but the last report, after which nothing is left to cancel.</summary>
    public static TheoryData<ProvingStage> Stages() => [.. Announced];

    /// <summary>The stages that begin and end on their own: extensions run within the quotient and are only booked apart.</summary>
    private static IEnumerable<ProvingStage> Announced => Enum.GetValues<ProvingStage>().Where(stage => stage != ProvingStage.Extension);

    private static byte[] Prove(ProvingKey key, Statement statement, int seed, int threads)
    {
        using CpuBackend backend = new(new() { Threads = threads });
        using PlonkProver prover = new(backend, new SeededBlinding(seed));
        ProvingResult result = prover.Prove(key, Statement.Context, statement.Inputs, statement.Trace);
        Assert.True(result.IsSuccess, result.ToString());
        return result.Proof!;
    }

    private static ProvingResult TryProve(ProvingKey key, Statement statement)
    {
        using CpuBackend backend = new();
        using PlonkProver prover = new(backend);
        return prover.Prove(key, Statement.Context, statement.Inputs, statement.Trace);
    }

    private sealed class ListProgress(List<ProvingProgress> reports) : IProgress<ProvingProgress>
    {
        public void Report(ProvingProgress value) => reports.Add(value);
    }

    private sealed class CallbackProgress(Action<ProvingProgress> action) : IProgress<ProvingProgress>
    {
        public void Report(ProvingProgress value) => action(value);
    }
}
