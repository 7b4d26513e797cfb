using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Machine;

public sealed class ProgramWriterTests
{
    private static readonly long[] Interesting = [0, 1, 2, 3, 5, 7, 4_095, 4_096, 1L << 35, (1L << 36) - 1, (1L << 48) - 1];

    [Fact]
    public void Comparisons_OfInterestingNumbers_AgreeWithIntegers() => AgreeOnPairs((p, a, b) =>
    [
        (p.Less(a, b), (x, y) => x < y ? 1 : 0),
        (p.AtLeast(a, b), (x, y) => x >= y ? 1 : 0),
        (p.Greater(a - 1, b * 2), (x, y) => x - 1 > 2 * y ? 1 : 0),
        (p.Equal(a, b), (x, y) => x == y ? 1 : 0),
        (p.IsZero(a), (x, _) => x.IsZero ? 1 : 0),
        (p.IsZero(-b), (_, y) => y.IsZero ? 1 : 0),
        (p.Min(a, b), BigInteger.Min),
        (p.Max(a, b), BigInteger.Max),
        (p.Less(a, b).Select(a + 3, b * b), (x, y) => x < y ? x + 3 : y * y),
        (p.Less(a, b) & p.IsZero(a), (x, y) => x < y && x.IsZero ? 1 : 0),
        (p.Less(a, b) | p.IsZero(a), (x, y) => x < y || x.IsZero ? 1 : 0),
        (!p.Less(a, b), (x, y) => x < y ? 0 : 1),
        (p.BitOf(a, 3, 48), (x, _) => (x >> 3) & 1),
        (p.BitOf(a, 47, 48), (x, _) => (x >> 47) & 1),
        (p.BitOf(a, 0, 48), (x, _) => x & 1),
    ]);

    [Fact]
    public void Sums_WithManyResultsAndProducts_AgreeWithIntegers() => AgreeOnPairs((p, a, b) =>
    {
        Value c = p.Materialize((a * 3) + 1);
        Value d = p.Materialize((b * 5) - (a * 2));
        Value e = p.Materialize(a + b + 11);
        return
        [
            (a + b + c + d + e - 4, (x, y) => x + y + C(x) + D(x, y) + E(x, y) - 4),
            ((a + 1) * (b - 2), (x, y) => (x + 1) * (y - 2)),
            (a * a, (x, _) => x * x),
            ((a * a) + a, (x, _) => (x * x) + x),
            ((a * b) + c + d, (x, y) => (x * y) + C(x) + D(x, y)),
            ((a + c) * (d + e) * 7, (x, y) => (x + C(x)) * (D(x, y) + E(x, y)) * 7),
            ((a * (b + c)) - (2 * a) + b, (x, y) => (x * (y + C(x))) - (2 * x) + y),
            ((a * (b + c)) + d + e, (x, y) => (x * (y + C(x))) + D(x, y) + E(x, y)),
            (((a + 2) * (a + b)) + c + d + e, (x, y) => ((x + 2) * (x + y)) + C(x) + D(x, y) + E(x, y)),
            ((a * b) - (c * d), (x, y) => (x * y) - (C(x) * D(x, y))),
            (a - a, (_, _) => 0),
        ];

        static BigInteger C(BigInteger x) => (3 * x) + 1;
        static BigInteger D(BigInteger x, BigInteger y) => (5 * y) - (2 * x);
        static BigInteger E(BigInteger x, BigInteger y) => x + y + 11;
    });

    [Fact]
    public void Divisions_OfInterestingNumbers_RoundAsTheySay() => AgreeOnPairs((p, a, b) =>
    [
        (p.DivideFloor(a, 1_000_000), (x, _) => x / 1_000_000),
        (p.DivideCeiling(a, 1_000_000), (x, _) => (x + 999_999) / 1_000_000),
        (p.DivideFloor(a - b, 5), (x, y) => Floor(x - y, 5)),
        (p.DivideCeiling(a - b, 5), (x, y) => -Floor(y - x, 5)),
        (p.DivideFloor(a * 64, b + 1), (x, y) => 64 * x / (y + 1)),
        (p.DivideCeiling((a * 3) + b, b + 7), (x, y) => -Floor(-((3 * x) + y), y + 7)),
    ]);

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    [InlineData(-1, false)]
    public void InputBits_OfEight_HoldsUpTo255(long value, bool holds)
    {
        ProgramWriter p = Begin();
        p.Rule("eight bits");
        _ = p.InputBits("x", 8);
        StepResult result = Run(p, new StepInputs().Set("x", value));
        Assert.Equal(holds ? [] : ["eight bits"], LineCheck.Failures(result, null).Distinct());
        Assert.Equal(holds, result.Failures.Count == 0);
    }

    [Fact]
    public void InputBits_OfAFraction_DoesNotHold()
    {
        ProgramWriter p = Begin();
        p.Rule("eight bits");
        _ = p.InputBits("x", 8);
        _ = Fr.TryInvert(Fr.FromUInt64(2), out Fr half);
        Assert.Equal(["eight bits", "eight bits"], LineCheck.Failures(Run(p, new StepInputs().Set("x", half)), null));
    }

