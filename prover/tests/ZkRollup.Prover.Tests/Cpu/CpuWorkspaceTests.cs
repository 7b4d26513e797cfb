using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;

namespace ZkRollup.Prover.Tests.Cpu;

/// <summary>The operations of the backend one by one: what they refuse, and what no whole proof can reach.</summary>
public sealed class CpuWorkspaceTests
{
    private static readonly ReferenceString Source = ReferenceString.CreateDevelopment(1 << 9);

    /// <summary>With β = 0 every denominator of a bus is γ plus its tag, so γ = −tag makes all of them zero.</summary>
    [Fact]
    public void ComputeFractions_ZeroDenominator_NamesTermAndFirstRow()
    {
        Statement statement = SampleCircuits.Everything(4, 3, seed: 1);
        using IPreparedKey prepared = Prepare(statement);
        using IProofWorkspace workspace = Upload(prepared, statement);
        ZeroDenominator? fault = workspace.ComputeFractions(new(Fr.Zero, -Fr.One, Fr.Zero, Fr.Zero));
        Assert.NotNull(fault);
        Assert.Equal(0, fault.Value.Row);
        Assert.Contains("limb", fault.Value.Term, StringComparison.Ordinal);
    }

    /// <summary>With β = 0 the factor of a copied cell is its value plus γ.</summary>
    [Fact]
    public void ComputeProducts_ZeroDenominator_NamesChunkAndFirstRow()
    {
        Statement statement = SampleCircuits.Everything(4, 3, seed: 1).With(trace =>
        {
            trace[17, 6] = Fr.FromUInt64(5);
            trace[21, 6] = Fr.FromUInt64(5);
        });
        using IPreparedKey prepared = Prepare(statement);
        using IProofWorkspace workspace = Upload(prepared, statement);
        ZeroDenominator? fault = workspace.ComputeProducts(new(Fr.Zero, -Fr.FromUInt64(5), Fr.Zero, Fr.Zero), out _);
        Assert.Equal(new ZeroDenominator("copy.product[1]", 17), fault);
    }

    [Fact]
    public void Calls_OutOfOrder_Throw()
    {
        Statement statement = SampleCircuits.Everything(4, 3, seed: 2);
        using IPreparedKey prepared = Prepare(statement);
        using IProofWorkspace workspace = Upload(prepared, statement);
        ConstraintChallenges challenges = new(Fr.One, Fr.One, Fr.One, Fr.Zero);
        Fr[] values = new Fr[statement.Trace.Rows];
        Assert.Throws<InvalidOperationException>(() => workspace.Evaluate(ColumnKind.Witness, [0], Fr.One, values.AsSpan(0, 1)));
        Assert.Throws<InvalidOperationException>(() => workspace.ComputeQuotient(challenges));
        Assert.Throws<InvalidOperationException>(() => workspace.CommitPiece(0));
        Assert.Throws<InvalidOperationException>(() => workspace.CommitLastQuotient([], Fr.One));
        workspace.Interpolate(ColumnKind.Witness);
        Assert.Throws<InvalidOperationException>(() => workspace.Interpolate(ColumnKind.Witness));
        Assert.Throws<InvalidOperationException>(() => workspace.UploadWitness(0, values));
        Assert.Throws<InvalidOperationException>(() => workspace.ComputeFractions(challenges));
        Assert.Throws<InvalidOperationException>(() => prepared.Begin(CancellationToken.None));
    }

