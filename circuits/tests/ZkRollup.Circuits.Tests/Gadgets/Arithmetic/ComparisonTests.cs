using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

public sealed class ComparisonTests
{
    private static readonly BigInteger R = FieldInteger.Modulus;

    [Theory]
    [InlineData(4)]
    [InlineData(13)]
    [InlineData(40)]
    public void Comparison_RandomPairs_TellsOrder(int bits)
    {
        const ulong Seed = 88;
        SeededElements random = new(Seed);
        GadgetCircuit circuit = Bits(GadgetCircuit.Small, bits);
        BigInteger end = BigInteger.One << bits;
        List<BigInteger[]> slots = [[0, 0], [0, end - 1], [end - 1, 0], [end - 1, end - 1], [end - 2, end - 1], [end - 1, end - 2]];
        while (slots.Count < 16)
        {
            BigInteger a = GadgetCircuit.RandomBits(random, bits);
            slots.Add([a, slots.Count % 3 == 0 ? a : GadgetCircuit.RandomBits(random, bits)]);
        }

        IReadOnlyList<BigInteger[]> results = circuit.Evaluate(slots);
        for (int i = 0; i < slots.Count; i++)
        {
            (BigInteger a, BigInteger b) = (slots[i][0], slots[i][1]);
            Assert.Equal([a < b ? 1 : 0, a <= b ? 1 : 0], results[i]);
        }
    }