    [Fact]
    public void Quotient_ThatIsAFraction_IsNoticedByItsRange()
    {
        ProgramWriter p = Begin();
        Value a = p.InputBits("a", 48);
        p.Rule("quotient");
        _ = p.DivideFloor(a, 10);
        _ = Fr.TryInvert(Fr.FromUInt64(10), out Fr tenth);
        StepResult result = StepRun.Run(
            Finish(p),
            new StepInputs().Set("a", 7),
            null,
            new Fr[DeviceRegisters.CarriedCount],
            new Nothing(),
            stopsAtFailure: false,
            (operation, _, value) => operation is Operation.Hint ? Fr.FromUInt64(7) * tenth : value);
        Assert.Equal(["quotient"], LineCheck.Failures(result, null));
    }

    [Fact]
    public void Comparison_OfWhatMayWrap_IsRefused()
    {
        ProgramWriter p = Begin();
        Value a = p.Input("a");
        Assert.Throws<InvalidOperationException>(() => p.IsNegative(a));
        Value b = p.InputBits("b", 60);
        Value power = b * b * b * b * b;
        Assert.Throws<InvalidOperationException>(() => p.RequireNotNegative(power));
    }

    [Fact]
    public void Scan_BeforeAPhaseWithoutAProgramThatWaits_IsRefused()
    {
        foreach (bool followsScans in (bool[])[true, false])
        {
            ProgramWriter p = new("scans");
            p.Begin(null);
            _ = p.Scan(0, Bit.True, 1, 0, 0, 0);
            p.End(new Context(9, "test", followsScans));
            if (followsScans)
            {
                Assert.Equal("scans", p.Finish().Name);
            }
            else
            {
                const string what = "scans and ends in test, where no program waits for it.";
                Assert.EndsWith(what, Assert.Throws<InvalidOperationException>(p.Finish).Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Context_ThatIsNotExportedWhole_IsRefused()
    {
        Context context = new(9, "test");
        Context.Entry first = context.Add("first", 0, 10);
        _ = context.AddBit("second");
        ProgramWriter p = new("incomplete");
        p.Begin(null);
        p.Export(first, 3);
        p.End(context);
        Assert.Contains("exports first", Assert.Throws<InvalidOperationException>(p.Finish).Message, StringComparison.Ordinal);
        ProgramWriter q = new("beyond its bounds");
        Assert.Throws<ArgumentException>(() => q.Export(first, 11));
    }

    private static BigInteger Floor(BigInteger dividend, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    private static void AgreeOnPairs(
        Func<ProgramWriter, Value, Value, (Value Value, Func<BigInteger, BigInteger, BigInteger> Expected)[]> make)
    {
        ProgramWriter p = Begin();
        p.Rule("under test");
        Value a = p.InputBits("a", 48);
        Value b = p.InputBits("b", 48);
        (Value Value, Func<BigInteger, BigInteger, BigInteger> Expected)[] cases = make(p, a, b);
        Register[] results = [.. cases.Select(one => p.Materialize(one.Value).Single!)];
        StepProgram program = Finish(p);
        foreach (long x in Interesting)
        {
            foreach (long y in Interesting)
            {
                StepResult step = Run(program, new StepInputs().Set("a", x).Set("b", y));
                Assert.Empty(step.Failures);
                Assert.Empty(LineCheck.Failures(step, null));
                for (int i = 0; i < cases.Length; i++)
                {
                    BigInteger actual = FieldNumber.ToSigned(step.Results[results[i].Row]);
                    Assert.True(cases[i].Expected(x, y) == actual, $"case {i} of {x}, {y}: {actual}");
                    Assert.True(
                        cases[i].Value.Low <= actual && actual <= cases[i].Value.High, $"case {i} of {x}, {y}: {actual} is out of bounds");
                }
            }
        }
    }

    [Fact]
    public void Constant_OfTwoPrograms_HasAResultInEach()
    {
        foreach (int spare in new[] { 0, 5 })
        {
            ProgramWriter p = Begin();
            for (int i = 0; i < spare; i++)
            {
                p.RequireZero(p.Input($"spare {i}"));
            }

            p.RequireZero(p.Materialize(Bit.True) - 1);
            Assert.Empty(Run(p, new()).Failures);
        }
    }

    [Fact]
    public void Value_OfAnotherProgram_IsRefused()
    {
        Value foreign = Begin().Input("foreign");
        ProgramWriter p = Begin();
        p.RequireZero(foreign);
        Assert.Throws<InvalidOperationException>(() => Finish(p));
    }

    private static ProgramWriter Begin()
    {
        ProgramWriter p = new("test");
        p.Begin(null);
        return p;
    }

    private static StepProgram Finish(ProgramWriter p)
    {
        p.End(null);
        return p.Finish();
    }

    private static StepResult Run(ProgramWriter p, StepInputs inputs) => Run(Finish(p), inputs);

    private static StepResult Run(StepProgram program, StepInputs inputs) =>
        StepRun.Run(program, inputs, null, new Fr[DeviceRegisters.CarriedCount], new Nothing(), stopsAtFailure: false);

    private sealed class Nothing : IRecordSource
    {
        public Record Read(RecordAddress address) => default;
    }
}