    [Fact]
    public void Calls_OutOfRange_Throw()
    {
        Statement statement = SampleCircuits.Everything(4, 3, seed: 2);
        using IPreparedKey prepared = Prepare(statement);
        using IProofWorkspace workspace = Upload(prepared, statement);
        Fr[] values = new Fr[statement.Trace.Rows];
        Assert.Throws<ArgumentException>(() => workspace.UploadWitness(0, values.AsSpan(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.UploadWitness(statement.Circuit.Witness.Count, values));
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.ReadColumn(ColumnKind.Instance, 0, values));
        Assert.Throws<ArgumentException>(() => workspace.CommitPack(ColumnKind.Witness, [0, 1, 2], new Fr[6]));
        Assert.Throws<ArgumentException>(() => workspace.CommitPack(ColumnKind.Witness, [0, 1], new Fr[3]));
        Assert.Throws<ArgumentException>(() => workspace.UploadPublic(PublicInputs.None));
    }

    [Fact]
    public void Dispose_Twice_OnceIsEnough()
    {
        Statement statement = SampleCircuits.Squares(4, seed: 2);
        using IPreparedKey prepared = Prepare(statement);
        IProofWorkspace workspace = prepared.Begin(CancellationToken.None);
        workspace.Dispose();
        workspace.Dispose();
        prepared.Begin(CancellationToken.None).Dispose();
        prepared.Dispose();
        Assert.Throws<ObjectDisposedException>(() => prepared.Begin(CancellationToken.None));
    }

    [Fact]
    public void ReadColumn_AfterWriteOfZeros_ZerosAgain()
    {
        Statement statement = SampleCircuits.Squares(4, seed: 2);
        using IPreparedKey prepared = Prepare(statement);
        using IProofWorkspace workspace = Upload(prepared, statement);
        Fr[] values = new Fr[statement.Trace.Rows];
        workspace.ReadColumn(ColumnKind.Witness, 0, values);
        Assert.Equal(statement.Trace.Column(0).ToArray(), values);
        workspace.WriteColumn(ColumnKind.Witness, 0, new Fr[values.Length]);
        workspace.ReadColumn(ColumnKind.Witness, 0, values);
        Assert.All(values, value => Assert.True(value.IsZero));
    }

    /// <summary>The second proof takes its memory from the first: nothing grows, and the bound that is announced holds.</summary>
    [Fact]
    public void Prove_Repeatedly_MemoryStaysAndIsWithinTheDemand()
    {
        Statement statement = SampleCircuits.Everything(32, 3, seed: 3);
        ProvingKey key = KeySetup.Create(statement.Circuit, ReferenceString.CreateDevelopment(2 * (256 + 32)));
        using CpuBackend backend = new(new() { Threads = 2 });
        using CpuPreparedKey prepared = (CpuPreparedKey)backend.Prepare(key, 32);
        long[] bytes = new long[3];
        for (int i = 0; i < bytes.Length; i++)
        {
            using PlonkProver prover = new(new Lent(prepared));
            Assert.True(prover.Prove(key, Statement.Context, statement.Inputs, statement.Trace).IsSuccess);
            bytes[i] = prepared.Pool.Bytes;
        }

        Assert.Equal(bytes[0], bytes[1]);
        Assert.Equal(bytes[0], bytes[2]);
        Assert.InRange(bytes[0], 1, prepared.Memory.NeededBytes - (64L << 20));
    }

    private static IPreparedKey Prepare(Statement statement)
    {
        using CpuBackend backend = new(new() { Threads = 2 });
        return backend.Prepare(KeySetup.Create(statement.Circuit, Source), statement.Trace.Slots);
    }

    private static IProofWorkspace Upload(IPreparedKey prepared, Statement statement)
    {
        IProofWorkspace workspace = prepared.Begin(CancellationToken.None);
        workspace.UploadPublic(statement.Inputs);
        for (int i = 0; i < statement.Circuit.Witness.Count; i++)
        {
            workspace.UploadWitness(i, statement.Trace.Column(i).Span);
        }

        return workspace;
    }

    /// <summary>A backend that hands out one prepared key, which outlives the prover.</summary>
    private sealed class Lent(IPreparedKey prepared) : IProverBackend, IPreparedKey
    {
        public string Name => "lent";

        public ProvingKey Key => prepared.Key;

        public int Slots => prepared.Slots;

        public MemoryDemand Memory => prepared.Memory;

        public IPreparedKey Prepare(ProvingKey key, int slots, IProgress<double>? progress, CancellationToken cancellation) => this;

        public IProofWorkspace Begin(CancellationToken cancellation) => prepared.Begin(cancellation);

        public void Dispose()
        {
            // The key is disposed of by who lent it.
        }
    }
}
