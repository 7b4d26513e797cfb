using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

public sealed class PackingTests
{
    private const string Hint = "unpack";

    /// <summary>The order record without its key: fields of all sizes.</summary>
    private static readonly int[] OrderWidths = [16, 1, 32, 40, 24, 4, 32, 40, 8];

    /// <summary>Bytes as limbs, and a table longer than a slot.</summary>
    private static readonly GridShape Bytes = new(64, 4, 0, 4, 8);

    private static readonly int[] SmallWidths = [8, 4, 12];

    [Fact]
    public void Unpack_OrderRecord_ReturnsFieldsAndPacksBack()
    {
        const ulong Seed = 64;
        SeededElements random = new(Seed);
        GadgetCircuit circuit = RoundTrip(GadgetCircuit.Large, OrderWidths);
        int bits = OrderWidths.Sum();
        List<BigInteger[]> slots = [[0], [(BigInteger.One << bits) - 1]];
        while (slots.Count < 16)
        {
            slots.Add([GadgetCircuit.RandomBits(random, bits)]);
        }

        IReadOnlyList<BigInteger[]> results = circuit.Evaluate(slots);
        for (int i = 0; i < slots.Count; i++)
        {
            BigInteger rest = slots[i][0];
            for (int field = 0; field < OrderWidths.Length; field++)
            {
                Assert.Equal(rest & ((BigInteger.One << OrderWidths[field]) - 1), results[i][field]);
                rest >>= OrderWidths[field];
            }

            Assert.Equal(slots[i][0], results[i][^1]);
        }
    }

    [Fact]
    public void Unpack_ShiftBetweenFields_FailsTheRange()
    {
        // 2^64 moves from the second field to the first: the lane is the same, the first field has 65 bits.
        GadgetCircuit circuit = RoundTrip(Bytes, [64, 64, 64, 60]);
        BigInteger lane = (new BigInteger(9) << 64) + 5;
        Assert.Equal([5, 9, 0, 0, lane], circuit.Evaluate(lane));
        SortedSet<string> labels = circuit.Labels([lane], GadgetCircuit.Lie(Hint, (_, fields) =>
        {
            fields[0] += FieldInteger.ToField(BigInteger.One << 64);
            fields[1] -= Fr.One;
        }));
        Assert.Equal(["limb[3]"], labels);

        // The other way round: 2^64 less in the first field is a negative number, of full size.
        labels = circuit.Labels([lane], GadgetCircuit.Lie(Hint, (_, fields) =>
        {
            fields[0] -= FieldInteger.ToField(BigInteger.One << 64);
            fields[1] += Fr.One;
        }));
        Assert.All(labels, label => Assert.StartsWith("limb[", label, StringComparison.Ordinal));
        Assert.NotEmpty(labels);
    }

    [Fact]
    public void Unpack_LanePlusModulus_FailsTheRange()
    {
        GadgetCircuit circuit = RoundTrip(Bytes, [64, 64, 64, 60]);
        SortedSet<string> labels = circuit.Labels([7], GadgetCircuit.Lie(Hint, (_, fields) =>
        {
            BigInteger alias = 7 + FieldInteger.Modulus;
            for (int i = 0; i < fields.Length; i++)
            {
                fields[i] = FieldInteger.ToField(i == fields.Length - 1 ? alias >> 192 : (alias >> (64 * i)) & ulong.MaxValue);
            }
        }));
        Assert.All(labels, label => Assert.StartsWith("limb[", label, StringComparison.Ordinal));
        Assert.NotEmpty(labels);
    }

    [Fact]
    public void Unpack_LaneTooLarge_FailsTheLastField()
    {
        GadgetCircuit circuit = RoundTrip(GadgetCircuit.Small, SmallWidths);
        circuit.Evaluate((1 << 24) - 1);
        Assert.Equal(["limb[1]"], circuit.Labels([1 << 24]));
        Assert.Equal(["limb[1]"], circuit.Labels([-1]));
    }

