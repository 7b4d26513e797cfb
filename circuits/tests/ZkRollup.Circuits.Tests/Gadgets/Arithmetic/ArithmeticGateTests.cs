using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

/// <summary>The gate itself and <see cref="FieldArithmetic"/>, which is nothing but uses of it.</summary>
public sealed class ArithmeticGateTests
{
    private static readonly BigInteger R = FieldInteger.Modulus;

    [Fact]
    public void Arithmetic_RandomElements_MatchesBigInteger()
    {
        const ulong Seed = 1401;
        SeededElements random = new(Seed);
        GadgetCircuit circuit = Everything(GadgetCircuit.Small);
        BigInteger[][] slots = [.. Enumerable.Range(0, 14).Select(
            _ => Enumerable.Range(0, 3).Select(_ => FieldInteger.Of(random.Next())).ToArray())];
        slots = [.. slots, [0, 0, 0], [R - 1, R - 1, R - 1]];
        IReadOnlyList<BigInteger[]> results = circuit.Evaluate(slots);
        for (int i = 0; i < slots.Length; i++)
        {
            (BigInteger a, BigInteger b, BigInteger c) = (slots[i][0], slots[i][1], slots[i][2]);
            BigInteger[] expected = [a + b, a - b, a * b, (a * b) + c, a + (2 * b) + (3 * c) + (4 * a) - (5 * b) + 6, 7];
            Assert.Equal(expected.Select(value => ((value % R) + R) % R), results[i]);
        }
    }

    [Fact]
    public void Arithmetic_EveryAttack_IsNoticed() => Everything(GadgetCircuit.Small)
        .Attack()
        .Case("zeros", 0L, 0, 0)
        .Case("small", 3L, 5, 11)
        .Case("negative", -1L, 7, -100)
        .FreeInput(0, 1, 2)
        .FalseWitness("lying result", ["arithmetic"], [Fr.One, Fr.One, Fr.One], FirstResult(Fr.FromUInt64(3)))
        .FalseWitness(
            "another constant", ["constant"], [Fr.One, Fr.One, Fr.One], GadgetCircuit.Lie("constant", (_, write) => write[0] = Fr.One))
        .Run();

