using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Verifier;

/// <summary>Provers that keep to the protocol, with columns that break a constraint: which one is asserted each time.</summary>
public sealed class FalseStatementTests
{
    private const int Seed = 21;
    private const int Slots = 2;

    private static readonly Statement Honest = SampleCircuits.Everything(Slots, limbBits: 3, Seed);
    private static readonly VerifyingKey CircuitKey = Honest.Key(2);

    [Theory]
    [InlineData(0, SampleCircuits.ChainColumn, "fifth")]
    [InlineData(0, SampleCircuits.ChainColumn, "start")]
    [InlineData(0, SampleCircuits.ChainColumn, "copied")]
    [InlineData(3, SampleCircuits.ChainColumn, "chain")]
    [InlineData(8, SampleCircuits.ChainColumn, "carry")]
    [InlineData(15, SampleCircuits.ChainColumn, "end")]
    [InlineData(8, 9, "word")]
    [InlineData(3, 9, "flag")]
    [InlineData(7, 0, "tail")]
    [InlineData(3, 3, "copy.product[1]")]
    [InlineData(15, 6, null)]
    [InlineData(1, 8, "bus.sum")]
    [InlineData(5, SampleCircuits.LimbColumn, "bus.sum")]
    [InlineData(4, SampleCircuits.MultiplicityColumn, "bus.sum")]
    public void Verify_CellChanged_PairingsDifferUnlessFree(int row, int column, string? label)
    {
        Statement statement = Honest.With(trace => trace[row, column] += Fr.FromUInt64(1000));
        ReferenceProver prover = new(CircuitKey, statement, Statement.Context, Seed);
        byte[] proof = prover.Prove().ToBytes(CircuitKey.Layout);
        VerificationStatus status = PlonkVerifier.Verify(CircuitKey, Statement.Context, Slots, statement.Inputs, proof).Status;
        if (label is null)
        {
            Assert.Empty(prover.FailedLabels);
            Assert.Equal(VerificationStatus.Valid, status);
            return;
        }

        Assert.Contains(label, prover.FailedLabels);
        Assert.Equal(VerificationStatus.PairingsDiffer, status);
    }

    /// <summary>"free multiplicities, overflow of multiplicities": −1 for a row that nobody looks up, one too many, far too many.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public void Verify_WrongMultiplicity_BreaksSum(long change)
    {
        Statement statement = Honest.With(trace => trace[9, SampleCircuits.MultiplicityColumn] += Fr.FromInt64(change));
        AssertBreaks(new(CircuitKey, statement, Statement.Context, Seed), statement, "bus.sum");
    }

    /// <summary>
    /// "wrap-around at the last row": a counter that does not start at 0, or that starts anew in every slot. Copies hold with either, but
    /// the commitment to the counter is the key's.
    /// </summary>
    [Theory]
    [InlineData(1, 16)]
    [InlineData(0, 8)]
    public void Verify_OtherCounter_PairingsDiffer(int start, int period)
    {
        Fr[] values = [.. Enumerable.Range(0, 16).Select(row => Fr.FromUInt64((ulong)(start + (row % period))))];
        AssertBreaks(new OtherCounter(values), Honest, null);
    }

    /// <summary>The counter of another T is another commitment: with both in the key exchanged, honest proofs are refused.</summary>
    [Fact]
    public void Verify_CountersOfTwoTExchanged_PairingsDiffer()
    {
        G1Affine[] counters = [.. CircuitKey.CounterCommitments];
        (counters[0], counters[1]) = (counters[1], counters[0]);
        VerifyingKey exchanged = new(
            CircuitKey.Shape,
            CircuitKey.Combined,
            CircuitKey.PublicTerms,
            CircuitKey.Commitments,
            counters,
            CircuitKey.TauG2,
            CircuitKey.ReferenceStringDigest);
        AssertBreaks(new(exchanged, Honest, Statement.Context, Seed), Honest, null, exchanged);
    }

    /// <summary>What the rows send the public inputs must take: with the same sign on both sides nothing balances.</summary>
    [Fact]
    public void Verify_PublicTermOfSameSign_BreaksSum()
    {
        Statement statement = SampleCircuits.Everything(Slots, limbBits: 3, Seed, publicNumerator: 1);
        VerifyingKey key = statement.Key(2);
        AssertBreaks(new(key, statement, Statement.Context, Seed), statement, "bus.sum", key);
    }

    [Fact]
    public void Verify_PublicTermOfAnotherTuple_BreaksSum()
    {
        Fr[] scalars = [.. Honest.Inputs.Scalars];
        scalars[2] += Fr.One;
        Statement statement = Honest with { Inputs = Honest.Inputs with { Scalars = scalars } };
        AssertBreaks(new(CircuitKey, statement, Statement.Context, Seed), statement, "bus.sum");
    }

    [Fact]
    public void Verify_ZeroProduct_BreaksStart() => AssertBreaks(new ZeroProduct(), Honest, "copy.start");

    [Fact]
    public void Verify_ProductForgedToClose_BreaksItsLastStep()
    {
        Statement statement = Honest.With(trace => trace[3, 3] += Fr.One);
        AssertBreaks(new(CircuitKey, statement, Statement.Context, Seed), statement, "copy.product[1]");
    }

    [Fact]
    public void Verify_FractionForgedToClose_BreaksHelper()
    {
        Statement statement = Honest.With(trace => trace[3, SampleCircuits.LimbColumn] = Fr.FromUInt64(1000));
        AssertBreaks(new ForgedFraction(statement), statement, "bus.helper[0]");
    }

    [Fact]
    public void Verify_RandomQuotient_PairingsDiffer() => AssertBreaks(new RandomQuotient(), Honest, null);

    private static void AssertBreaks(ReferenceProver prover, Statement statement, string? label, VerifyingKey? key = null)
    {
        byte[] proof = prover.Prove().ToBytes(CircuitKey.Layout);
        Assert.Equal(label is null ? [] : [label], prover.FailedLabels);
        VerificationResult result = PlonkVerifier.Verify(key ?? CircuitKey, Statement.Context, Slots, statement.Inputs, proof);
        Assert.Equal(new(VerificationStatus.PairingsDiffer), result);
    }

    private sealed class OtherCounter(Fr[] values) : ReferenceProver(CircuitKey, Honest, Statement.Context, Seed)
    {
        protected override Fr[] CounterValues => values;
    }

    private sealed class ZeroProduct() : ReferenceProver(CircuitKey, Honest, Statement.Context, Seed)
    {
        protected override Fr[][] ComputeProducts() => [.. base.ComputeProducts().Select(column => new Fr[column.Length])];
    }

    private sealed class ForgedFraction(Statement statement) : ReferenceProver(CircuitKey, statement, Statement.Context, Seed)
    {
        protected override Fr[][] ComputeHelpers()
        {
            Fr[][] columns = base.ComputeHelpers();
            columns[0][Rows - 1] -= BusExcess;
            return columns;
        }
    }

    private sealed class RandomQuotient() : ReferenceProver(CircuitKey, Honest, Statement.Context, Seed)
    {
        protected override Fr[] ComputeQuotient()
        {
            Fr[] quotient = base.ComputeQuotient();
            return [.. quotient.Select(_ => Random())];
        }
    }
}
