using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Gadgets.Hashing;

public sealed class SpongeOfTwoLengthsTests
{
    private const ulong Seed = 2304;
    private const ulong Domain = 0x7a6b722e74657374;
    private const string BitLabel = "bit";

    [Theory]
    [InlineData(18, 10, 12, 4)]
    [InlineData(18, 10, 12, 5)]
    [InlineData(20, 8, 16, 6)]
    [InlineData(11, 6, 11, 5)]
    public void Sponge_BothLengths_MatchLibrary(int sboxes, int copied, int local, int length)
    {
        HashCircuit circuit = Build(new(sboxes, copied, local), length);
        SeededElements random = new(Seed);
        Fr[][] messages = [new Fr[length], HashCircuit.RandomElements(random, length), HashCircuit.RandomElements(random, length)];
        foreach (Fr[] message in messages)
        {
            IReadOnlyList<Fr[]> digests = circuit.Evaluate([[.. message, Fr.Zero], [.. message, Fr.One]]);
            Assert.Equal(Poseidon2.Hash(Domain, message.AsSpan(0, Poseidon2.Rate)), digests[0][0]);
            Assert.Equal(Poseidon2.Hash(Domain, message), digests[1][0]);
        }
    }

    [Theory]
    [InlineData(18, 6, 16, 5)]
    [InlineData(20, 8, 16, 6)]
    public void Sponge_EveryAttack_IsNoticed(int sboxes, int copied, int local, int length)
    {
        SeededElements random = new(Seed);
        HashCircuit circuit = Build(new(sboxes, copied, local), length);
        Fr[] message = HashCircuit.RandomElements(random, length);
        Fr[] other = [.. HashCircuit.RandomElements(random, length), Fr.One];
        Fr[] small = [.. HashCircuit.RandomElements(random, length), Fr.Zero];
        GadgetAttack attack = new GadgetAttack(circuit.Built)
            .Case("long", [.. message, Fr.One])
            .Case("short", [.. message, Fr.Zero])
            .FreeInput([.. Enumerable.Range(0, length + 1)])
            .FalseWitness("bit of two", [BitLabel], [.. message, Fr.FromUInt64(2)], BitOfTwo(length))
            .FalseWitness("length of the long message", [SpongeOfTwoLengths.LengthLabel], small, Length(length))
            .FalseWitness("length of the short message", [SpongeOfTwoLengths.LengthLabel], other, Length(Poseidon2.Rate))
            .FalseWitness("digest of the long message", [SpongeOfTwoLengths.ChoiceLabel], small, Choice(read => read[3]))
            .FalseWitness("digest of the short message", [SpongeOfTwoLengths.ChoiceLabel], other, Choice(read => read[1] - read[2]))
            .FalseWitness("state instead of the digest", [SpongeOfTwoLengths.ChoiceLabel], small, Choice(read => read[1]));
        circuit.AddLies(attack, 0, other, Absorb);
        circuit.AddLies(attack, 1, other, (_, final, outputs) => outputs[0] = final[0]);
        WitnessStep first = circuit.Built.Steps.First(step => step.Label == Poseidon2Block.TraceLabel);
        for (int lane = 0; lane < Poseidon2.Width; lane++)
        {
            int target = circuit.TraceLength + lane;
            attack.FalseWitness($"lane {lane} of the second block", [SpongeHash.AbsorbLabel], other, (_, step, _, outputs) =>
            {
                if (ReferenceEquals(step, first))
                {
                    outputs[target] += Fr.One;
                }
            });
        }

        attack.Run();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Sponge_LengthThatIsNotOfTwoBlocks_Throws(int length) =>
        Assert.Throws<ArgumentException>(() => Build(new(20, 8, 16), length));

    [Fact]
    public void Sponge_TooFewSpareCells_Throws() => Assert.Throws<ArgumentException>(() => Build(new(18, 6, 16), 6));

    [Fact]
    public void Sponge_Cost_IsPinned() =>
        Baselines.Require("sponge-of-two-lengths", CostReport.Of(Build(new(18, 10, 12), 5).Built));

    private static HintOverride Length(int length) => (_, step, _, outputs) =>
    {
        if (step.Label == SpongeOfTwoLengths.LengthLabel)
        {
            outputs[0] = Poseidon2.SpongeCapacity(Domain, length);
        }
    };

    private static HintOverride Choice(Func<Fr[], Fr> lie) => (_, step, read, outputs) =>
    {
        if (step.Label == SpongeOfTwoLengths.ChoiceLabel)
        {
            outputs[0] = lie(read.ToArray());
        }
    };

    /// <summary>Twice what the bit adds to the length, and twice the second digest less the first.</summary>
    private static HintOverride BitOfTwo(int length) => (_, step, read, outputs) =>
    {
        if (step.Label == SpongeOfTwoLengths.LengthLabel)
        {
            outputs[0] = Poseidon2.SpongeCapacity(Domain, length + length - Poseidon2.Rate);
        }
        else if (step.Label == SpongeOfTwoLengths.ChoiceLabel)
        {
            outputs[0] = read[3] + read[3] - (read[1] - read[2]);
        }
    };

    private static void Absorb(ReadOnlySpan<Fr> inputs, ReadOnlySpan<Fr> final, Span<Fr> outputs)
    {
        final.CopyTo(outputs);
        for (int i = Poseidon2.Width; i < inputs.Length; i++)
        {
            outputs[i - Poseidon2.Width] += inputs[i];
        }
    }

    private static HashCircuit Build(Poseidon2Layout layout, int length) => HashCircuit.Build(
        "sponge of two lengths",
        layout,
        length + 1,
        2,
        (builder, poseidon2, inputs) =>
        {
            Bit isLong = builder.ConstrainBit(BitLabel, new Unconstrained(inputs[length].Cell));
            return [SpongeOfTwoLengths.Hash(builder, poseidon2, Domain, inputs[..length], isLong)];
        });
}
