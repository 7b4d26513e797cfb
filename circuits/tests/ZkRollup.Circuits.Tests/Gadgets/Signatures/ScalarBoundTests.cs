using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.Signatures;

public sealed class ScalarBoundTests
{
    private const ulong Seed = 3103;
    private static readonly BigInteger Half = BigInteger.One << ScalarBound.HalfBits;

    public static TheoryData<string, bool> Limits { get; } = new()
    {
        { "r", false }, { "r", true }, { "l", false }, { "l", true },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Bound_NumbersBelowTheLimit_Pass(string name, bool hasLimbs)
    {
        BigInteger limit = Limit(name);
        SeededElements random = new(Seed);
        BigInteger high = limit >> ScalarBound.HalfBits;
        BigInteger[] numbers =
        [
            0, 1, Half - 1, Half, limit - 1, limit - 2, high * Half, (high * Half) - 1, limit / 2,
            .. Enumerable.Range(0, 4).Select(_ => FieldInteger.Of(random.Next()) % limit),
        ];
        Assert.All(numbers, number => Assert.Empty(Labels(Build(limit, hasLimbs), number, number >> ScalarBound.HalfBits)));
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void Bound_LimitItself_FailsTheValue(string name, bool hasLimbs)
    {
        BigInteger limit = Limit(name);
        BuiltCircuit built = Build(limit, hasLimbs);
        Assert.Equal([ScalarBound.ValueLabel], Labels(built, limit, limit >> ScalarBound.HalfBits));
        Assert.Equal([ScalarBound.ValueLabel], Labels(built, limit + 5, limit >> ScalarBound.HalfBits));
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void Bound_HighHalfTooLarge_FailsTheHighHalfOrTheDigits(string name, bool hasLimbs)
    {
        BigInteger limit = Limit(name);
        BigInteger high = (limit >> ScalarBound.HalfBits) + 1;
        BuiltCircuit built = Build(limit, hasLimbs);
        BigInteger number = high * Half;
        Assert.Equal([ScalarBound.HighLabel], Labels(built, number, high));

        // With the flag that claims the opposite the difference is negative, and no digits make it up.
        Assert.Equal([ScalarBound.DigitLabel], Labels(built, number, high, (_, step, _, outputs) =>
        {
            if (step.Label == ScalarBound.HintLabel)
            {
                outputs[..^2].Clear();
                outputs[^2] = -FieldInteger.ToField(2);
                outputs[^1] = Fr.One;
            }
        }));
    }

    [Fact]
    public void Bound_EveryAttack_IsNoticed()
    {
        BigInteger limit = Limit("l");
        BuiltCircuit built = Build(limit, hasLimbs: true);
        BigInteger high = limit >> ScalarBound.HalfBits;
        int digits = built.Steps.Single(step => step.Label == ScalarBound.HintLabel).Outputs.Count;
        BigInteger wrapped = FieldInteger.Modulus + high - 1 - (BigInteger.One << (DigitTables.NumberBits * (digits - 2)));
        GadgetAttack attack = new GadgetAttack(built)
            .Case("below in the high half", Inputs((limit / 2) + 12345, limit / 2 >> ScalarBound.HalfBits))
            .Case("below in the low half", Inputs(limit - 1000, high))
            .FreeInput(0, 1)
            .FalseInputs("limit", [ScalarBound.ValueLabel], Inputs(limit, high))
            .FalseInputs("high half too large", [ScalarBound.HighLabel], Inputs(((high + 1) * Half) + 1, high + 1))
            .FalseWitness("flag of two", [ScalarBound.FlagLabel], Inputs(limit + 1, high), Write(digits, (values, _) =>
            {
                // 1 − flag times L − 1 − low = −2, less the flag, is 0.
                values[^1] = Fr.FromUInt64(2);
            }))
            .FalseWitness("digit of many bits", ["limb[0]"], Inputs(((high + 1) * Half) + 1, high + 1), (_, step, read, outputs) =>
            {
                if (step.Label == ScalarBound.HintLabel)
                {
                    outputs.Clear();
                    (outputs[^2], outputs[^1]) = (-FieldInteger.ToField(2), Fr.One);
                }
                else if (step.Label == ScalarBound.DigitLabel)
                {
                    outputs[0] = read[1] - (Fr.FromUInt64(1 << DigitTables.NumberBits) * read[0]);
                }
            })
            .FalseWitness("chain that starts at one", [ScalarBound.StartLabel], Inputs(0, wrapped), Write(digits, (values, weight) =>
            {
                // Without digits the chain ends at 2^(b·count), which is H − 1 less this high half modulo r.
                values[^1] = Fr.One;
                values[0] = Fr.One;
                for (int i = 1; i + 1 < values.Length; i++)
                {
                    values[i] = values[i - 1] * weight;
                }
            }));
        attack.Run();
    }

    private static HintOverride Write(int count, Action<Fr[], Fr> lie) => (_, step, _, outputs) =>
    {
        if (step.Label == ScalarBound.HintLabel)
        {
            Fr[] values = new Fr[count];
            lie(values, Fr.FromUInt64(1 << DigitTables.NumberBits));
            values.CopyTo(outputs);
        }
    };

    private static BigInteger Limit(string name) => name == "r" ? FieldInteger.Modulus : SchnorrVerification.SubgroupOrder;

    private static Fr[] Inputs(BigInteger number, BigInteger high) =>
        [FieldInteger.ToField(number % FieldInteger.Modulus), FieldInteger.ToField(high)];

    private static SortedSet<string> Labels(BuiltCircuit built, BigInteger number, BigInteger high, HintOverride? lie = null)
    {
        Fr[] inputs = Inputs(number, high);
        Trace trace = WitnessGenerator.Generate(built, built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target), lie);
        return new(MockChecker.Check(built.Circuit, trace, PublicInputs.None).Select(failure => failure.Label), StringComparer.Ordinal);
    }

    private static BuiltCircuit Build(BigInteger limit, bool hasLimbs)
    {
        CircuitBuilder builder = new("bound", hasLimbs ? new(256, 1, 2, 1, DigitTables.NumberBits) : new(256, 1, 1));
        Region region = builder.Allocate("input", new(2, 1), 32);
        Element number = new(builder.Input(region[0, 0]).Cell);
        Element high = new(builder.Input(region[1, 0]).Cell);
        ScalarBound.Constrain(builder, new(builder, WindowLayout.WindowBits), number, high, limit, 0);
        return builder.Build();
    }
}
