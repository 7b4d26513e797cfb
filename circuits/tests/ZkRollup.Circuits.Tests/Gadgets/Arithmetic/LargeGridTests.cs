using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Tests.Attacks;

namespace ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

/// <summary>All gadgets side by side, in the grid and with the widths of the rollup; and what they cost there.</summary>
public sealed class LargeGridTests
{
    private static readonly BigInteger R = FieldInteger.Modulus;

    [Fact]
    public void Gadgets_RollupWidths_MatchBigInteger()
    {
        const ulong Seed = 2024;
        SeededElements random = new(Seed);
        GadgetCircuit circuit = Build();
        BigInteger end = BigInteger.One << 63;
        List<BigInteger[]> slots =
        [
            [-end, 1, 0, 0], [-end, (1 << 30) - 1, 1, 1], [end - 1, 1, (BigInteger.One << 40) - 1, 0], [0, 7, 5, 6], [-1, 2, 6, 5],
        ];
        while (slots.Count < 16)
        {
            BigInteger value = GadgetCircuit.RandomBits(random, 63);
            BigInteger left = GadgetCircuit.RandomBits(random, 40);
            BigInteger right = slots.Count % 4 == 0 ? left : GadgetCircuit.RandomBits(random, 40);
            slots.Add([slots.Count % 2 == 0 ? -value : value, 1 + GadgetCircuit.RandomBits(random, 29), left, right]);
        }

        IReadOnlyList<BigInteger[]> results = circuit.Evaluate(slots);
        for (int i = 0; i < slots.Count; i++)
        {
            BigInteger[] expected = Expected(slots[i][0], slots[i][1], slots[i][2], slots[i][3]);
            Assert.Equal(expected.Select(value => ((value % R) + R) % R), results[i]);
        }
    }

    [Fact]
    public void Gadgets_AnyNumberOfThem_AreOneGateEach()
    {
        GadgetCircuit circuit = Build();
        Assert.Equal(1, circuit.CountGates(ArithmeticGate.Label));
        Assert.Equal(1, circuit.CountGates(ArithmeticGate.BitLabel));
        Assert.Equal(1, circuit.CountGates(Selection.Label));
    }

    [Fact]
    public void CostReport_OfAllGadgets_IsPinned() => Baselines.Require("arithmetic", CostReport.Of(Build().Built));

    [Theory]
    [InlineData("range-40", 40)]
    [InlineData("range-48", 48)]
    [InlineData("range-64", 64)]
    public void CostReport_OfRange_IsPinned(string name, int bits) => Require(name, 1, (builder, wires) =>
        RangeCheck.Constrain(builder, wires[0], bits));

    [Fact]
    public void CostReport_OfComparison_IsPinned() => Require("comparison", 2, (builder, wires) => Comparison.IsLess(
        builder, Bounded.FromUnchecked(wires[0].Cell, ulong.MaxValue), Bounded.FromUnchecked(wires[1].Cell, ulong.MaxValue)));

    [Fact]
    public void CostReport_OfDivision_IsPinned() => Require("division", 2, (builder, wires) => Division.DivFloor(
        builder, Signed.FromUnchecked(wires[0].Cell, long.MinValue, long.MaxValue), Bounded.FromUnchecked(wires[1].Cell, uint.MaxValue)));

    [Fact]
    public void CostReport_OfUnpacking_IsPinned() => Require("unpacking", 1, (builder, wires) =>
        Packing.Unpack(builder, wires[0], [16, 1, 32, 40, 24, 4, 32, 40, 8]));

    private static void Require(string name, int inputs, Action<CircuitBuilder, Element[]> gadget)
    {
        GadgetCircuit circuit = GadgetCircuit.Build(name, GadgetCircuit.Large, inputs, (builder, wires) =>
        {
            gadget(builder, wires);
            return [];
        });
        Baselines.Require(name, CostReport.Of(circuit.Built));
    }

    /// <summary>A value of 64 bits with sign, a divisor of 30 bits, two numbers of 40 bits.</summary>
    private static GadgetCircuit Build() => GadgetCircuit.Build("arithmetic", GadgetCircuit.Large, 4, (builder, wires) =>
    {
        Signed value = SignedArithmetic.Constrain(builder, wires[0], 63);
        Bounded divisor = RangeCheck.ConstrainAtMost(builder, wires[1], (1 << 30) + 5);
        Bounded left = RangeCheck.Constrain(builder, wires[2], 40);
        Bounded right = RangeCheck.Constrain(builder, wires[3], 40);
        SignedDivisionResult floor = Division.DivFloor(builder, value, divisor);
        DivisionResult ceil = Division.DivCeil(builder, left, divisor);
        Bit less = Comparison.IsLess(builder, left, right);
        (Bounded first, Bounded second) = Selection.ConditionalSwap(builder, less, left, right);
        Bounded lane = Packing.Pack(builder, [left, right, divisor, less], [40, 40, 31, 1]);
        return
        [
            floor.Quotient.Cell,
            floor.Remainder.Cell,
            ceil.Quotient.Cell,
            ceil.Remainder.Cell,
            SignedMagnitude.Absolute(builder, value).Magnitude.Cell,
            SignedMagnitude.Clamp(builder, value, 1_000_000).Cell,
            first.Cell,
            second.Cell,
            Comparison.ConstrainLessOrEqual(builder, second, first).Cell,
            Equality.IsEqual(builder, left, right).Cell,
            BooleanLogic.Not(builder, less).Cell,
            FieldArithmetic.MultiplyAdd(builder, left, right, divisor).Cell,
            SignedArithmetic.Multiply(builder, value, SignedArithmetic.Subtract(builder, left, right)).Cell,
            .. Packing.Unpack(builder, lane, [40, 40, 32]).Select(field => field.Cell),
        ];
    });

    private static BigInteger[] Expected(BigInteger value, BigInteger divisor, BigInteger left, BigInteger right)
    {
        BigInteger modulus = ((value % divisor) + divisor) % divisor;
        BigInteger ceil = (left + divisor - 1) / divisor;
        BigInteger less = left < right ? 1 : 0;
        return
        [
            (value - modulus) / divisor,
            modulus,
            ceil,
            (ceil * divisor) - left,
            BigInteger.Abs(value),
            BigInteger.Min(1_000_000, BigInteger.Max(0, value)),
            BigInteger.Max(left, right),
            BigInteger.Min(left, right),
            BigInteger.Abs(left - right),
            left == right ? 1 : 0,
            1 - less,
            (left * right) + divisor,
            value * (left - right),
            left,
            right,
            divisor + (less << 31),
        ];
    }
}
