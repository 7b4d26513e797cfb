using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Attacks;

/// <summary>
/// The production prover lies in each argument, on the circuit with every feature and on those whose proofs are timed. A prover that
/// checks itself names what fails; one that pushes on sends a proof that is refused.
/// </summary>
public sealed class ForgedArgumentTests
{
    /// <summary>A row in the middle of each batch.</summary>
    private const int Row = 5;

    /// <summary>All targets.</summary>
    public static TheoryData<string> Targets => [.. Target.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Prove_HooksThatChangeNothing_Valid(string name)
    {
        Target target = Target.Of(name);
        Assert.Equal(VerificationStatus.Valid, target.Verify(target.Honest, new()));
        Assert.Equal(VerificationStatus.Valid, target.Verify(target.Honest, new() { ChecksItself = true }));
    }

    /// <summary>Fractions, running sum, first product and partial products, each alone.</summary>
    [Theory]
    [InlineData("everything")]
    [InlineData("signatures")]
    [InlineData("ranges")]
    public void Prove_AnyHelperColumnForged_ConstraintsNotSatisfied(string name)
    {
        Target target = Target.Of(name);
        Assert.InRange(target.Circuit.HelperColumnCount, 2, int.MaxValue);
        for (int column = 0; column < target.Circuit.HelperColumnCount; column++)
        {
            int forged = column;
            AssertForged(target, ProvingStatus.ConstraintsNotSatisfied, $"helper column {column}", isChecking => new()
            {
                ChecksItself = isChecking,
                Helpers = (workspace, _) => target.Change(workspace, ColumnKind.Helper, forged, values => values[Row] += Fr.One),
            });
        }
    }

    /// <summary>Zero products satisfy every step and the end, but not the start; zero sums and fractions satisfy no fraction.</summary>
    [Theory]
    [InlineData("everything", true)]
    [InlineData("signatures", true)]
    [InlineData("everything", false)]
    [InlineData("signatures", false)]
    [InlineData("ranges", false)]
    public void Prove_AllZeroProductsOrSums_ConstraintsNotSatisfied(string name, bool isProducts)
    {
        Target target = Target.Of(name);
        Circuit circuit = target.Circuit;
        IEnumerable<int> columns = isProducts
            ? Enumerable.Range(circuit.FirstProductColumn, circuit.ProductColumnCount)
            : Enumerable.Range(0, circuit.FirstProductColumn);
        Assert.NotEmpty(columns);
        AssertForged(target, ProvingStatus.ConstraintsNotSatisfied, "all zero", isChecking => new()
        {
            ChecksItself = isChecking,
            Helpers = (workspace, _) =>
            {
                foreach (int column in columns)
                {
                    target.Change(workspace, ColumnKind.Helper, column, Array.Clear);
                }
            },
        });
    }

    /// <summary>−1, one too many (which is also r + 1 too many) and a count beyond all rows, in every column of multiplicities.</summary>
    [Theory]
    [InlineData("everything", -1)]
    [InlineData("everything", 1)]
    [InlineData("everything", long.MaxValue)]
    [InlineData("signatures", -1)]
    [InlineData("signatures", 1)]
    [InlineData("ranges", -1)]
    [InlineData("ranges", 1)]
    public void Prove_WrongMultiplicity_BusesNotBalanced(string name, long change)
    {
        Target target = Target.Of(name);
        Assert.NotEmpty(target.Circuit.Multiplicities);
        foreach (MultiplicityColumn offer in target.Circuit.Multiplicities)
        {
            AssertForged(target, ProvingStatus.BusesNotBalanced, $"multiplicity {offer.Column}", isChecking => new()
            {
                ChecksItself = isChecking,
                Witness = workspace => target.Change(
                    workspace, ColumnKind.Witness, offer.Column, values => values[RowOf(offer)] += Fr.FromInt64(change)),
            });
        }
    }

    /// <summary>
    /// "late commitment of multiplicities": a false tuple is paid by the one multiplicity that closes the sum under β and γ. All
    /// constraints then hold, so that a prover that checks itself is content; but the column is not the one that was committed.
    /// </summary>
    [Theory]
    [InlineData("everything")]
    [InlineData("signatures")]
    [InlineData("ranges")]
    public void Prove_FalseTuplePaidByLateMultiplicity_PairingsDiffer(string name)
    {
        Target target = Target.Of(name);
        MultiplicityColumn offer = target.Circuit.Multiplicities[0];
        Statement statement = target.Honest.With(trace => trace[RowOf(offer), offer.Column] += Fr.FromUInt64(3));
        Assert.Equal(ProvingStatus.BusesNotBalanced, target.Refusal(statement));
        ProverHooks hooks = new()
        {
            Helpers = (workspace, challenges) =>
            {
                Fr rest = Rest(Fr.Zero);
                Fr slope = Rest(Fr.One) - rest;
                Assert.False(rest.IsZero || slope.IsZero);
                Assert.True(Rest(-(rest * NaivePolynomial.Inverse(slope)) - Fr.One).IsZero);

                Fr Rest(Fr change)
                {
                    target.Change(workspace, ColumnKind.Witness, offer.Column, values => values[RowOf(offer, 1)] += change);
                    Assert.Null(workspace.ComputeFractions(challenges));
                    return workspace.ComputeRunningSum(challenges);
                }
            },
        };
        Assert.Equal(VerificationStatus.PairingsDiffer, target.Verify(statement, hooks));
    }

    /// <summary>The fraction of the last row takes whatever is missing, so that the running sum closes.</summary>
    [Theory]
    [InlineData("everything")]
    [InlineData("signatures")]
    [InlineData("ranges")]
    public void Prove_SumForcedToClose_BusesNotBalanced(string name)
    {
        Target target = Target.Of(name);
        MultiplicityColumn offer = target.Circuit.Multiplicities[0];
        Statement statement = target.Honest.With(trace => trace[RowOf(offer), offer.Column] -= Fr.One);
        AssertForged(target, statement, ProvingStatus.BusesNotBalanced, "last fraction", isChecking => new()
        {
            ChecksItself = isChecking,
            Helpers = (workspace, challenges) =>
            {
                Assert.Null(workspace.ComputeFractions(challenges));
                Fr rest = workspace.ComputeRunningSum(challenges);
                Assert.Null(workspace.ComputeFractions(challenges));
                target.Change(workspace, ColumnKind.Helper, 0, values => values[^1] -= rest);
                Assert.True(workspace.ComputeRunningSum(challenges).IsZero);
            },
        });
    }

    /// <summary>A copied cell differs; the product is multiplied by what is missing from some row on, so that it closes.</summary>
    [Theory]
    [InlineData("everything")]
    [InlineData("signatures")]
    public void Prove_ProductForcedToClose_CopiesNotEqual(string name)
    {
        Target target = Target.Of(name);
        int column = target.Circuit.Copies.Columns[0];
        Statement statement = target.Honest.With(trace => trace[CopiedRow(target), column] += Fr.One);
        AssertForged(target, statement, ProvingStatus.CopiesNotEqual, "product", isChecking => new()
        {
            ChecksItself = isChecking,
            Helpers = (workspace, challenges) =>
            {
                Assert.Null(workspace.ComputeProducts(challenges, out Fr last));
                Assert.NotEqual(Fr.One, last);
                target.Change(workspace, ColumnKind.Helper, target.Circuit.FirstProductColumn, values =>
                {
                    Fr factor = NaivePolynomial.Inverse(last);
                    for (int row = values.Length / 2; row < values.Length; row++)
                    {
                        values[row] *= factor;
                    }
                });
            },
        });
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Prove_AnyQuotientPieceForged_ConstraintsNotSatisfied(string name)
    {
        Target target = Target.Of(name);
        for (int piece = 0; piece < target.Key.VerifyingKey.Plan.QuotientPieceCount; piece++)
        {
            foreach (bool isZero in new[] { false, true })
            {
                int forged = piece;
                AssertForged(target, ProvingStatus.ConstraintsNotSatisfied, $"piece {piece}", isChecking => new()
                {
                    ChecksItself = isChecking,
                    Quotient = (workspace, _) =>
                    {
                        Fr[] coefficients = new Fr[workspace.PieceLength(forged)];
                        workspace.ReadPiece(forged, coefficients);
                        coefficients[Row] += Fr.One;
                        workspace.WritePiece(forged, isZero ? new Fr[coefficients.Length] : coefficients);
                    },
                });
            }
        }
    }

    /// <summary>Every evaluation of the small circuits, and some of the large ones.</summary>
    [Theory]
    [InlineData("everything", 1)]
    [InlineData("hashes", 2)]
    [InlineData("signatures", 24)]
    [InlineData("ranges", 8)]
    public void Prove_AnyEvaluationForged_ConstraintsNotSatisfied(string name, int step)
    {
        Target target = Target.Of(name);
        for (int i = 0; i < target.Key.VerifyingKey.Layout.EvaluationCount; i += step)
        {
            int forged = i;
            string what = target.Key.VerifyingKey.Layout.EvaluationName(i);
            AssertForged(target, ProvingStatus.ConstraintsNotSatisfied, what, isChecking => new()
            {
                ChecksItself = isChecking,
                Evaluations = evaluations => evaluations[forged] += Fr.One,
            });
        }
    }

    /// <summary>"all-zero or all-infinity proof accepted": with the evaluations zero, and with those of an honest proof.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void Verify_AllZeroOrAllInfinityProof_PairingsDiffer(string name)
    {
        Target target = Target.Of(name);
        ProofLayout layout = target.Key.VerifyingKey.Layout;
        Assert.Equal(VerificationStatus.PairingsDiffer, target.Verify(target.Honest.Inputs, new byte[layout.Length]));
        byte[] proof = target.Prove(target.Honest).Proof!;
        for (int point = 0; point < layout.PointCount; point++)
        {
            proof.AsSpan(layout.PointOffset(point), ProofLayout.PointLength).Clear();
        }

        Assert.Equal(VerificationStatus.PairingsDiffer, target.Verify(target.Honest.Inputs, proof));
    }

    private static void AssertForged(Target target, ProvingStatus status, string what, Func<bool, ProverHooks> hooks) =>
        AssertForged(target, target.Honest, status, what, hooks);

    private static void AssertForged(
        Target target, Statement statement, ProvingStatus status, string what, Func<bool, ProverHooks> hooks)
    {
        ProvingResult refused = target.Prove(statement, hooks(true));
        Assert.Equal((what, status), (what, refused.Status));
        Assert.Null(refused.Proof);
        Assert.Equal((what, VerificationStatus.PairingsDiffer), (what, target.Verify(statement, hooks(false))));
    }

    /// <summary>A row of slot 0 on which a table offers a tuple.</summary>
    private static int RowOf(MultiplicityColumn offer, int number = 0) => offer.Term.Selector < 0 ? Row + number : offer.Term.Rows[number];

    /// <summary>A row of slot 0 on which the first copied column is joined with another cell.</summary>
    private static int CopiedRow(Target target)
    {
        IReadOnlyList<Fr> offsets = target.Circuit.Fixed[target.Circuit.Copies.OffsetColumns[0]].Values;
        int row = 0;
        while (offsets[row].IsZero)
        {
            row++;
        }

        return row;
    }
}
