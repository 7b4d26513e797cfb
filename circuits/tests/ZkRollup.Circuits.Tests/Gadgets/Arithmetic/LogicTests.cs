using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

/// <summary><see cref="BooleanLogic"/>, <see cref="Selection"/> and <see cref="Equality"/>.</summary>
public sealed class LogicTests
{
    private static readonly BigInteger R = FieldInteger.Modulus;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public void Logic_TruthTable_Matches(int a, int b) =>
        Assert.Equal([a & b, a | b, a ^ b, 1 - a], Logic(GadgetCircuit.Small).Evaluate(a, b));

    [Fact]
    public void Logic_EveryAttack_IsNoticed()
    {
        GadgetCircuit circuit = Logic(GadgetCircuit.Small);
        circuit.Attack()
            .Case("both", 1L, 1)
            .Case("first", 1L, 0)
            .Case("second", 0L, 1)
            .Case("none", 0L, 0)
            .FreeInput(0, 1)
            .FalseInputs("two", [ArithmeticGate.BitLabel], 2, 1)
            .FalseInputs("minus one", [ArithmeticGate.BitLabel], 1, -1)
            .FalseWitness("lying and", ["arithmetic"], [Fr.One, Fr.One], FirstLie(Fr.Zero))
            .Run();
    }

    [Fact]
    public void Logic_TinyPrime_HasOneResult()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("xor", new(4, 4, 0), 2, (builder, wires) =>
        {
            Bit a = builder.ConstrainBit("bit", new(wires[0].Cell));
            Bit b = builder.ConstrainBit("bit", new(wires[1].Cell));
            return [BooleanLogic.And(builder, a, b).Cell, BooleanLogic.Xor(builder, a, b).Cell];
        });
        (int tried, int accepted) = new TinyPrime(circuit.Built, 5).Exhaustive(
            circuit.Inputs, circuit.Outputs, x => x[0] < 2 && x[1] < 2 ? [[x[0] & x[1], x[0] ^ x[1]]] : []);
        Assert.Equal((25, 4), (tried, accepted));
    }

    [Fact]
    public void ToBit_BoundAboveOne_Throws()
    {
        Assert.Equal(new Cell(1, 2), BooleanLogic.ToBit(new(new(1, 2), 1)).Cell);
        Assert.Throws<ArgumentException>(() => BooleanLogic.ToBit(new(new(1, 2), 2)));
    }

    [Fact]
    public void Selection_BothChoices_TakeTheRightOperands()
    {
        IReadOnlyList<BigInteger[]> results = Swap(GadgetCircuit.Small).Evaluate([[1, 10, 20], [0, 10, 20], [1, R - 1, 0], [0, 7, 7]]);
        Assert.Equal([20, 10, 10], results[0]);
        Assert.Equal([10, 20, 20], results[1]);
        Assert.Equal([0, R - 1, R - 1], results[2]);
        Assert.Equal([7, 7, 7], results[3]);
    }

    [Fact]
    public void Selection_EveryAttack_IsNoticed()
    {
        GadgetCircuit circuit = Swap(GadgetCircuit.Small);
        circuit.Attack()
            .Case("swap", 1L, 10, 20)
            .Case("keep", 0L, 10, 20)
            .Case("large", 1L, -1, 5)
            .FreeInput(0, 1, 2)
            .FalseInputs("choice two", ["choice"], 2, 10, 20)
            .FalseWitness("lying result", ["select"], [Fr.One, Fr.FromUInt64(10), Fr.FromUInt64(20)], SelectLie())
            .Run();
        Assert.Equal(1, circuit.CountGates(Selection.Label));

        static HintOverride SelectLie()
        {
            bool isDone = false;
            return GadgetCircuit.Lie(Selection.Label, (read, write) =>
            {
                write[0] = isDone ? write[0] : read[2];
                isDone = true;
            });
        }
    }

    [Fact]
    public void Selection_TinyPrime_HasOneResult()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("select", new(2, 8, 0), 3, (builder, wires) =>
            [Selection.Select(builder, builder.ConstrainBit("bit", new(wires[0].Cell)), wires[1], wires[2]).Cell]);
        (int tried, int accepted) = new TinyPrime(circuit.Built, 7).Exhaustive(
            circuit.Inputs, circuit.Outputs, x => x[0] < 2 ? [[x[0] == 1 ? x[1] : x[2]]] : []);
        Assert.Equal((343, 98), (tried, accepted));
    }

    [Fact]
    public void Select_Bounds_AreTheWiderOnes()
    {
        CircuitBuilder builder = new("bounds", GadgetCircuit.Small);
        Cell cell = FieldArithmetic.Constant(builder, Fr.One).Cell;
        Bit bit = new(cell);
        Assert.Equal(9, Selection.Select(builder, bit, new Bounded(cell, 9), new Bounded(cell, 5)).Maximum);
        Signed selected = Selection.Select(builder, bit, new Signed(cell, -3, 5), new Signed(cell, -2, 8));
        Assert.Equal((-3, 8), (selected.Minimum, selected.Maximum));
        (Bounded first, Bounded second) = Selection.ConditionalSwap(builder, bit, new Bounded(cell, 9), new Bounded(cell, 5));
        Assert.Equal((9, 9), (first.Maximum, second.Maximum));
    }

    [Fact]
    public void IsEqual_AnyValues_TellsWhether()
    {
        BigInteger[][] slots = [[0, 0], [0, 1], [5, 5], [5, 4], [R - 1, R - 1], [R - 1, 0], [9, 9], [1, 9]];
        IReadOnlyList<BigInteger[]> results = IsEqual(GadgetCircuit.Small).Evaluate(slots);
        for (int i = 0; i < slots.Length; i++)
        {
            (BigInteger a, BigInteger b) = (slots[i][0], slots[i][1]);
            Assert.Equal([a == 0 ? 1 : 0, a == b ? 1 : 0, b == 9 ? 1 : 0], results[i]);
        }
    }

    [Fact]
    public void IsEqual_EveryAttack_IsNoticed()
    {
        GadgetCircuit circuit = IsEqual(GadgetCircuit.Small);
        GadgetAttack attack = circuit.Attack();
        Cell difference = circuit.OutputOf(ArithmeticGate.Label);
        foreach (WitnessStep step in circuit.Built.Steps.Where(step => step.Label == "inverse"))
        {
            attack.Idle(step.Outputs[0], "zero has no inverse, and nothing else reads it");
        }

        attack
            .Case("equal to nine", 9L, 9)
            .Case("zero", 0L, 5)
            .Case("different", 3L, 4)
            .FreeInput(0, 1)
            .FalseWitness("lying bit", ["arithmetic"], [Fr.One, Fr.One], BitLie(Fr.One))
            .FalseWitness("another difference", ["copy"], [Fr.One, Fr.FromUInt64(3)], GadgetCircuit.CopiesOf(difference))
            .Run();

        // A nonzero value that claims to be zero: with inverse 0 the first row holds, and only value·bit = 0 notices.
        Assert.Equal(["arithmetic"], circuit.Labels([3, 4], (slot, step, read, write) =>
        {
            if (step.Label is "inverse" or "is zero")
            {
                write[0] = step.Label == "inverse" ? Fr.Zero : Fr.One;
            }
        }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public void IsZero_TinyPrime_HasOneResult(int constant)
    {
        GadgetCircuit circuit = GadgetCircuit.Build("is zero", new(4, 4, 0), 1, (builder, wires) =>
            [Equality.IsEqual(builder, wires[0], Fr.FromInt64(constant)).Cell]);
        new TinyPrime(circuit.Built, 7).Exhaustive(
            circuit.Inputs, circuit.Outputs, x => [[x[0] == (constant + 7) % 7 ? 1 : 0]]);
    }

    [Fact]
    public void NotEqual_EqualValues_FailTheGate()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("not equal", GadgetCircuit.Small, 2, (builder, wires) =>
        {
            Equality.ConstrainNotEqual(builder, wires[0], wires[1]);
            Equality.ConstrainNotEqual(builder, wires[1], Fr.FromUInt64(9));
            return [];
        });
        circuit.Evaluate([[0, 1], [1, 0], [9, 8], [R - 1, 1]]);
        Assert.Equal(["arithmetic"], circuit.Labels([5, 5]));
        Assert.Equal(["arithmetic"], circuit.Labels([5, 9]));
        Assert.Equal(["arithmetic"], circuit.Labels([0, 0]));
        circuit.Attack()
            .Case("different", 3L, 4)
            .Case("zero", 0L, 1)
            .FreeInput(0, 1)
            .FalseInputs("equal", ["arithmetic"], 4, 4)
            .Run();
    }

    [Fact]
    public void ConstrainEqual_OtherValue_FailsCopyOrConstant()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("equal", GadgetCircuit.Small, 3, (builder, wires) =>
        {
            Equality.ConstrainEqual(builder, wires[0], wires[1]);
            Equality.ConstrainEqual(builder, wires[2], Fr.FromInt64(-7));
            return [];
        });
        circuit.Evaluate([[5, 5, -7], [0, 0, R - 7]]);
        Assert.Equal(["copy"], circuit.Labels([5, 6, -7]));
        Assert.Equal(["constant"], circuit.Labels([5, 5, 7]));
        circuit.Attack()
            .Case("equal", 5L, 5, -7)
            .FalseInputs("copy", ["copy"], 5, 6, -7)
            .FalseInputs("constant", ["constant"], 5, 5, 0)
            .Run();
    }

    private static GadgetCircuit Logic(GridShape shape) => GadgetCircuit.Build("logic", shape, 2, (builder, wires) =>
    {
        Bit a = BooleanLogic.ConstrainBit(builder, new(wires[0].Cell));
        Bit b = BooleanLogic.ConstrainBit(builder, new(wires[1].Cell));
        return
        [
            BooleanLogic.And(builder, a, b).Cell,
            BooleanLogic.Or(builder, a, b).Cell,
            BooleanLogic.Xor(builder, a, b).Cell,
            BooleanLogic.Not(builder, a).Cell,
        ];
    });

    private static GadgetCircuit Swap(GridShape shape) => GadgetCircuit.Build("swap", shape, 3, (builder, wires) =>
    {
        Bit choice = builder.ConstrainBit("choice", new(wires[0].Cell));
        (Element first, Element second) = Selection.ConditionalSwap(builder, choice, wires[1], wires[2]);
        return [first.Cell, second.Cell, Selection.Select(builder, choice, wires[1], wires[2]).Cell];
    });

    private static GadgetCircuit IsEqual(GridShape shape) => GadgetCircuit.Build("is equal", shape, 2, (builder, wires) =>
    [
        Equality.IsZero(builder, wires[0]).Cell,
        Equality.IsEqual(builder, wires[0], wires[1]).Cell,
        Equality.IsEqual(builder, wires[1], Fr.FromUInt64(9)).Cell,
    ]);

    private static HintOverride FirstLie(Fr value) => GadgetCircuit.Lie(ArithmeticGate.Label, (read, write) =>
        write[0] = read.Length == 2 && write[0] == Fr.One ? value : write[0]);

    private static HintOverride BitLie(Fr value) => GadgetCircuit.Lie(
        "is zero", (read, write) => write[0] = read[0] == Fr.One ? value : write[0]);
}
