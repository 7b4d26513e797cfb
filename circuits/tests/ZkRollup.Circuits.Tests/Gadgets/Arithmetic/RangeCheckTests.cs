using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

public sealed class RangeCheckTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 3)]
    [InlineData(false, 4)]
    [InlineData(false, 5)]
    [InlineData(false, 8)]
    [InlineData(false, 9)]
    [InlineData(false, 17)]
    [InlineData(false, 63)]
    [InlineData(false, 64)]
    [InlineData(false, 65)]
    [InlineData(false, 120)]
    [InlineData(true, 40)]
    [InlineData(true, 253)]
    public void Range_TwoToTheBits_FailsLookupsAlone(bool isLarge, int bits)
    {
        GadgetCircuit circuit = Range(GadgetCircuit.Shape(isLarge), bits);
        BigInteger end = BigInteger.One << bits;
        circuit.Evaluate([[0], [1], [end - 1], [end / 2], [(end / 2) - 1]]);
        foreach (BigInteger outside in isLarge ? [end] : new[] { end, end + 1, 3 * end / 2, FieldInteger.Modulus - 1 })
        {
            Assert.All(circuit.Labels([outside]), label => Assert.StartsWith("limb[", label, StringComparison.Ordinal));
            Assert.NotEmpty(circuit.Labels([outside]));
        }
    }

    [Theory]
    [InlineData(false, 70)]
    [InlineData(true, 253)]
    public void Range_RandomValues_Pass(bool isLarge, int bits)
    {
        const ulong Seed = 71;
        SeededElements random = new(Seed);
        GadgetCircuit circuit = Range(GadgetCircuit.Shape(isLarge), bits);
        BigInteger[][] slots = [.. Enumerable.Range(0, isLarge ? 16 : 64).Select(_ => new[] { GadgetCircuit.RandomBits(random, bits) })];
        Assert.Equal(slots, circuit.Evaluate(slots));
    }

    [Theory]
    [InlineData(12, 1, 1)]
    [InlineData(8, 1, 2)]
    [InlineData(36, 1, 3)]
    [InlineData(35, 1, 4)]
    [InlineData(48, 1, 4)]
    [InlineData(40, 2, 3)]
    [InlineData(64, 2, 4)]
    [InlineData(72, 2, 3)]
    [InlineData(128, 3, 4)]
    [InlineData(252, 6, 4)]
    public void Layout_LimbsOfTwelveBits_TakesFewestRows(int bits, int rows, int columns)
    {
        RangeLayout layout = new(bits, 12, 4);
        Assert.Equal((rows, columns), (layout.Rows, layout.Columns));
    }

    [Fact]
    public void Layout_AnyWidth_HasEveryLimbOnce()
    {
        for (int columns = 1; columns <= 5; columns++)
        {
            for (int bits = 1; bits <= RangeCheck.BitsMax; bits++)
            {
                if (columns == 1 && bits % 7 != 0)
                {
                    Assert.Throws<ArgumentException>(() => new RangeLayout(bits, 7, columns));
                    continue;
                }

                RangeLayout layout = new(bits, 7, columns);
                int next = 0;
                for (int row = 0; row < layout.Rows; row++)
                {
                    Assert.Equal(next, layout.FirstLimb(row));
                    Assert.InRange(layout.LimbsInRow(row), 1, layout.Columns);
                    next += layout.LimbsInRow(row);
                }

                Assert.Equal(layout.LimbCount, next);
                Assert.Equal(bits, (7 * (layout.LimbCount - 1)) + layout.TopBits);
                Assert.Equal(layout.Columns, layout.LimbsInRow(layout.Rows - 1) + (layout.HasShiftedTop ? 1 : 0));
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(20)]
    public void Range_WholeLimbs_EveryAttackIsNoticed(int bits)
    {
        GadgetCircuit circuit = Range(GadgetCircuit.Small, bits);
        string top = bits > 4 ? "limb[1]" : "limb[0]";
        GadgetAttack attack = Attack(circuit, bits).FalseInputs("2^bits", [top], 1L << bits);
        if (bits > 4)
        {
            attack.FalseWitness("carry", ["limb[0]"], [Fr.FromInt64(0x11111 & ((1L << bits) - 1))], circuit.Carry(GadgetCircuit.Small, 0));
        }

        attack.Run();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(14)]
    public void Range_NarrowTopLimb_EveryAttackIsNoticed(int bits)
    {
        GadgetCircuit circuit = Range(GadgetCircuit.Small, bits);
        Fr factor = Fr.FromUInt64(1UL << (4 - (bits % 4)));
        Fr.TryInvert(factor, out Fr fraction);

        // The top limb 1/2^(4 − w) passes its shifted lookup; so only its own lookup refuses it.
        BigInteger weight = BigInteger.One << (bits / 4 * 4);
        Fr alias = FieldInteger.ToField(weight) * fraction;
        Attack(circuit, bits)
            .FalseInputs("2^bits", ["limb[1]"], 1L << bits)
            .FalseWitness("fraction", ["limb[0]"], [alias], GadgetCircuit.Lie(RangeCheck.HintLabel, (_, cells) =>
            {
                cells.Clear();
                for (int row = 1; row < circuit.Built.Regions[^1].Size.Rows; row++)
                {
                    BigInteger shift = BigInteger.One << (4 * new RangeLayout(bits, 4, 2).FirstLimb(row));
                    cells[row - 1] = FieldInteger.ToField(weight / shift) * fraction;
                }

                (cells[^2], cells[^1]) = (fraction, Fr.One);
            }))
            .FalseWitness("top limb and its shift", [RangeCheck.LastLabel], [Fr.Zero], GadgetCircuit.Lie(RangeCheck.HintLabel, (_, cells) =>
                (cells[^2], cells[^1]) = (Fr.One, factor)))
            .Run();
    }

    [Fact]
    public void Range_TopLimbTooWide_FailsShiftedLookup()
    {
        // 6 bits: 64 is 0 + 16·4, both limbs in the table.
        GadgetCircuit circuit = Range(new(8, 4, 0, 3, 4), 6);
        Assert.Equal(["limb[2]"], circuit.Labels([64]));
        Assert.Equal(
            [RangeCheck.TopLabel], circuit.Labels([64], GadgetCircuit.Lie(RangeCheck.HintLabel, (_, limbs) => limbs[2] = Fr.Zero)));
        Assert.Equal([RangeCheck.LastLabel], circuit.Labels(
            [64], GadgetCircuit.Lie(RangeCheck.HintLabel, (_, limbs) => (limbs[1], limbs[2]) = (Fr.Zero, Fr.Zero))));
    }

    [Fact]
    public void Range_LyingLimbs_FailTheSumOfTheirRow()
    {
        // 16 bits in two rows of two limbs.
        GadgetCircuit circuit = Range(GadgetCircuit.Small, 16);
        Assert.Equal(
            [RangeCheck.ChainLabel], circuit.Labels([0x1234], GadgetCircuit.Lie(RangeCheck.HintLabel, (_, cells) => cells[1] += Fr.One)));
        Assert.Equal(
            [RangeCheck.LastLabel], circuit.Labels([0x1234], GadgetCircuit.Lie(RangeCheck.HintLabel, (_, cells) => cells[3] += Fr.One)));
        Assert.Equal([RangeCheck.ChainLabel, RangeCheck.LastLabel], circuit.Labels(
            [0x1234], GadgetCircuit.Lie(RangeCheck.HintLabel, (_, cells) => cells[0] += Fr.One)));

        // 17 carried out of a limb: the value stays, the limb leaves the table.
        Assert.Equal(["limb[0]"], circuit.Labels(
            [0x1234], GadgetCircuit.Lie(RangeCheck.HintLabel, (_, cells) => (cells[1], cells[2]) = (Fr.FromUInt64(20), Fr.FromUInt64(2)))));
    }

    [Fact]
    public void Range_ValuePlusModulus_FailsTopLookup()
    {
        const int Value = 5;
        const int Bits = 253;
        GadgetCircuit circuit = Range(GadgetCircuit.Large, Bits);
        RangeLayout layout = new(Bits, 12, 4);
        BigInteger alias = Value + FieldInteger.Modulus;
        SortedSet<string> labels = circuit.Labels([Value], GadgetCircuit.Lie(RangeCheck.HintLabel, (_, cells) =>
        {
            for (int row = 1; row < layout.Rows; row++)
            {
                cells[row - 1] = FieldInteger.ToField(alias >> (12 * layout.FirstLimb(row)));
            }

            Span<Fr> limbs = cells[(layout.Rows - 1)..];
            for (int i = 0; i < layout.LimbCount; i++)
            {
                limbs[i] = FieldInteger.ToField((alias >> (12 * i)) & 0xfff);
            }

            limbs[layout.LimbCount] = limbs[layout.LimbCount - 1] * Fr.FromUInt64(1UL << 11);
        }));
        Assert.Equal(["limb[3]"], labels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1000)]
    public void AtMost_MaximumPlusOne_FailsLookups(int maximum)
    {
        GadgetCircuit circuit = GadgetCircuit.Build("at most", GadgetCircuit.Small, 1, (builder, wires) =>
        {
            Bounded value = RangeCheck.ConstrainAtMost(builder, new Unconstrained(wires[0].Cell), maximum);
            Assert.Equal(maximum, value.Maximum);
            return [value.Cell];
        });
        circuit.Evaluate([[0], [1], [maximum / 2], [maximum - 1], [maximum]]);
        foreach (BigInteger outside in new BigInteger[] { maximum + 1, 2 * maximum, 5000 * maximum, -1 })
        {
            Assert.All(circuit.Labels([outside]), label => Assert.StartsWith("limb[", label, StringComparison.Ordinal));
            Assert.NotEmpty(circuit.Labels([outside]));
        }
    }

    [Fact]
    public void AtMost_WidestMaximum_PassesAndFailsAtItsBounds()
    {
        BigInteger maximum = (BigInteger.One << 253) - 2;
        GadgetCircuit circuit = GadgetCircuit.Build(
            "at most", GadgetCircuit.Large, 1, (builder, wires) => [RangeCheck.ConstrainAtMost(builder, wires[0], maximum).Cell]);
        circuit.Evaluate([[0], [maximum]]);
        Assert.NotEmpty(circuit.Labels([maximum + 1]));
        Assert.NotEmpty(circuit.Labels([-1]));
    }

    [Fact]
    public void AtMost_EveryAttack_IsNoticed() => GadgetCircuit
        .Build("at most", GadgetCircuit.Small, 1, (builder, wires) => [RangeCheck.ConstrainAtMost(builder, wires[0], 10).Cell])
        .Attack()
        .Case("zero", 0L)
        .Case("ten", 10L)
        .Case("six", 6L)
        .FreeInput(0)
        .FalseInputs("eleven", ["limb[0]"], 11)
        .FalseInputs("minus one", ["limb[0]"], -1)
        .Run();

    [Theory]
    [InlineData(2, 1, 11)]
    [InlineData(2, 2, 11)]
    [InlineData(2, 3, 11)]
    [InlineData(1, 3, 11)]
    [InlineData(2, 4, 19)]
    public void Range_TinyPrime_AcceptsExactlyTheRange(int limbBits, int bits, int prime)
    {
        // As many limb columns as one row takes, and as many rows as there are inputs: hardly a limb cell is left over.
        RangeLayout layout = new(bits, limbBits, 8);
        GadgetCircuit circuit = Range(new(1, 2, 0, layout.Columns, limbBits), bits);
        (int tried, int accepted) = new TinyPrime(circuit.Built, prime).Exhaustive(
            circuit.Inputs, [], input => input[0] < 1 << bits ? [[]] : []);
        Assert.Equal((prime, 1 << bits), (tried, accepted));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Range_TinyPrimeInTwoRows_AcceptsExactlyTheRange(int bits)
    {
        GadgetCircuit circuit = Range(new(2, 2, 0, 2, bits == 3 ? 2 : 1), bits);
        Assert.Equal(2, circuit.Built.Regions[^1].Size.Rows);
        (int tried, int accepted) = new TinyPrime(circuit.Built, 19).Exhaustive(
            circuit.Inputs, [], input => input[0] < 1 << bits ? [[]] : []);
        Assert.Equal((19, 1 << bits), (tried, accepted));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void AtMost_TinyPrime_AcceptsExactlyTheRange(int maximum)
    {
        GadgetCircuit circuit = GadgetCircuit.Build(
            "at most", new(2, 7, 0, 2, 2), 1, (builder, wires) => [RangeCheck.ConstrainAtMost(builder, wires[0], maximum).Cell]);

        // A maximum of 6 takes ranges of 4 bits, and 37 is the first prime above 2^5.
        (int tried, int accepted) = new TinyPrime(circuit.Built, 37).Exhaustive(
            circuit.Inputs, [], input => input[0] <= maximum ? [[]] : []);
        Assert.Equal((37, maximum + 1), (tried, accepted));
    }

    [Fact]
    public void Range_WidthOutOfBounds_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Range(GadgetCircuit.Large, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Range(GadgetCircuit.Large, 254));
        Assert.Throws<ArgumentException>(() => Range(new(16, 4, 4), 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => AtMost(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AtMost(BigInteger.One << 253));

        static GadgetCircuit AtMost(BigInteger maximum) => GadgetCircuit.Build(
            "at most", GadgetCircuit.Large, 1, (builder, wires) => [RangeCheck.ConstrainAtMost(builder, wires[0], maximum).Cell]);
    }

    [Fact]
    public void Range_ManyWidthsOfOneShape_AreOneGate()
    {
        int[] widths = [25, 30, 35, 48];
        GadgetCircuit circuit = GadgetCircuit.Build("ranges", GadgetCircuit.Large, 4, (builder, wires) =>
        [
            .. widths.Select((bits, i) => RangeCheck.Constrain(builder, wires[i], bits).Cell),
        ]);
        Assert.Equal((1, 1), (circuit.CountGates(RangeCheck.LastLabel), circuit.CountGates(RangeCheck.TopLabel)));
    }

    private static GadgetCircuit Range(GridShape shape, int bits) => GadgetCircuit.Build("range", shape, 1, (builder, wires) =>
    {
        Bounded value = RangeCheck.Constrain(builder, new Unconstrained(wires[0].Cell), bits);
        Assert.Equal((BigInteger.One << bits) - 1, value.Maximum);
        return [value.Cell];
    });

    private static GadgetAttack Attack(GadgetCircuit circuit, int bits) => circuit.Attack()
        .Case("zero", 0L)
        .Case("largest", (1L << bits) - 1)
        .Case("middle", (1L << bits) / 3)
        .Case("a bit in every limb", 0x11111 & ((1L << bits) - 1))
        .FreeInput(0);
}
