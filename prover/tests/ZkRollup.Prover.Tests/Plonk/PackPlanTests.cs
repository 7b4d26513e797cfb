using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Which column goes where, by hand.</summary>
public sealed class PackPlanTests
{
    private static readonly CircuitShape Shape = new()
    {
        Name = "by hand",
        RowsPerSlot = 4,
        Degree = 6,
        PackingFactor = 2,
        FixedCount = 3,
        TablePeriods = [16, 8, 16],
        CounterCount = 1,
        WitnessCount = 6,
        RotatedWitness = [1, 4, 5],
        HelperCount = 2,
        RotatedHelpers = [1],
        InstanceCount = 1,
        InstanceStride = 4,
        PublicScalarCount = 0,
        SlotsMin = 4,
        SlotsMax = 16,
    };

    [Fact]
    public void Packs_OfShape_AreInTheOrderOfTheDocument()
    {
        PackPlan plan = new(Shape);
        string[] packs = [.. plan.Packs.Select(pack =>
            $"{pack.Kind} {string.Join(',', pack.Columns)} F={pack.Factor} at {pack.PointCount}, "
            + $"exponent {pack.Exponent(64)}, b {pack.BlindingCount}")];
        Assert.Equal(
            [
                "Fixed 0,1,2 F=3 at 1, exponent 16, b 0",
                "Table 1 F=2 at 1, exponent 8, b 0",
                "Table 0,2 F=2 at 1, exponent 4, b 0",
                "Counter 0 F=1 at 1, exponent 1, b 0",
                "Witness 0,2 F=2 at 1, exponent 1, b 2",
                "Witness 3 F=2 at 1, exponent 1, b 2",
                "Witness 1,4 F=2 at 2, exponent 1, b 3",
                "Witness 5 F=2 at 2, exponent 1, b 3",
                "Helper 0 F=2 at 1, exponent 1, b 2",
                "Helper 1 F=2 at 2, exponent 1, b 3",
            ],
            packs);
        Assert.Equal((3, 4, 2), (plan.KeyPacks.Count, plan.WitnessPacks.Count, plan.HelperPacks.Count));
        Assert.Equal(128, plan.QuotientPieceLength(64));
        Assert.Equal(2 * (64 + 32), plan.PowersNeeded(64));
    }

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(1, 6, 5)]
    [InlineData(2, 2, 1)]
    [InlineData(2, 5, 2)]
    [InlineData(2, 6, 3)]
    [InlineData(4, 6, 2)]
    [InlineData(8, 6, 1)]
    public void QuotientPieceCount_OfDegree_IsRoundedUp(int packingFactor, int degree, int pieces) =>
        Assert.Equal(pieces, new PackPlan(Shape with { PackingFactor = packingFactor, Degree = degree }).QuotientPieceCount);

    [Fact]
    public void Layout_OfShape_HasNoGapAndNoOverlap()
    {
        ProofLayout layout = new(new(Shape));
        Assert.Equal(((4 + 2 + 3 + 2) * 96) + ((3 + 3 + 1 + 6 + 3 + 2 + 1) * 32), layout.Length);
        List<(int Start, int Length)> parts =
        [
            .. Enumerable.Range(0, layout.PointCount).Select(i => (layout.PointOffset(i), 96)),
            .. Enumerable.Range(0, layout.EvaluationCount).Select(i => (layout.EvaluationOffset(i), 32)),
        ];
        int position = 0;
        foreach ((int start, int length) in parts.Order())
        {
            Assert.Equal(position, start);
            position += length;
        }

        Assert.Equal(layout.Length, position);
        Assert.Equal("W'", layout.PointName(layout.PointCount - 1));
        Assert.Equal(layout.Length - 96, layout.PointOffset(layout.PointCount - 1));
        int[] order =
        [
            layout.Evaluation(ColumnKind.Fixed, 0, 0), layout.Evaluation(ColumnKind.Table, 0, 0),
            layout.Evaluation(ColumnKind.Counter, 0, 0), layout.Evaluation(ColumnKind.Witness, 0, 0),
            layout.Evaluation(ColumnKind.Witness, 1, 1), layout.Evaluation(ColumnKind.Witness, 4, 1),
            layout.Evaluation(ColumnKind.Helper, 0, 0), layout.Evaluation(ColumnKind.Helper, 1, 1),
            layout.Evaluation(ColumnKind.Witness, 0, 1), layout.Evaluation(ColumnKind.Instance, 0, 0),
        ];
        Assert.Equal([0, 3, 6, 7, 13, 14, 16, 18, -1, -1], order);
    }

    /// <summary>A counter for each T from 4 to 16, or none; the plan and the layout are the same for all.</summary>
    [Fact]
    public void CounterCommitmentCount_OfShape_IsThatOfTheAllowedT()
    {
        Assert.Equal(3, Shape.CounterCommitmentCount);
        Assert.Equal((0, 1, 2), (Shape.SlotsIndex(4), Shape.SlotsIndex(8), Shape.SlotsIndex(16)));
        Assert.Throws<ArgumentOutOfRangeException>("slots", () => Shape.SlotsIndex(32));
        CircuitShape without = Shape with { CounterCount = 0 };
        Assert.Equal(0, without.CounterCommitmentCount);
        Assert.DoesNotContain(new PackPlan(without).Packs, pack => pack.Kind == ColumnKind.Counter);
        Assert.Contains("row counters is 2", (Shape with { CounterCount = 2 }).FindFault(), StringComparison.Ordinal);
    }

    /// <summary>Were all in one pack, its length, and so that of the opening, would be above that of every other pack.</summary>
    [Fact]
    public void Packs_ManyTablesOfAPeriod_AreNoLongerThanTheOthers()
    {
        PackPlan plan = new(Shape with { TablePeriods = [16, 16, 8, 16, 16, 16] });
        Assert.Equal(
            ["2 F=2", "0,1 F=2", "3,4 F=2", "5 F=2"],
            plan.KeyPacks.Skip(1).Select(pack => $"{string.Join(',', pack.Columns)} F={pack.Factor}"));
        Assert.All(plan.KeyPacks.Skip(1), pack => Assert.InRange(pack.Factor * pack.Period, 1, plan.PowersNeeded(16)));
    }

    [Fact]
    public void PowersNeeded_ManyFixedColumns_CoversThem() =>
        Assert.Equal(4000 * 4, new PackPlan(Shape with { FixedCount = 4000 }).PowersNeeded(64));

    [Fact]
    public void Of_TooFewRows_Throws()
    {
        Statement statement = SampleCircuits.Squares(slots: 4, seed: 1);
        string message = Assert.Throws<ArgumentException>(() => CircuitShape.Of(statement.Circuit, 2, slotsMin: 2, slotsMax: 4)).Message;
        Assert.Contains("the smallest number of slots is 2, expected a power of two from 4 to 4", message, StringComparison.Ordinal);
    }
}
