using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Signatures;

public sealed class JubjubArithmeticTests
{
    private const ulong Seed = 3101;

    [Fact]
    public void Add_AllPairsOfSmallOrderAndRandomPoints_MatchLibrary()
    {
        JubjubPoint[] points = Points();
        (JubjubPoint P, JubjubPoint Q)[] pairs = [.. points.SelectMany(p => points.Select(q => (p, q)))];
        IReadOnlyList<Fr[]> sums = Evaluate(Addition(), [.. pairs.Select(pair => Coordinates(pair.P, pair.Q))]);
        Assert.Equal(pairs.Select(pair => Coordinates(pair.P + pair.Q)), sums);
    }

    [Fact]
    public void Double_SmallOrderAndRandomPoints_MatchLibrary() => Assert.Equal(
        Points().Select(p => Coordinates(p + p)), Evaluate(Doubling(), [.. Points().Select(p => Coordinates(p))]));

    [Fact]
    public void Add_EveryAttack_IsNoticed()
    {
        SeededElements random = new(Seed);
        Fr[] operands = Coordinates(RandomPoint(random), RandomPoint(random));
        GadgetAttack attack = new GadgetAttack(Addition().Built)
            .Case("random", operands)
            .Case("opposite", Coordinates(SmallOrder.Points[3], SmallOrder.Points[5]))
            .FreeInput(0, 1, 2, 3);
        Lie(attack, JubjubArithmetic.AddLabel, operands);
        attack.Run();
    }

    [Fact]
    public void Double_EveryAttack_IsNoticed()
    {
        SeededElements random = new(Seed);
        Fr[] operand = Coordinates(RandomPoint(random));
        GadgetAttack attack = new GadgetAttack(Doubling().Built)
            .Case("random", operand)
            .Case("order 4", Coordinates(SmallOrder.Points[2]))
            .FreeInput(0, 1);
        Lie(attack, JubjubArithmetic.DoubleLabel, operand);
        attack.Run();
    }

    [Fact]
    public void OnCurve_OtherPoint_FailsTheCurve()
    {
        SeededElements random = new(Seed);
        Fr[] point = Coordinates(RandomPoint(random));
        BuiltCircuit built = Curve().Built;
        new GadgetAttack(built)
            .Case("random", point)
            .FreeInput(0, 1) // (±x, ±y) are on the curve too.
            .FalseInputs("zeros", [JubjubArithmetic.CurveLabel], Fr.Zero, Fr.Zero)
            .FalseInputs("x alone", [JubjubArithmetic.CurveLabel], Fr.One, Fr.Zero)
            .FalseInputs("random", [JubjubArithmetic.CurveLabel], random.Next(), random.Next())
            .Run();
    }

    [Fact]
    public void FourTimes_PointsNotOfOrderEight_HaveOneSolution()
    {
        // The three equations in order determine x of 2P, y of 4P and x of 4P: each is linear in its unknown, and none of the factors
        // vanishes.
        foreach (JubjubPoint point in Points().Where(point => (point + point + point + point) != SmallOrder.Points[4]))
        {
            (Fr X, Fr Y) twice = SmallOrder.Affine(point + point);
            (Fr X, Fr Y) four = SmallOrder.Affine(point + point + point + point);
            Assert.Equal([Fr.Zero, Fr.Zero, Fr.Zero], FourTimes(point, twice.X, four.X, four.Y));
            Assert.False(FourTimes(point, twice.X + Fr.One, four.X, four.Y)[0].IsZero);
            Assert.False(FourTimes(point, twice.X, four.X, four.Y + Fr.One)[1].IsZero);
            Assert.False(FourTimes(point, twice.X, four.X + Fr.One, four.Y)[2].IsZero);
        }
    }

    [Fact]
    public void FourTimes_PointOfOrderEight_LeavesXFree()
    {
        // 4P = (0, −1): the third equation holds for any x. Hence the precondition that the point is in the subgroup.
        JubjubPoint point = SmallOrder.Points[1];
        Fr twiceX = SmallOrder.Affine(point + point).X;
        Assert.Equal([Fr.Zero, Fr.Zero, Fr.Zero], FourTimes(point, twiceX, Fr.FromUInt64(77), -Fr.One));
    }

