using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

/// <summary><see cref="SignedArithmetic"/> and <see cref="SignedMagnitude"/>.</summary>
public sealed class SignedTests
{
    private static readonly BigInteger R = FieldInteger.Modulus;

    [Theory]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(63)]
    [InlineData(0)]
    public void SignedRange_Bounds_PassAndFail(int bits)
    {
        GadgetCircuit circuit = Range(GadgetCircuit.Small, bits);
        BigInteger end = BigInteger.One << bits;
        circuit.Evaluate([[-end], [-1], [0], [end - 1], [-end / 2]]);
        foreach (BigInteger outside in new[] { end, -end - 1, 2 * end, (R - 1) / 2 })
        {
            Assert.All(circuit.Labels([outside]), label => Assert.StartsWith("limb[", label, StringComparison.Ordinal));
            Assert.NotEmpty(circuit.Labels([outside]));
        }
    }

    [Fact]
    public void SignedRange_EveryAttack_IsNoticed()
    {
        GadgetCircuit circuit = Range(GadgetCircuit.Small, 7);
        circuit.Attack()
            .Case("negative", -100L)
            .Case("positive", 100L)
            .Case("smallest", -128L)
            .FreeInput(0)
            .FalseInputs("largest plus one", ["limb[1]"], 128)
            .FalseInputs("smallest minus one", ["limb[1]"], -129)
            .FalseWitness(
                "lying limbs", [RangeCheck.LastLabel], [Fr.One], GadgetCircuit.Lie(RangeCheck.HintLabel, (_, write) => write[1] = Fr.Zero))
            .FalseWitness("carry", ["limb[0]"], [Fr.One], circuit.Carry(GadgetCircuit.Small, 0))
            .Run();
    }

    [Fact]
    public void Operations_RandomNumbers_MatchBigInteger()
    {
        const ulong Seed = 4711;
        SeededElements random = new(Seed);
        GadgetCircuit circuit = Operations(GadgetCircuit.Small);
        List<BigInteger[]> slots = [[-128, -128, -128], [127, 127, 127], [-128, 127, 0], [0, 0, 0]];
        while (slots.Count < 16)
        {
            slots.Add([random.NextBelow(256) - 128, random.NextBelow(256) - 128, random.NextBelow(256) - 128]);
        }

        IReadOnlyList<BigInteger[]> results = circuit.Evaluate(slots);
        for (int i = 0; i < slots.Count; i++)
        {
            (BigInteger a, BigInteger b, BigInteger c) = (slots[i][0], slots[i][1], slots[i][2]);
            BigInteger[] expected = [a + b, a - b, -a, a * b, (a * b) + c, -42];
            Assert.Equal(expected.Select(value => (value + R) % R), results[i]);
        }
    }

    [Fact]
    public void Operations_EveryAttack_IsNoticed() => Operations(GadgetCircuit.Small)
        .Attack()
        .Case("mixed", -3L, 5, 7)
        .Case("zeros", 0L, 0, 0)
        .FreeInput(0, 1, 2)
        .Run();

    [Fact]
    public void Operations_Bounds_AreTheTightestOnes()
    {
        CircuitBuilder builder = new("bounds", GadgetCircuit.Small);
        Cell cell = FieldArithmetic.Constant(builder, Fr.One).Cell;
        Signed a = new(cell, -3, 5);
        Signed b = new(cell, -7, 2);
        Require(SignedArithmetic.Add(builder, a, b), -10, 7);
        Require(SignedArithmetic.Subtract(builder, a, b), -5, 12);
        Require(SignedArithmetic.Negate(builder, a), -5, 3);
        Require(SignedArithmetic.Multiply(builder, a, b), -35, 21);
        Require(SignedArithmetic.MultiplyAdd(builder, a, b, a), -38, 26);
        Require(SignedArithmetic.Subtract(builder, new Bounded(cell, 4), new Bounded(cell, 9)), -9, 4);
        Require(SignedArithmetic.FromBounded(new Bounded(cell, 9)), 0, 9);
        Assert.Equal(9, SignedArithmetic.ToBounded(new Signed(cell, 0, 9)).Maximum);
        Assert.Equal((3, 2, 0, 7), (a.Bits, new Signed(cell, -4, 3).Bits, new Signed(cell, -1, 0).Bits, new Signed(cell, 0, 127).Bits));

        static void Require(Signed wire, int minimum, int maximum) => Assert.Equal((minimum, maximum), (wire.Minimum, wire.Maximum));
    }

    [Fact]
    public void Operations_BoundsReachHalfModulus_Throw()
    {
        CircuitBuilder builder = new("bounds", GadgetCircuit.Small);
        Cell cell = FieldArithmetic.Constant(builder, Fr.One).Cell;
        BigInteger half = (R - 1) / 2;
        Signed most = new(cell, -half, half);
        Signed one = new(cell, -1, 1);
        Signed none = new(cell, 0, 0);
        Signed two = new(cell, 0, 2);
        SignedArithmetic.Add(builder, most, none);
        Assert.Throws<ArgumentException>(() => SignedArithmetic.Add(builder, most, one));
        Assert.Throws<ArgumentException>(() => SignedArithmetic.Subtract(builder, most, one));
        Assert.Throws<ArgumentException>(() => SignedArithmetic.Multiply(builder, most, two));
        Assert.Throws<ArgumentException>(() => SignedArithmetic.MultiplyAdd(builder, most, one, one));
        Assert.Throws<ArgumentException>(() => SignedArithmetic.FromBounded(new Bounded(cell, half + 1)));
        Assert.Throws<ArgumentException>(() => SignedArithmetic.Constant(builder, half + 1));
        Assert.Throws<ArgumentException>(() => SignedArithmetic.Constant(builder, -half - 1));
        Assert.Throws<ArgumentException>(() => SignedArithmetic.ToBounded(one));
        Assert.Throws<ArgumentException>(() => Signed.FromUnchecked(cell, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Range(GadgetCircuit.Large, 253));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignedMagnitude.Clamp(builder, one, -1));
    }

    [Fact]
    public void Magnitude_AnyNumber_MatchesBigInteger()
    {
        GadgetCircuit circuit = Magnitude(GadgetCircuit.Small);
        BigInteger[][] slots = [.. new BigInteger[] { -256, -255, -101, -1, 0, 1, 99, 100, 101, 255 }.Select(value => new[] { value })];
        IReadOnlyList<BigInteger[]> results = circuit.Evaluate(slots);
        for (int i = 0; i < slots.Length; i++)
        {
            BigInteger value = slots[i][0];
            BigInteger positive = BigInteger.Max(0, value);
            Assert.Equal([value < 0 ? 1 : 0, BigInteger.Abs(value), positive, BigInteger.Min(100, positive)], results[i]);
        }
    }

    [Fact]
    public void Magnitude_Bounds_Follow()
    {
        CircuitBuilder builder = new("bounds", GadgetCircuit.Large);
        Cell cell = FieldArithmetic.Constant(builder, Fr.One).Cell;
        Signed value = new(cell, -300, 200);
        Assert.Equal(300, SignedMagnitude.Absolute(builder, value).Magnitude.Maximum);
        Assert.Equal(200, SignedMagnitude.PositivePart(builder, value).Maximum);
        Assert.Equal(100, SignedMagnitude.Clamp(builder, value, 100).Maximum);
        Assert.Equal(200, SignedMagnitude.Clamp(builder, value, 1000).Maximum);
        Assert.Equal(0, SignedMagnitude.PositivePart(builder, new(cell, -300, -200)).Maximum);
    }

    [Fact]
    public void Absolute_EveryAttack_IsNoticed()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("absolute", GadgetCircuit.Small, 1, (builder, wires) =>
        {
            (Bit sign, Bounded magnitude) = SignedMagnitude.Absolute(builder, Signed.FromUnchecked(wires[0].Cell, -256, 255));
            return [sign.Cell, magnitude.Cell];
        });
        WithSignAttacks(circuit.Attack(), circuit)
            .FalseWitness("lying result", ["arithmetic"], [Fr.FromInt64(-5)], GadgetCircuit.Lie(
                ArithmeticGate.Label, (read, write) => write[0] = read[1]))
            .Run();
    }

    [Fact]
    public void PositivePart_EveryAttack_IsNoticed()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("positive part", GadgetCircuit.Small, 1, (builder, wires) =>
            [SignedMagnitude.PositivePart(builder, Signed.FromUnchecked(wires[0].Cell, -256, 255)).Cell]);
        WithSignAttacks(circuit.Attack(), circuit)
            .FalseWitness("lying result", ["arithmetic"], [Fr.FromInt64(-5)], GadgetCircuit.Lie(
                ArithmeticGate.Label, (read, write) => write[0] = read[1]))
            .Run();
    }

    [Fact]
    public void Clamp_EveryAttack_IsNoticed()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("clamp", GadgetCircuit.Small, 1, (builder, wires) =>
            [SignedMagnitude.Clamp(builder, Signed.FromUnchecked(wires[0].Cell, -256, 255), 100).Cell]);
        WithSignAttacks(circuit.Attack(), circuit)
            .Case("at the maximum", 100L)
            .Case("above", 101L)
            .FalseWitness("another difference from the maximum", ["copy"], [Fr.FromUInt64(50)], GadgetCircuit.Detached(
                circuit.OutputOf(SignTest.HintLabel, 1, 1)))
            .FalseWitness(
                "another positive part", ["copy"], [Fr.FromUInt64(50)], GadgetCircuit.CopiesOf(circuit.OutputOf(ArithmeticGate.Label)))
            .FalseWitness("lying result", ["arithmetic"], [Fr.FromUInt64(200)], LastResult())
            .Run();

        static HintOverride LastResult() => GadgetCircuit.Lie(ArithmeticGate.Label, (read, write) =>
            write[0] = read[0] == Fr.One ? read[1] : write[0]);
    }

    [Fact]
    public void Sign_TinyPrime_HasOneResult()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("absolute", new(2, 9, 0, 1, 2), 1, (builder, wires) =>
        {
            (Bit sign, Bounded magnitude) = SignedMagnitude.Absolute(builder, Signed.FromUnchecked(wires[0].Cell, -4, 3));
            return [sign.Cell, magnitude.Cell];
        });
        const int Prime = 11;
        new TinyPrime(circuit.Built, Prime).Exhaustive(
            circuit.Inputs,
            circuit.Outputs,
            x => x[0] <= 3 ? [[0, x[0]]] : [[1, Prime - x[0]]],
            x => x[0] <= 3 || x[0] >= Prime - 4);
    }

    private static GadgetAttack WithSignAttacks(GadgetAttack attack, GadgetCircuit circuit)
    {
        Fr wrap = Fr.FromUInt64(256);
        return attack
            .Case("negative", -0x66L)
            .Case("positive", 0x53L)
            .Case("zero", 0L)
            .Case("smallest", -256L)
            .FreeInput(0)
            .FalseWitness("lying bit", ["limb[1]"], [Fr.FromInt64(-5)], Flip(-wrap))
            .FalseWitness("lying bit of a positive number", ["limb[1]"], [Fr.FromInt64(5)], Flip(wrap))
            .FalseWitness("lying bit of zero", ["limb[1]"], [Fr.Zero], Flip(wrap))
            .FalseWitness(
                "another difference", ["copy"], [Fr.FromUInt64(50)], GadgetCircuit.Detached(circuit.OutputOf(SignTest.HintLabel, 0, 1)))
            .FalseWitness("half a bit", [ArithmeticGate.BitLabel], [Fr.FromUInt64(10)], HalfBit(wrap))
            .FalseWitness("carry", ["limb[0]"], [Fr.FromUInt64(0x33)], circuit.Carry(GadgetCircuit.Small, 0));
    }

    private static HintOverride Flip(Fr by)
    {
        bool isDone = false;
        return GadgetCircuit.Lie(SignTest.HintLabel, (_, write) =>
        {
            if (!isDone)
            {
                write[0] = Fr.One - write[0];
                write[1] += by;
                isDone = true;
            }
        });
    }

    private static HintOverride HalfBit(Fr wrap)
    {
        bool isDone = false;
        Fr.TryInvert(Fr.FromUInt64(2), out Fr half);
        return GadgetCircuit.Lie(SignTest.HintLabel, (_, write) =>
        {
            if (!isDone)
            {
                write[0] = half;
                write[1] += wrap * half;
                isDone = true;
            }
        });
    }

    private static GadgetCircuit Range(GridShape shape, int bits) => GadgetCircuit.Build("signed range", shape, 1, (builder, wires) =>
    {
        Signed value = SignedArithmetic.Constrain(builder, new Unconstrained(wires[0].Cell), bits);
        Assert.Equal((-(BigInteger.One << bits), (BigInteger.One << bits) - 1), (value.Minimum, value.Maximum));
        return [value.Cell];
    });

    private static GadgetCircuit Operations(GridShape shape) => GadgetCircuit.Build("operations", shape, 3, (builder, wires) =>
    {
        Signed a = Signed.FromUnchecked(wires[0].Cell, -128, 127);
        Signed b = Signed.FromUnchecked(wires[1].Cell, -128, 127);
        Signed c = Signed.FromUnchecked(wires[2].Cell, -128, 127);
        Signed imported = SignedArithmetic.Import(builder, a, builder.Allocate("imported", new(1, 1))[0, 0]);
        return
        [
            SignedArithmetic.Add(builder, imported, b).Cell,
            SignedArithmetic.Subtract(builder, a, b).Cell,
            SignedArithmetic.Negate(builder, a).Cell,
            SignedArithmetic.Multiply(builder, a, b).Cell,
            SignedArithmetic.MultiplyAdd(builder, a, b, c).Cell,
            SignedArithmetic.Constant(builder, -42).Cell,
        ];
    });

    private static GadgetCircuit Magnitude(GridShape shape) => GadgetCircuit.Build("magnitude", shape, 1, (builder, wires) =>
    {
        Signed value = Signed.FromUnchecked(wires[0].Cell, -256, 255);
        (Bit sign, Bounded magnitude) = SignedMagnitude.Absolute(builder, value);
        return
        [
            sign.Cell, magnitude.Cell, SignedMagnitude.PositivePart(builder, value).Cell, SignedMagnitude.Clamp(builder, value, 100).Cell,
        ];
    });
}