    [Fact]
    public void ConstrainZero_WrongSum_FailsTheGate()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("zero", GadgetCircuit.Small, 4, (builder, wires) =>
        {
            ArithmeticCoefficients coefficients = new()
            {
                Product = Fr.One,
                A = Fr.FromUInt64(2),
                B = Fr.FromUInt64(3),
                C = Fr.FromUInt64(4),
                D = Fr.FromUInt64(5),
                Constant = Fr.FromUInt64(6),
            };
            ArithmeticGate.ConstrainZero(builder, coefficients, wires[0], wires[1], wires[2], wires[3]);
            return [];
        });
        circuit.Evaluate(1, -1, -6, 4);
        Assert.Equal(["arithmetic"], circuit.Labels([1, -1, -6, 5]));
        Assert.Equal(["arithmetic"], circuit.Labels([2, -1, -6, 4]));
        circuit.Attack()
            .Case("solution", 1L, -1, -6, 4)
            .Run();
    }

    [Fact]
    public void Evaluate_MissingOperand_Throws()
    {
        CircuitBuilder builder = new("missing", GadgetCircuit.Small);
        Element wire = FieldArithmetic.Constant(builder, Fr.One);
        Assert.Throws<ArgumentException>(() => ArithmeticGate.Evaluate(builder, new() { A = Fr.One, B = Fr.One }, wire));
        Assert.Throws<ArgumentException>(() => ArithmeticGate.Evaluate(builder, new() { Product = Fr.One }, wire));
        Assert.Throws<ArgumentException>(() => ArithmeticGate.Evaluate(builder, new() { C = Fr.One }, wire, wire));
        Assert.Throws<ArgumentException>(() => ArithmeticGate.ConstrainZero(builder, new() { D = Fr.One }, wire, wire, wire));
        Assert.Throws<ArgumentException>(() => ArithmeticGate.Evaluate(builder, new() { D = Fr.One }, wire, wire, wire));
    }

    [Fact]
    public void Evaluate_OperandInLocalColumn_Throws()
    {
        CircuitBuilder builder = new("local", GadgetCircuit.Large);
        Element local = new(builder.Input(builder.Allocate("local", new(1, 0, 1))[0, 0]).Cell);
        Assert.Throws<ArgumentException>(() => FieldArithmetic.Add(builder, local, local));
    }

    [Fact]
    public void BoundedOperations_LargestThatFits_KeepTheirBounds()
    {
        CircuitBuilder builder = new("bounds", GadgetCircuit.Small);
        Cell cell = FieldArithmetic.Constant(builder, Fr.One).Cell;
        Bounded half = new(cell, (R - 1) / 2);
        Bounded root = new(cell, BigInteger.One << 127);
        Bounded one = new(cell, 1);
        Assert.Equal(R - 1, FieldArithmetic.Add(builder, half, half).Maximum);
        Assert.Equal(BigInteger.One << 254, FieldArithmetic.Multiply(builder, root, root).Maximum);
        Assert.Equal((BigInteger.One << 254) + 1, FieldArithmetic.MultiplyAdd(builder, root, root, one).Maximum);
        Assert.Equal(R - 1, FieldArithmetic.LinearCombination(builder, [(1, half), ((R - 1) / 2, one)]).Maximum);
        Assert.Equal(R - 1, FieldArithmetic.LinearCombination(builder, [(R - 2, one)], 1).Maximum);
        Assert.Equal(R - 1, FieldArithmetic.Constant(builder, R - 1).Maximum);
        Assert.Equal(2, FieldArithmetic.Add(builder, new Bit(cell), new Bit(cell)).Maximum);
    }

    [Fact]
    public void BoundedOperations_BoundReachesModulus_Throw()
    {
        CircuitBuilder builder = new("bounds", GadgetCircuit.Small);
        Cell cell = FieldArithmetic.Constant(builder, Fr.One).Cell;
        Bounded half = new(cell, (R + 1) / 2);
        Bounded other = new(cell, (R - 1) / 2);
        Bounded root = new(cell, BigInteger.One << 128);
        Bounded one = new(cell, 1);
        Assert.Throws<ArgumentException>(() => FieldArithmetic.Add(builder, half, other));
        Assert.Throws<ArgumentException>(() => FieldArithmetic.Multiply(builder, root, root));
        Assert.Throws<ArgumentException>(() => FieldArithmetic.MultiplyAdd(builder, other, new(cell, 2), one));
        Assert.Throws<ArgumentException>(() => FieldArithmetic.LinearCombination(builder, [(1, half), (1, other)]));
        Assert.Throws<ArgumentException>(() => FieldArithmetic.LinearCombination(builder, [(R - 1, one)], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldArithmetic.LinearCombination(builder, [(-1, one)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldArithmetic.LinearCombination(builder, [(1, one)], -1));
        Assert.Throws<ArgumentException>(() => FieldArithmetic.Constant(builder, R));
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldArithmetic.Constant(builder, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldArithmetic.LinearCombination(builder, new List<(Fr, Element)>()));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(6, 3)]
    [InlineData(12, 6)]
    public void LinearCombination_AnyLength_TakesTheStatedRowsAndIsRight(int terms, int rows)
    {
        GadgetCircuit circuit = GadgetCircuit.Build("sum", new(16, 8, 0), terms, (builder, wires) =>
        {
            List<(BigInteger, Bounded)> list = [.. wires.Select((wire, i) => (BigInteger.One << i, new Bounded(wire.Cell, 100)))];
            Bounded sum = FieldArithmetic.LinearCombination(builder, list, 3);
            Assert.Equal((100 * ((BigInteger.One << terms) - 1)) + 3, sum.Maximum);
            Bounded same = FieldArithmetic.ConstrainLinearCombination(builder, [(1, sum)], sum);
            Assert.Equal(sum.Maximum, same.Maximum);
            return [sum.Cell];
        });
        Assert.Equal(rows + 1, circuit.CountRegions(ArithmeticGate.Label));
        BigInteger[] inputs = [.. Enumerable.Range(0, terms).Select(i => new BigInteger((7 * i) + 1))];
        BigInteger expected = 3;
        for (int i = 0; i < terms; i++)
        {
            expected += inputs[i] << i;
        }

        Assert.Equal([expected], circuit.Evaluate(inputs));
    }

    [Fact]
    public void Arithmetic_ManyUses_AreOneGate()
    {
        GadgetCircuit circuit = Everything(GadgetCircuit.Small);
        Assert.Equal((1, 1), (circuit.CountGates(ArithmeticGate.Label), circuit.CountGates(FieldArithmetic.ConstantLabel)));
    }

    [Fact]
    public void Arithmetic_TinyPrime_HasOneResult()
    {
        GadgetCircuit circuit = GadgetCircuit.Build(
            "product", new(2, 8, 0), 3, (builder, wires) => [FieldArithmetic.MultiplyAdd(builder, wires[0], wires[1], wires[2]).Cell]);
        new TinyPrime(circuit.Built, 7).Exhaustive(
            circuit.Inputs, circuit.Outputs, input => [[((input[0] * input[1]) + input[2]) % 7]]);
    }

    private static HintOverride FirstResult(Fr value)
    {
        bool isDone = false;
        return GadgetCircuit.Lie(ArithmeticGate.Label, (_, write) =>
        {
            write[0] = isDone ? write[0] : value;
            isDone = true;
        });
    }

    private static GadgetCircuit Everything(GridShape shape) => GadgetCircuit.Build("arithmetic", shape, 3, (builder, wires) =>
    {
        (Element a, Element b, Element c) = (wires[0], wires[1], wires[2]);
        List<(Fr, Element)> terms =
        [
            (Fr.One, a), (Fr.FromUInt64(2), b), (Fr.FromUInt64(3), c), (Fr.FromUInt64(4), a), (Fr.FromInt64(-5), b),
        ];
        return
        [
            FieldArithmetic.Add(builder, a, b).Cell,
            FieldArithmetic.Subtract(builder, a, b).Cell,
            FieldArithmetic.Multiply(builder, a, b).Cell,
            FieldArithmetic.MultiplyAdd(builder, a, b, c).Cell,
            FieldArithmetic.LinearCombination(builder, terms, Fr.FromUInt64(6)).Cell,
            FieldArithmetic.Constant(builder, Fr.FromUInt64(7)).Cell,
        ];
    });
}