    [Fact]
    public void Unpack_EveryAttack_IsNoticed()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("unpack", GadgetCircuit.Small, 1, (builder, wires) =>
            [.. Packing.Unpack(builder, wires[0], SmallWidths).Select(field => field.Cell)]);
        Fr lane = Fr.FromUInt64(0x456389);
        circuit.Attack()
            .Case("digits", 0x123456L)
            .Case("largest", 0xffffffL)
            .Case("zero", 0L)
            .FreeInput(0)
            .FalseInputs("2^24", ["limb[1]"], 1L << 24)
            .FalseWitness("shift between fields", ["limb[0]"], [lane], GadgetCircuit.Lie(Hint, (_, fields) =>
            {
                fields[1] += Fr.FromUInt64(16);
                fields[2] -= Fr.One;
            }))
            .FalseWitness("another field", ["arithmetic"], [lane], GadgetCircuit.Lie(Hint, (_, fields) => fields[1] += Fr.One))
            .FalseWitness("field 0 detached", ["copy"], [lane], GadgetCircuit.Detached(circuit.OutputOf(Hint)))
            .FalseWitness("field 1 detached", ["copy"], [lane], GadgetCircuit.Detached(circuit.OutputOf(Hint, output: 1)))
            .FalseWitness("field 2 detached", ["copy"], [lane], GadgetCircuit.Detached(circuit.OutputOf(Hint, output: 2)))
            .FalseWitness("carry", ["limb[0]"], [lane], circuit.Carry(GadgetCircuit.Small, 0))
            .Run();
    }

    [Fact]
    public void Pack_EveryAttack_IsNoticed()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("pack", GadgetCircuit.Small, 4, (builder, wires) =>
        {
            int[] widths = [3, 5, 60, 7];
            Bounded lane = Packing.Pack(
                builder, [.. wires.Select((wire, i) => Bounded.FromUnchecked(wire.Cell, (BigInteger.One << widths[i]) - 1))], widths);
            Assert.Equal((BigInteger.One << 75) - 1, lane.Maximum);
            return [lane.Cell];
        });
        Assert.Equal([3 + (7 << 3) + ((BigInteger)9 << 8) + ((BigInteger)5 << 68)], circuit.Evaluate(3, 7, 9, 5));
        circuit.Attack()
            .Case("digits", 1L, 2, 3, 4)
            .Case("zeros", 0L, 0, 0, 0)
            .FreeInput(0, 1, 2, 3)
            .FalseWitness(
                "lying lane", ["arithmetic"], [Fr.One, Fr.One, Fr.One, Fr.One], GadgetCircuit.Lie(ArithmeticGate.Label, (read, write) =>
                write[0] = read.Length == 2 ? Fr.One : write[0]))
            .Run();
    }

    [Fact]
    public void Unpack_TinyPrime_HasOneResult()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("unpack", new(2, 7, 0, 2, 1), 1, (builder, wires) =>
            [.. Packing.Unpack(builder, wires[0], [2, 1]).Select(field => field.Cell)]);
        (int tried, int accepted) = new TinyPrime(circuit.Built, 11).Exhaustive(
            circuit.Inputs, circuit.Outputs, x => x[0] < 8 ? [[x[0] % 4, x[0] / 4]] : []);
        Assert.Equal((11, 8), (tried, accepted));
    }

    [Fact]
    public void Packing_WrongWidths_Throw()
    {
        CircuitBuilder builder = new("widths", GadgetCircuit.Large);
        Element lane = FieldArithmetic.Constant(builder, Fr.One);
        Bounded field = new(lane.Cell, 256);
        Assert.Throws<ArgumentException>(() => Packing.Unpack(builder, lane, [126, 127]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Packing.Unpack(builder, lane, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Packing.Unpack(builder, lane, [8, 0]));
        Assert.Throws<ArgumentException>(() => Packing.Pack(builder, [field], [8]));
        Assert.Throws<ArgumentException>(() => Packing.Pack(builder, [field], [9, 9]));
        Assert.Equal(252, Packing.Unpack(builder, lane, [126, 126]).Sum(unpacked => unpacked.Bits));
        Assert.Equal(256, Packing.Pack(builder, [field], [9]).Maximum);
    }

    private static GadgetCircuit RoundTrip(GridShape shape, int[] widths) => GadgetCircuit.Build("packing", shape, 1, (builder, wires) =>
    {
        IReadOnlyList<Bounded> fields = Packing.Unpack(builder, wires[0], widths);
        Assert.Equal(widths, fields.Select(field => field.Bits));
        return [.. fields.Select(field => field.Cell), Packing.Pack(builder, fields, widths).Cell];
    });
}