    [Fact]
    public void Demand_AExceedsByOne_FailsLookups()
    {
        const int Bits = 13;
        BigInteger last = (BigInteger.One << Bits) - 1;
        GadgetCircuit atMost = Demand(GadgetCircuit.Small, Bits, isStrict: false);
        IReadOnlyList<BigInteger[]> differences = atMost.Evaluate([[0, 0], [0, last], [last, last], [last - 1, last], [5, 6]]);
        Assert.Equal([0, last, 0, 1, 1], differences.Select(difference => difference[0]));
        Assert.All(atMost.Labels([last, last - 1]), label => Assert.StartsWith("limb[", label, StringComparison.Ordinal));
        Assert.NotEmpty(atMost.Labels([last, last - 1]));
        Assert.NotEmpty(atMost.Labels([last, 0]));
        Assert.NotEmpty(atMost.Labels([1, 0]));

        GadgetCircuit below = Demand(GadgetCircuit.Small, Bits, isStrict: true);
        differences = below.Evaluate([[0, 1], [0, last], [last - 1, last]]);
        Assert.Equal([0, last - 1, 0], differences.Select(difference => difference[0]));
        Assert.All(below.Labels([5, 5]), label => Assert.StartsWith("limb[", label, StringComparison.Ordinal));
        Assert.NotEmpty(below.Labels([5, 5]));
        Assert.NotEmpty(below.Labels([last, last]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Demand_EveryAttack_IsNoticed(bool isStrict)
    {
        GadgetCircuit circuit = GadgetCircuit.Build("demand", GadgetCircuit.Small, 2, (builder, wires) =>
        {
            // Bounds that the cases keep; the range checks that prove them have tests of their own.
            Bounded a = Bounded.FromUnchecked(wires[0].Cell, 255);
            Bounded b = Bounded.FromUnchecked(wires[1].Cell, 255);
            return [(isStrict ? Comparison.ConstrainLess(builder, a, b) : Comparison.ConstrainLessOrEqual(builder, a, b)).Cell];
        });
        circuit.Attack()
            .Case("wide", 0x11L, 0xff)
            .Case("neighbours", 16L, 17)
            .FreeInput(0, 1)
            .FalseInputs("exceeds by one", ["limb[1]"], 100, isStrict ? 100 : 99)
            .FalseWitness(
                "lying difference", ["arithmetic"], [Fr.FromUInt64(9), Fr.FromUInt64(8)], Replace(ArithmeticGate.Label, 0, Fr.Zero))
            .FalseWitness("carry", ["limb[0]"], [Fr.Zero, Fr.FromUInt64(0x22)], circuit.Carry(GadgetCircuit.Small, 0))
            .Run();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bit_EveryAttack_IsNoticed(bool isStrict)
    {
        GadgetCircuit circuit = GadgetCircuit.Build("bit", GadgetCircuit.Small, 2, (builder, wires) =>
        {
            Bounded a = Bounded.FromUnchecked(wires[0].Cell, 255);
            Bounded b = Bounded.FromUnchecked(wires[1].Cell, 255);
            return [(isStrict ? Comparison.IsLess(builder, a, b) : Comparison.IsLessOrEqual(builder, a, b)).Cell];
        });
        Fr wrap = Fr.FromUInt64(256);
        Cell difference = circuit.OutputOf(SignTest.HintLabel, output: 1);
        circuit.Attack()
            .Case("less", 0x11L, 0xff)
            .Case("equal", 77L, 77)
            .Case("greater", 0xf1L, 0x10)
            .FreeInput(0, 1)
            .FalseWitness("lying bit", ["limb[1]"], [Fr.FromUInt64(5), Fr.FromUInt64(6)], Flip(wrap))
            .FalseWitness("lying bit for equal values", ["limb[1]"], [Fr.FromUInt64(6), Fr.FromUInt64(6)], Flip(wrap))
            .FalseWitness("lying bit for greater", ["limb[1]"], [Fr.FromUInt64(7), Fr.FromUInt64(6)], Flip(wrap))
            .FalseWitness(
                "lying difference", ["arithmetic"], [Fr.FromUInt64(9), Fr.FromUInt64(8)], Replace(SignTest.HintLabel, 1, Fr.FromUInt64(3)))
            .FalseWitness("another difference in the range", ["copy"], [Fr.One, Fr.One], GadgetCircuit.Detached(difference))
            .FalseWitness("half a bit", [ArithmeticGate.BitLabel], [Fr.FromUInt64(9), Fr.FromUInt64(9)], HalfBit(wrap))
            .FalseWitness("carry", ["limb[0]"], [Fr.FromUInt64(0x22), Fr.FromUInt64(0x111)], circuit.Carry(GadgetCircuit.Small, 0))
            .Run();

        HintOverride Flip(Fr by) => GadgetCircuit.Lie(SignTest.HintLabel, (_, write) =>
        {
            // The claim turns around, and the difference follows the gate.
            bool claimsNegative = write[0] == (isStrict ? Fr.Zero : Fr.One);
            write[0] = Fr.One - write[0];
            write[1] = claimsNegative ? write[1] + by : write[1] - by;
        });
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void Comparison_TinyPrime_HasOneResult(bool isStrict, int bits)
    {
        // The narrowest prime that the preconditions allow: 2^n + high < p and 2^n ≤ p + low, for differences of two numbers.
        int maximum = bits == 0 ? 2 : (1 << bits) - 1;
        GadgetCircuit circuit = GadgetCircuit.Build("bit", new(2, 7, 0, 1, Math.Max(bits, 2)), 2, (builder, wires) =>
        {
            Bounded a = Bounded.FromUnchecked(wires[0].Cell, maximum);
            Bounded b = Bounded.FromUnchecked(wires[1].Cell, maximum);
            return [(isStrict ? Comparison.IsLess(builder, a, b) : Comparison.IsLessOrEqual(builder, a, b)).Cell];
        });
        int prime = maximum == 1 ? 7 : maximum == 2 ? 7 : 11;
        (int tried, int accepted) = new TinyPrime(circuit.Built, prime).Exhaustive(
            circuit.Inputs,
            circuit.Outputs,
            x => [[(isStrict ? x[0] < x[1] : x[0] <= x[1]) ? 1 : 0]],
            x => x[0] <= maximum && x[1] <= maximum);
        Assert.Equal(((maximum + 1) * (maximum + 1), (maximum + 1) * (maximum + 1)), (tried, accepted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Demand_TinyPrime_AcceptsExactlyTheRightPairs(bool isStrict)
    {
        GadgetCircuit circuit = GadgetCircuit.Build("demand", new(2, 7, 0, 1, 2), 2, (builder, wires) =>
        {
            Bounded a = Bounded.FromUnchecked(wires[0].Cell, 3);
            Bounded b = Bounded.FromUnchecked(wires[1].Cell, 3);
            return [(isStrict ? Comparison.ConstrainLess(builder, a, b) : Comparison.ConstrainLessOrEqual(builder, a, b)).Cell];
        });
        new TinyPrime(circuit.Built, isStrict ? 11 : 7).Exhaustive(
            circuit.Inputs,
            circuit.Outputs,
            x => x[0] + (isStrict ? 1 : 0) <= x[1] ? [[x[1] - x[0] - (isStrict ? 1 : 0)]] : [],
            x => x[0] <= 3 && x[1] <= 3);
    }

    [Fact]
    public void Comparison_BoundsTooWide_Throws()
    {
        CircuitBuilder builder = new("bounds", GadgetCircuit.Large);
        Cell cell = FieldArithmetic.Constant(builder, Fr.One).Cell;
        Bounded wide = new(cell, (BigInteger.One << 254) - 1);
        Bounded fits = new(cell, (BigInteger.One << 253) - 1);
        Bounded small = new(cell, 7);
        Bounded nearModulus = new(cell, R - 1);
        Assert.Throws<ArgumentException>(() => Comparison.IsLess(builder, wide, wide));
        Assert.Throws<ArgumentException>(() => Comparison.IsLessOrEqual(builder, nearModulus, small));
        Assert.Throws<ArgumentException>(() => Comparison.ConstrainLessOrEqual(builder, wide, wide));
        Assert.Throws<ArgumentException>(() => Comparison.ConstrainLessOrEqual(builder, nearModulus, small));
        Assert.Throws<ArgumentException>(() => Comparison.ConstrainLess(builder, small, new Bounded(cell, 0)));
        Comparison.IsLess(builder, fits, fits);
        Assert.Equal(7, Comparison.ConstrainLessOrEqual(builder, wide, small).Maximum);
    }

    [Fact]
    public void Comparison_FortyBits_TakesOneRowOfWholeLimbs()
    {
        GadgetCircuit circuit = Demand(GadgetCircuit.Large, 40, isStrict: false);
        Assert.Equal(new RegionSize(1, 1, 0, 4), circuit.Built.Regions[^1].Size);
    }

    [Fact]
    public void MinMax_RandomNumbers_MatchBigInteger()
    {
        const ulong Seed = 12;
        SeededElements random = new(Seed);
        GadgetCircuit circuit = GadgetCircuit.Build("extrema", GadgetCircuit.Small, 2, (builder, wires) =>
        {
            Signed a = Signed.FromUnchecked(wires[0].Cell, -128, 127);
            Signed b = Signed.FromUnchecked(wires[1].Cell, -100, 127);
            Signed smaller = Comparison.Min(builder, a, b);
            Signed larger = Comparison.Max(builder, a, b);
            Assert.Equal((-128, 127), (smaller.Minimum, smaller.Maximum));
            Assert.Equal((-100, 127), (larger.Minimum, larger.Maximum));
            return [smaller.Cell, larger.Cell, Comparison.IsLess(builder, a, b).Cell, Comparison.IsLessOrEqual(builder, a, b).Cell];
        });
        List<BigInteger[]> slots = [[-128, -100], [-100, -100], [127, -1], [0, 0], [-1, 0], [0, -1]];
        while (slots.Count < 16)
        {
            slots.Add([random.NextBelow(256) - 128, random.NextBelow(228) - 100]);
        }

        IReadOnlyList<BigInteger[]> results = circuit.Evaluate(slots);
        for (int i = 0; i < slots.Count; i++)
        {
            (BigInteger a, BigInteger b) = (slots[i][0], slots[i][1]);
            BigInteger[] expected = [(BigInteger.Min(a, b) + R) % R, (BigInteger.Max(a, b) + R) % R, a < b ? 1 : 0, a <= b ? 1 : 0];
            Assert.Equal(expected, results[i]);
        }
    }

    [Fact]
    public void Min_Bounded_KeepsTheSmallerBound()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("minimum", GadgetCircuit.Small, 2, (builder, wires) =>
        {
            Bounded a = Bounded.FromUnchecked(wires[0].Cell, 200);
            Bounded b = Bounded.FromUnchecked(wires[1].Cell, 50);
            Bounded smaller = Comparison.Min(builder, a, b);
            Bounded larger = Comparison.Max(builder, a, b);
            Assert.Equal((50, 200), (smaller.Maximum, larger.Maximum));
            return [smaller.Cell, larger.Cell];
        });
        Assert.Equal([50, 200], circuit.Evaluate(200, 50));
        Assert.Equal([3, 40], circuit.Evaluate(3, 40));
    }

    private static HintOverride Replace(string label, int output, Fr value) => GadgetCircuit.Lie(
        label, (_, write) => write[output] = value);

    /// <summary>Only the gate of the bit notices: the difference 128 lies in the range, with half the wrap.</summary>
    private static HintOverride HalfBit(Fr wrap)
    {
        Fr.TryInvert(Fr.FromUInt64(2), out Fr half);
        return GadgetCircuit.Lie(SignTest.HintLabel, (_, write) =>
        {
            write[0] = half;
            write[1] = write[1] + (wrap * half);
        });
    }

    private static GadgetCircuit Bits(GridShape shape, int bits) => GadgetCircuit.Build("bits", shape, 2, (builder, wires) =>
    {
        Bounded a = Bounded.FromUnchecked(wires[0].Cell, (BigInteger.One << bits) - 1);
        Bounded b = Bounded.FromUnchecked(wires[1].Cell, (BigInteger.One << bits) - 1);
        return [Comparison.IsLess(builder, a, b).Cell, Comparison.IsLessOrEqual(builder, a, b).Cell];
    });

    private static GadgetCircuit Demand(GridShape shape, int bits, bool isStrict) => GadgetCircuit.Build(
        "demand", shape, 2, (builder, wires) =>
    {
        Bounded a = RangeCheck.Constrain(builder, wires[0], bits);
        Bounded b = RangeCheck.Constrain(builder, wires[1], bits);
        Bounded difference = isStrict ? Comparison.ConstrainLess(builder, a, b) : Comparison.ConstrainLessOrEqual(builder, a, b);
        Assert.Equal((BigInteger.One << bits) - (isStrict ? 2 : 1), difference.Maximum);
        return [difference.Cell];
    });
}
