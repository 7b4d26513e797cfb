using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Circuits.Tests.Gadgets.Signatures;

public sealed class KeyRegistrationTests
{
    private const ulong Seed = 3102;

    [Fact]
    public void Registration_EveryAttack_IsNoticed()
    {
        SeededElements random = new(Seed);
        JubjubPoint key = Key(random);
        (Fr X, Fr Y) a = SmallOrder.Affine(key);
        (Fr X, Fr Y) other = SmallOrder.Affine(Key(random));
        GadgetAttack attack = new GadgetAttack(Build())
            .Case("random", a.X, a.Y)
            .Case("generator", Affine(JubjubPoint.Generator))
            .FreeInput(0); // (−x, y) is a key too.
        for (int i = 1; i < SmallOrder.Points.Length; i++)
        {
            attack.FalseInputs($"key plus {i}·T", [KeyRegistration.DoubleLabel], Affine(key + SmallOrder.Points[i]));
            if (i != 4)
            {
                // 4·T has order 2, so twice B is the same with it.
                attack.FalseWitness($"B plus {i}·T alone", [KeyRegistration.DoubleLabel], [a.X, a.Y], Change(0, SmallOrder.Points[i]));
            }

            attack.FalseWitness($"4B plus {i}·T", [KeyRegistration.DoubleLabel], [a.X, a.Y], Change(4, SmallOrder.Points[i]));
        }

        attack
            .FalseInputs("identity", [KeyRegistration.InverseLabel], Fr.Zero, Fr.One)
            .FalseInputs("order 2", [KeyRegistration.DoubleLabel, KeyRegistration.InverseLabel], Fr.Zero, -Fr.One)
            .FalseInputs("zeros", [KeyRegistration.DoubleLabel, KeyRegistration.InverseLabel], Fr.Zero, Fr.Zero)
            .FalseInputs("off the curve", [KeyRegistration.DoubleLabel], a.X, a.Y + Fr.One)
            .FalseWitness("zeros and a chain of zeros", [KeyRegistration.CurveLabel, KeyRegistration.InverseLabel], new Fr[2], Zeros)
            .FalseWitness("wrong inverse", [KeyRegistration.InverseLabel], [other.X, other.Y], (_, step, _, outputs) =>
                outputs[^1] += step.Label == KeyRegistration.HintLabel ? Fr.One : Fr.Zero);
        OffTheCurve(attack);
        AnyPoint(attack, SmallOrder.Affine(key));
        attack.Run();
    }

    [Fact]
    public void Registration_AnyPoint_AgreesWithTheLibrary()
    {
        SeededElements random = new(Seed);
        BuiltCircuit built = Build();
        foreach (JubjubPoint point in Enumerable.Range(0, 16).Select(i => Key(random) + SmallOrder.Points[i % 8]).Concat(SmallOrder.Points))
        {
            Fr[] inputs = Affine(point);
            Trace trace = WitnessGenerator.Generate(built, built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target));
            bool isAccepted = MockChecker.Check(built.Circuit, trace, PublicInputs.None).Count == 0;
            Assert.Equal(SchnorrPublicKey.TryCreate(inputs[0], inputs[1], out _, out _), isAccepted);
        }
    }

    [Fact]
    public void Registration_Cost_IsPinned() => Baselines.Require("key-registration", CostReport.Of(Build()));

    /// <summary>A chain off the curve that the doublings accept: only the equation of the curve notices.</summary>
    private static void OffTheCurve(GadgetAttack attack)
    {
        Fr[] chain = new Fr[8];
        (chain[0], chain[1]) = (Fr.FromUInt64(2), Fr.FromUInt64(3));
        for (int i = 2; i < chain.Length; i += 2)
        {
            (chain[i], chain[i + 1]) = Twice(chain[i - 2], chain[i - 1]);
        }

        _ = Fr.TryInvert(chain[6], out Fr inverse);
        attack.FalseWitness("chain off the curve", [KeyRegistration.CurveLabel], [chain[6], chain[7]], (_, step, _, outputs) =>
        {
            if (step.Label == KeyRegistration.HintLabel)
            {
                chain.AsSpan(0, 6).CopyTo(outputs);
                outputs[6] = inverse;
            }
        });
    }

    /// <summary>
    /// Each coordinate of 2B and 4B off by one, the rest of the chain by the formulas: the key that comes out fits but for one gate.
    /// </summary>
    private static void AnyPoint(GadgetAttack attack, (Fr X, Fr Y) eighth)
    {
        for (int lie = 2; lie < 8; lie++)
        {
            Fr[] chain = new Fr[8];
            (chain[0], chain[1]) = eighth;
            for (int i = 2; i < chain.Length; i += 2)
            {
                (chain[i], chain[i + 1]) = Twice(chain[i - 2], chain[i - 1]);
                chain[i] += lie == i ? Fr.One : Fr.Zero;
                chain[i + 1] += lie == i + 1 ? Fr.One : Fr.Zero;
            }

            _ = Fr.TryInvert(chain[6], out Fr inverse);
            attack.FalseWitness($"coordinate {lie}", [KeyRegistration.DoubleLabel], [chain[6], chain[7]], (_, step, _, outputs) =>
            {
                if (step.Label == KeyRegistration.HintLabel)
                {
                    chain.AsSpan(0, 6).CopyTo(outputs);
                    outputs[6] = inverse;
                }
            });
        }
    }

    private static (Fr X, Fr Y) Twice(Fr x, Fr y)
    {
        Fr difference = (y * y) - (x * x);
        _ = Fr.TryInvert(difference, out Fr first);
        _ = Fr.TryInvert(Fr.FromUInt64(2) - difference, out Fr second);
        return ((x * y * first) + (x * y * first), ((x * x) + (y * y)) * second);
    }

    private static void Zeros(int slot, WitnessStep step, ReadOnlySpan<Fr> inputs, Span<Fr> outputs)
    {
        if (step.Label == KeyRegistration.HintLabel)
        {
            outputs.Clear();
        }
    }

    private static HintOverride Change(int output, JubjubPoint summand) => (_, step, _, outputs) =>
    {
        if (step.Label == KeyRegistration.HintLabel)
        {
            JubjubPoint sum = JubjubPoint.FromAffineUnchecked(outputs[output], outputs[output + 1]) + summand;
            sum.ToAffine(out outputs[output], out outputs[output + 1]);
        }
    };

    private static JubjubPoint Key(SeededElements random) =>
        JubjubPoint.Multiply(JubjubPoint.Generator, JubjubScalar.FromUInt64(random.NextUInt64()));

    private static Fr[] Affine(JubjubPoint point) => [SmallOrder.Affine(point).X, SmallOrder.Affine(point).Y];

    private static BuiltCircuit Build()
    {
        CircuitBuilder builder = new("key", new(2, 2, 7));
        Region region = builder.Allocate("input", new(1, 2));
        Element[] wires = [.. Enumerable.Range(0, 2).Select(i => new Element(builder.Input(region[0, i]).Cell))];
        KeyRegistration.Constrain(builder, wires[0], wires[1]);
        return builder.Build();
    }
}
