using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>The production prover made to lie at each of its hooks: whatever it sends, the pairing check refuses.</summary>
public sealed class ForgingProverTests
{
    private const int Slots = 4;

    private static readonly ReferenceString Source = ReferenceString.CreateDevelopment(1 << 9);

    [Fact]
    public void Prove_HooksThatChangeNothing_Valid() =>
        Assert.Equal(VerificationStatus.Valid, Verify(SampleCircuits.Everything(Slots, 3, seed: 1), new()));

    [Theory]
    [InlineData("fraction")]
    [InlineData("sum")]
    [InlineData("first product")]
    [InlineData("partial product")]
    public void Prove_HelperCellChanged_PairingsDiffer(string what)
    {
        Statement statement = SampleCircuits.Everything(Slots, 3, seed: 2);
        Circuit circuit = statement.Circuit;
        int column = what switch
        {
            "fraction" => 0,
            "sum" => circuit.SumColumn,
            "first product" => circuit.FirstProductColumn,
            _ => circuit.FirstProductColumn + 1,
        };
        ProverHooks hooks = new() { Helpers = (workspace, _) => Change(workspace, ColumnKind.Helper, column, 5) };
        Assert.Equal(VerificationStatus.PairingsDiffer, Verify(statement, hooks));
    }

    [Fact]
    public void Prove_MultiplicityChanged_PairingsDiffer()
    {
        ProverHooks hooks = new() { Witness = workspace => Change(workspace, ColumnKind.Witness, SampleCircuits.MultiplicityColumn, 2) };
        Assert.Equal(VerificationStatus.PairingsDiffer, Verify(SampleCircuits.Everything(Slots, 3, seed: 3), hooks));
    }

    /// <summary>A fraction of the last row that takes the missing amount closes the sum, but is no fraction.</summary>
    [Fact]
    public void Prove_FalseLookupWithSumForcedToClose_PairingsDiffer()
    {
        Statement statement = SampleCircuits.Everything(Slots, 3, seed: 4)
            .With(trace => trace[3, SampleCircuits.LimbColumn] = Fr.FromUInt64(1000));
        ProverHooks hooks = new()
        {
            Helpers = (workspace, challenges) =>
            {
                Assert.Null(workspace.ComputeFractions(challenges));
                Fr rest = workspace.ComputeRunningSum(challenges);
                Assert.False(rest.IsZero);
                Assert.Null(workspace.ComputeFractions(challenges));
                Fr[] fraction = new Fr[statement.Trace.Rows];
                workspace.ReadColumn(ColumnKind.Helper, 0, fraction);
                fraction[^1] -= rest;
                workspace.WriteColumn(ColumnKind.Helper, 0, fraction);
                Assert.True(workspace.ComputeRunningSum(challenges).IsZero);
            },
        };
        Assert.Equal(VerificationStatus.PairingsDiffer, Verify(statement, hooks));
    }

    /// <summary>With one group the fractions have no column: a sum that is made to close breaks one of its steps.</summary>
    [Fact]
    public void Prove_OneGroupWithSumForcedToClose_PairingsDiffer()
    {
        Statement statement = SampleCircuits.Limbs(Slots, seed: 8).With(trace => trace[3, 0] = Fr.FromUInt64(1000));
        ProverHooks hooks = new()
        {
            Helpers = (workspace, challenges) =>
            {
                Assert.Null(workspace.ComputeFractions(challenges));
                Fr rest = workspace.ComputeRunningSum(challenges);
                Assert.False(rest.IsZero);
                Fr[] sum = new Fr[statement.Trace.Rows];
                workspace.ReadColumn(ColumnKind.Helper, 0, sum);
                for (int row = statement.Trace.Rows / 2; row < sum.Length; row++)
                {
                    sum[row] -= rest;
                }

                workspace.WriteColumn(ColumnKind.Helper, 0, sum);
            },
        };
        Assert.Equal(VerificationStatus.PairingsDiffer, Verify(statement, hooks));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Prove_QuotientPieceChanged_PairingsDiffer(int piece)
    {
        ProverHooks hooks = new()
        {
            Quotient = (workspace, _) =>
            {
                Fr[] coefficients = new Fr[workspace.PieceLength(piece)];
                workspace.ReadPiece(piece, coefficients);
                coefficients[3] += Fr.One;
                workspace.WritePiece(piece, coefficients);
            },
        };
        Assert.Equal(VerificationStatus.PairingsDiffer, Verify(SampleCircuits.Everything(Slots, 3, seed: 5), hooks));
    }

    [Fact]
    public void Prove_AnyEvaluationChanged_PairingsDiffer()
    {
        Statement statement = SampleCircuits.Everything(Slots, 3, seed: 6);
        int count = KeySetup.Create(statement.Circuit, Source).VerifyingKey.Layout.EvaluationCount;
        for (int i = 0; i < count; i += 7)
        {
            int index = i;
            ProverHooks hooks = new() { Evaluations = evaluations => evaluations[index] += Fr.One };
            Assert.Equal(VerificationStatus.PairingsDiffer, Verify(statement, hooks));
        }
    }

    /// <summary>Without its own checks the prover sends a proof of a false statement, which proves nothing.</summary>
    [Theory]
    [InlineData(9, SampleCircuits.ChainColumn)]
    [InlineData(9, 1)]
    [InlineData(31, SampleCircuits.ChainColumn)]
    public void Prove_WrongWitness_PairingsDiffer(int row, int column)
    {
        Statement statement = SampleCircuits.Everything(Slots, 3, seed: 7).With(trace => trace[row, column] += Fr.One);
        Assert.Equal(VerificationStatus.PairingsDiffer, Verify(statement, new()));
    }

    private static void Change(IProofWorkspace workspace, ColumnKind kind, int column, int row)
    {
        Fr[] values = new Fr[Slots * 8];
        workspace.ReadColumn(kind, column, values);
        values[row] += Fr.One;
        workspace.WriteColumn(kind, column, values);
    }

    private static VerificationStatus Verify(Statement statement, ProverHooks hooks)
    {
        ProvingKey key = KeySetup.Create(statement.Circuit, Source, new(PackingFactor: 2, SlotsMin: 2));
        using CpuBackend backend = new(new() { Threads = 2 });
        using PlonkProver prover = new(backend, new SeededBlinding(21), hooks);
        ProvingResult result = prover.Prove(key, Statement.Context, statement.Inputs, statement.Trace);
        Assert.True(result.IsSuccess, result.ToString());
        return PlonkVerifier.Verify(key.VerifyingKey, Statement.Context, Slots, statement.Inputs, result.Proof).Status;
    }
}