    private static void Lie(GadgetAttack attack, string label, Fr[] operands)
    {
        for (int coordinate = 0; coordinate < 2; coordinate++)
        {
            int lying = coordinate;
            attack.FalseWitness($"coordinate {lying}", [label], operands, (_, step, _, outputs) =>
            {
                if (step.Label == label)
                {
                    outputs[lying] += Fr.One;
                }
            });
        }

        for (int i = 1; i < SmallOrder.Points.Length; i++)
        {
            JubjubPoint small = SmallOrder.Points[i];
            attack.FalseWitness($"off by {i}·T", [label], operands, (_, step, _, outputs) =>
            {
                if (step.Label == label)
                {
                    (JubjubPoint.FromAffineUnchecked(outputs[0], outputs[1]) + small).ToAffine(out Fr x, out Fr y);
                    (outputs[0], outputs[1]) = (x, y);
                }
            });
        }
    }

    /// <summary>The equations at some values: formulas over constants are constants.</summary>
    private static Fr[] FourTimes(JubjubPoint point, Fr twiceX, Fr x, Fr y)
    {
        (Fr X, Fr Y) p = SmallOrder.Affine(point);
        Expression[] equations = JubjubFormulas.FourTimes(new(p.X, p.Y), twiceX, new(x, y));
        Assert.All(equations, equation => Assert.Equal(ExpressionKind.Constant, equation.Kind));
        return [.. equations.Select(equation => equation.Value)];
    }

    private static JubjubPoint[] Points()
    {
        SeededElements random = new(Seed);
        return [.. SmallOrder.Points, JubjubPoint.Generator, .. Enumerable.Range(0, 3).Select(_ => RandomPoint(random))];
    }

    private static JubjubPoint RandomPoint(SeededElements random) =>
        JubjubPoint.Multiply(JubjubPoint.Generator, JubjubScalar.FromUInt64(random.NextUInt64())) + SmallOrder.Points[random.NextBelow(8)];

    private static Fr[] Coordinates(params JubjubPoint[] points) =>
        [.. points.Select(SmallOrder.Affine).SelectMany(point => new[] { point.X, point.Y })];

    private static (BuiltCircuit Built, Cell[] Outputs) Addition() => Build(4, (builder, wires) =>
    {
        JubjubWire sum = JubjubArithmetic.Add(
            builder, JubjubWire.FromUnchecked(wires[0], wires[1]), JubjubWire.FromUnchecked(wires[2], wires[3]));
        return [sum.X.Cell, sum.Y.Cell];
    });

    private static (BuiltCircuit Built, Cell[] Outputs) Doubling() => Build(2, (builder, wires) =>
    {
        JubjubWire twice = JubjubArithmetic.Double(builder, JubjubWire.FromUnchecked(wires[0], wires[1]));
        return [twice.X.Cell, twice.Y.Cell];
    });

    private static (BuiltCircuit Built, Cell[] Outputs) Curve() => Build(2, (builder, wires) =>
    {
        JubjubArithmetic.ConstrainOnCurve(builder, wires[0], wires[1]);
        return [];
    });

    private static (BuiltCircuit Built, Cell[] Outputs) Build(int inputs, Func<CircuitBuilder, Element[], Cell[]> gadget)
    {
        CircuitBuilder builder = new("jubjub", new(2, 6, 0));
        Region region = builder.Allocate("input", new(1, inputs));
        Element[] wires = [.. Enumerable.Range(0, inputs).Select(i => new Element(builder.Input(region[0, i]).Cell))];
        Cell[] outputs = gadget(builder, wires);
        return (builder.Build(), outputs);
    }

    private static IReadOnlyList<Fr[]> Evaluate((BuiltCircuit Built, Cell[] Outputs) circuit, Fr[][] slots)
    {
        int count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)slots.Length);
        Trace trace = WitnessGenerator.Generate(circuit.Built, count, (slot, inputs) => slots[slot % slots.Length].CopyTo(inputs));
        Assert.Empty(MockChecker.Check(circuit.Built.Circuit, trace, PublicInputs.None));
        return
        [
            .. slots.Select((_, slot) => circuit.Outputs
                .Select(cell => trace[(slot * trace.RowsPerSlot) + cell.Row, cell.Column]).ToArray()),
        ];
    }
}
