using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

public sealed class DivisionTests
{
    private const string Hint = "division";
    private static readonly BigInteger R = FieldInteger.Modulus;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Division_RandomNumbers_RoundAsTheNameSays(bool isSigned, bool isCeil)
    {
        const ulong Seed = 314;
        SeededElements random = new(Seed);
        const int Bits = 16;
        GadgetCircuit circuit = Divide(GadgetCircuit.Small, Bits, 255, isSigned, isCeil);
        BigInteger end = BigInteger.One << Bits;
        List<BigInteger[]> slots = [[0, 1], [0, 255], [end - 1, 1], [end - 1, 255], [254, 255], [255, 255], [256, 255], [1, 2]];
        if (isSigned)
        {
            slots.AddRange([[-end, 1], [-end, 255], [-1, 255], [-255, 255], [-256, 255], [-254, 255], [-1, 1]]);
        }

        while (slots.Count < 64)
        {
            BigInteger dividend = GadgetCircuit.RandomBits(random, Bits);
            slots.Add([isSigned && slots.Count % 2 == 0 ? -dividend : dividend, 1 + random.NextBelow(255)]);
        }

        RequireQuotients(circuit, slots, isCeil);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Division_SixtyFourBitsInTheLargeGrid_IsRight(bool isSigned, bool isCeil)
    {
        const ulong Seed = 271;
        SeededElements random = new(Seed);
        BigInteger divisorMaximum = (BigInteger.One << 40) - 1;
        GadgetCircuit circuit = Divide(GadgetCircuit.Large, 63, divisorMaximum, isSigned, isCeil);
        BigInteger end = BigInteger.One << 63;
        List<BigInteger[]> slots = [[end - 1, 1], [end - 1, divisorMaximum], [0, 1], [isSigned ? -end : 0, isSigned ? 1 : 7]];
        while (slots.Count < 16)
        {
            BigInteger dividend = GadgetCircuit.RandomBits(random, 63);
            slots.Add([isSigned && slots.Count % 2 == 0 ? -dividend : dividend, 1 + GadgetCircuit.RandomBits(random, 39)]);
        }

        RequireQuotients(circuit, slots, isCeil);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Division_EveryAttack_IsNoticed(bool isSigned, bool isCeil)
    {
        int bits = isSigned ? 7 : 8;
        GadgetCircuit circuit = Divide(GadgetCircuit.Small, bits, 256, isSigned, isCeil);
        GadgetAttack attack = circuit.Attack()
            .Case("remainder", 0x77L, 0x13)
            .Case("even", 0x40L, 0x20)
            .Case("small", 3L, 0xaa)
            .Case("zero", 0L, 5)
            .FreeInput(0, 1)
            .FalseInputs("divisor zero", ["arithmetic", "limb[1]"], 5, 0)
            .FalseInputs("zero by zero", ["limb[1]"], 0, 0)
            .FalseWitness("another quotient", ["copy"], Inputs(100, 7), GadgetCircuit.Detached(circuit.OutputOf(Hint)))
            .FalseWitness("another remainder", ["copy"], Inputs(100, 7), GadgetCircuit.Detached(circuit.OutputOf(Hint, output: 1)))
            .FalseWitness("another remainder in the demand", ["copy"], Inputs(100, 7), RemainderCopies(circuit, 0, 0, 1))
            .FalseWitness("another remainder in the identity", ["copy"], Inputs(101, 7), RemainderCopies(circuit, -1, 1, 0))
            .FalseWitness("carry in the quotient", ["limb[0]"], Inputs(100, 3), circuit.Carry(GadgetCircuit.Small, 0))
            .FalseWitness("quotient off by one", ["arithmetic"], Inputs(100, 7), Change(1, 0));
        if (isSigned)
        {
            attack
                .Case("negative", -0x55L, 0x09)
                .Case("minus one", -1L, 0x80)
                .FalseWitness("another quotient in the identity", ["copy"], Inputs(100, 7), QuotientAlone(circuit));
        }

        attack.Run();
    }

    [Fact]
    public void Division_QuotientOffByOne_FailsOneOfTheRanges()
    {
        // The identity holds in each case; what is wrong is the remainder: −5, and 7 + 2.
        GadgetCircuit circuit = Divide(GadgetCircuit.Small, 8, 15, false, false);
        Assert.Equal(["limb[0]"], circuit.Labels([100, 7], Change(1, -7)));
        Assert.Equal(["limb[0]"], circuit.Labels([100, 7], Change(-1, 7)));
        Assert.Equal(["arithmetic"], circuit.Labels([100, 7], Change(1, 0)));
        GadgetCircuit ceil = Divide(GadgetCircuit.Small, 8, 15, false, true);
        Assert.Equal(["limb[0]"], ceil.Labels([100, 7], Change(1, 7)));
        Assert.Equal(["limb[0]"], ceil.Labels([100, 7], Change(-1, -7)));
    }

    [Fact]
    public void Division_RemainderEqualsDivisor_FailsTheDemand()
    {
        GadgetCircuit circuit = Divide(GadgetCircuit.Small, 8, 15, false, false);
        SortedSet<string> labels = circuit.Labels([14, 7], Change(-1, 7));
        Assert.Equal(["limb[0]"], labels);
    }

    [Fact]
    public void Division_SignedTowardZero_IsRefused()
    {
        // −7 / 2 = −4 remainder 1; truncation would be −3 remainder −1.
        GadgetCircuit circuit = Divide(GadgetCircuit.Small, 7, 15, true, false);
        Assert.Equal([R - 4, 1], circuit.Evaluate(-7, 2));
        Assert.Equal(["limb[0]"], circuit.Labels([-7, 2], Change(1, -2)));
    }

    [Fact]
    public void Division_WrapModuloR_FailsTheQuotientRange()
    {
        // 1/3 modulo r, remainder 0, satisfies the identity for the dividend 1.
        GadgetCircuit circuit = Divide(GadgetCircuit.Small, 8, 15, false, false);
        Fr.TryInvert(Fr.FromUInt64(3), out Fr third);
        Assert.Equal(["limb[1]"], circuit.Labels([1, 3], GadgetCircuit.Lie(Hint, (_, write) => (write[0], write[1]) = (third, Fr.Zero))));
    }

    [Fact]
    public void Division_QuotientBits_BoundTheQuotient()
    {
        GadgetCircuit circuit = GadgetCircuit.Build("division", GadgetCircuit.Small, 2, (builder, wires) =>
        {
            Bounded dividend = Bounded.FromUnchecked(wires[0].Cell, 4095);
            Bounded divisor = Bounded.FromUnchecked(wires[1].Cell, 255);
            DivisionResult result = Division.DivFloor(builder, dividend, divisor, quotientBits: 4);
            Assert.Equal((15, 254), (result.Quotient.Maximum, result.Remainder.Maximum));
            return [result.Quotient.Cell];
        });
        Assert.Equal([15], circuit.Evaluate(4079, 255));
        Assert.Equal(["limb[0]"], circuit.Labels([4095, 16]));
    }

    [Fact]
    public void Division_Bounds_Follow()
    {
        CircuitBuilder builder = new("bounds", GadgetCircuit.Large);
        Cell cell = FieldArithmetic.Constant(builder, Fr.One).Cell;
        DivisionResult floor = Division.DivFloor(builder, new Bounded(cell, 1000), new Bounded(cell, 50));
        Assert.Equal((1000, 49), (floor.Quotient.Maximum, floor.Remainder.Maximum));
        SignedDivisionResult signed = Division.DivCeil(builder, new Signed(cell, -1000, 300), new Bounded(cell, 50));
        Assert.Equal((-1000, 300, 49), (signed.Quotient.Minimum, signed.Quotient.Maximum, signed.Remainder.Maximum));
        signed = Division.DivFloor(builder, new Signed(cell, -1000, 300), new Bounded(cell, 50), quotientBits: 7);
        Assert.Equal((-128, 127), (signed.Quotient.Minimum, signed.Quotient.Maximum));
        signed = Division.DivFloor(builder, new Signed(cell, -1000, -300), new Bounded(cell, 1));
        Assert.Equal((-1000, 0, 0), (signed.Quotient.Minimum, signed.Quotient.Maximum, signed.Remainder.Maximum));
    }

    [Fact]
    public void Division_BoundsTooWide_Throws()
    {
        CircuitBuilder builder = new("bounds", GadgetCircuit.Large);
        Cell cell = FieldArithmetic.Constant(builder, Fr.One).Cell;
        Bounded wide = new(cell, (BigInteger.One << 128) - 1);
        Bounded narrow = new(cell, (BigInteger.One << 120) - 1);
        Division.DivFloor(builder, wide, narrow);
        Assert.Throws<ArgumentException>(() => Division.DivFloor(builder, wide, wide));
        Assert.Throws<ArgumentException>(() => Division.DivCeil(builder, new Signed(cell, -wide.Maximum, wide.Maximum), wide));
        Assert.Throws<ArgumentException>(() => Division.DivFloor(builder, narrow, new Bounded(cell, 0)));
        Assert.Throws<ArgumentException>(() => Division.DivFloor(builder, new Bounded(cell, R - 1), new Bounded(cell, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Division.DivFloor(builder, narrow, narrow, -1));

        // A quotient of whole limbs, 144 bits, might wrap; one of exactly 133 bits leaves 254 bits together with the divisor.
        Bounded divisor = new(cell, (BigInteger.One << 121) - 1);
        Bounded dividend = new(cell, (BigInteger.One << 133) - 1);
        Assert.Equal(dividend.Maximum, Division.DivFloor(builder, dividend, divisor).Quotient.Maximum);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Division_TinyPrime_HasOneResult(bool isSigned, bool isCeil)
    {
        // Dividends of two bits, or −2 to 1; divisors up to 3. q·d ± rem − a stays within −8 − 2 … 11 + 2.
        const int Prime = 17;
        GadgetCircuit circuit = GadgetCircuit.Build("division", new(4, 10, 0, 1, isSigned ? 1 : 2), 2, (builder, wires) =>
        {
            Bounded divisor = Bounded.FromUnchecked(wires[1].Cell, isSigned ? 2 : 3);
            if (isSigned)
            {
                Signed dividend = Signed.FromUnchecked(wires[0].Cell, -1, 0);
                SignedDivisionResult signed = isCeil
                    ? Division.DivCeil(builder, dividend, divisor)
                    : Division.DivFloor(builder, dividend, divisor);
                return [signed.Quotient.Cell, signed.Remainder.Cell];
            }

            Bounded bounded = Bounded.FromUnchecked(wires[0].Cell, 3);
            DivisionResult result = isCeil ? Division.DivCeil(builder, bounded, divisor) : Division.DivFloor(builder, bounded, divisor);
            return [result.Quotient.Cell, result.Remainder.Cell];
        });
        new TinyPrime(circuit.Built, Prime).Exhaustive(
            circuit.Inputs,
            circuit.Outputs,
            x =>
            {
                if (x[1] == 0)
                {
                    return [];
                }

                int dividend = x[0] > 8 ? x[0] - Prime : x[0];
                int floor = (int)Math.Floor((double)dividend / x[1]);
                int quotient = isCeil ? (int)Math.Ceiling((double)dividend / x[1]) : floor;
                return [[(quotient + Prime) % Prime, Math.Abs(dividend - (quotient * x[1]))]];
            },
            x => isSigned ? x[0] is 0 or Prime - 1 && x[1] <= 2 : x[0] <= 3 && x[1] <= 3);
    }

    private static void RequireQuotients(GadgetCircuit circuit, List<BigInteger[]> slots, bool isCeil)
    {
        IReadOnlyList<BigInteger[]> results = circuit.Evaluate(slots);
        for (int i = 0; i < slots.Count; i++)
        {
            (BigInteger dividend, BigInteger divisor) = (slots[i][0], slots[i][1]);
            BigInteger quotient = results[i][0] > R / 2 ? results[i][0] - R : results[i][0];
            BigInteger remainder = results[i][1];
            Assert.InRange(remainder, 0, divisor - 1);
            Assert.Equal(dividend, (quotient * divisor) + (isCeil ? -remainder : remainder));
        }
    }

    private static Fr[] Inputs(long dividend, long divisor) => [Fr.FromInt64(dividend), Fr.FromInt64(divisor)];

    private static HintOverride Change(int quotient, int remainder) => GadgetCircuit.Lie(Hint, (_, write) =>
    {
        write[0] += Fr.FromInt64(quotient);
        write[1] += Fr.FromInt64(remainder);
    });

    /// <summary>The remainder is so much larger in its range; its copies in identity and demand so much larger than that.</summary>
    private static HintOverride RemainderCopies(GadgetCircuit circuit, int range, int identity, int demand)
    {
        Cell remainder = circuit.OutputOf(Hint, output: 1);
        int copy = 0;
        return (_, step, _, outputs) =>
        {
            if (step.Label == Hint)
            {
                outputs[1] += Fr.FromInt64(range);
            }
            else if (step.Label == "copy" && step.Inputs[0] == remainder)
            {
                outputs[0] += Fr.FromInt64(copy++ == 0 ? identity : demand);
            }
        };
    }

    /// <summary>The signed quotient is one less than it should be, but its copy in the identity is right.</summary>
    private static HintOverride QuotientAlone(GadgetCircuit circuit)
    {
        Cell quotient = circuit.OutputOf(ArithmeticGate.Label);
        return (_, step, _, outputs) =>
        {
            if (step.Label == Hint)
            {
                outputs[0] -= Fr.One;
            }
            else if (step.Label == "copy" && step.Inputs[0] == quotient)
            {
                outputs[0] += Fr.One;
            }
        };
    }

    private static GadgetCircuit Divide(GridShape shape, int bits, BigInteger divisorMaximum, bool isSigned, bool isCeil) =>
        GadgetCircuit.Build("division", shape, 2, (builder, wires) =>
        {
            Bounded divisor = Bounded.FromUnchecked(wires[1].Cell, divisorMaximum);
            BigInteger end = BigInteger.One << bits;
            if (isSigned)
            {
                Signed dividend = Signed.FromUnchecked(wires[0].Cell, -end, end - 1);
                SignedDivisionResult signed = isCeil
                    ? Division.DivCeil(builder, dividend, divisor)
                    : Division.DivFloor(builder, dividend, divisor);
                return [signed.Quotient.Cell, signed.Remainder.Cell];
            }

            Bounded bounded = Bounded.FromUnchecked(wires[0].Cell, end - 1);
            DivisionResult result = isCeil ? Division.DivCeil(builder, bounded, divisor) : Division.DivFloor(builder, bounded, divisor);
            return [result.Quotient.Cell, result.Remainder.Cell];
        });
}
