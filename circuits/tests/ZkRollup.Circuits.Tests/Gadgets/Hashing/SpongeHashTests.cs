using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Gadgets.Hashing;

public sealed class SpongeHashTests
{
    private const ulong Seed = 2303;
    private const ulong Domain = 0x7a6b722e74657374;

    [Theory]
    [InlineData(20, 8, 16, 0)]
    [InlineData(20, 8, 16, 1)]
    [InlineData(20, 8, 16, 3)]
    [InlineData(20, 8, 16, 4)]
    [InlineData(20, 8, 16, 6)]
    [InlineData(20, 8, 16, 7)]
    [InlineData(22, 5, 22, 5)]
    [InlineData(11, 6, 11, 8)]
    [InlineData(18, 10, 12, 5)]
    [InlineData(88, 7, 88, 8)]
    [InlineData(11, 4, 11, 2)]
    public void Sponge_RandomMessages_MatchLibrary(int sboxes, int copied, int local, int length)
    {
        SeededElements random = new(Seed);
        HashCircuit circuit = Build(new(sboxes, copied, local), Domain, length);
        Fr[][] messages = [new Fr[length], HashCircuit.RandomElements(random, length), HashCircuit.RandomElements(random, length)];
        Assert.Equal(
            messages.Select(message => Poseidon2.Hash(Domain, message)),
            circuit.Evaluate([.. messages.Select(Padded)]).Select(outputs => outputs[0]));
    }

    [Theory]
    [InlineData(22, 5, 22, 5)]
    [InlineData(11, 4, 11, 2)]
    [InlineData(18, 6, 16, 5)]
    public void Sponge_EveryAttack_IsNoticed(int sboxes, int copied, int local, int length)
    {
        SeededElements random = new(Seed);
        Fr[] honest = HashCircuit.RandomElements(random, length);
        Fr[] other = HashCircuit.RandomElements(random, length);
        HashCircuit circuit = Build(new(sboxes, copied, local), Domain, length);
        GadgetAttack attack = new GadgetAttack(circuit.Built).Case("random", honest).FreeInput([.. Enumerable.Range(0, length)]);
        int blocks = (length + 2) / Poseidon2.Rate;
        for (int block = 0; block < blocks; block++)
        {
            circuit.AddLies(attack, block, other, block + 1 < blocks ? Absorb : Digest);
        }

        for (int lane = 0; lane < Poseidon2.Width && blocks > 1; lane++)
        {
            int target = circuit.TraceLength + lane;
            WitnessStep first = circuit.Built.Steps.First(step => step.Label == Poseidon2Block.TraceLabel);
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
    [InlineData(Domain + 1, 5)]
    [InlineData(Domain, 6)]
    [InlineData(Domain, 4)]
    public void Sponge_WrongDomainOrLength_FailsTheCapacity(ulong domain, int length)
    {
        Fr[] message = HashCircuit.RandomElements(new(Seed), 5);
        HashCircuit circuit = Build(new(22, 5, 22), Domain, 5);
        Assert.Equal([Poseidon2Inputs.ConstantLabel], circuit.Labels(message, (_, step, _, outputs) =>
        {
            if (step.Label == Poseidon2Inputs.ConstantLabel)
            {
                outputs[0] = Poseidon2.SpongeCapacity(domain, length);
            }
        }));
    }

    [Fact]
    public void Sponge_TooFewSpareCells_Throws()
    {
        Assert.Throws<ArgumentException>(() => Build(new(22, 5, 22), Domain, 6));
        Assert.Throws<ArgumentException>(() => Build(new(11, 4, 11), Domain, 4));
        Assert.Throws<ArgumentException>(() => Build(new(88, 6, 88), Domain, 6));
        Assert.Throws<ArgumentException>(() => Build(new(11, 0, 15), Domain, 4));
    }

    [Fact]
    public void Sponge_Cost_IsPinned() => Baselines.Require("sponge", CostReport.Of(Build(new(18, 10, 12), Domain, 5).Built));

    private static void Absorb(ReadOnlySpan<Fr> inputs, ReadOnlySpan<Fr> final, Span<Fr> outputs)
    {
        final.CopyTo(outputs);
        for (int i = Poseidon2.Width; i < inputs.Length; i++)
        {
            outputs[i - Poseidon2.Width] += inputs[i];
        }
    }

    private static void Digest(ReadOnlySpan<Fr> inputs, ReadOnlySpan<Fr> final, Span<Fr> outputs) => outputs[0] = final[0];

    /// <summary>An empty message comes with an input that nothing reads.</summary>
    private static Fr[] Padded(Fr[] message) => message.Length == 0 ? [Fr.Zero] : message;

    private static HashCircuit Build(Poseidon2Layout layout, ulong domain, int length) => HashCircuit.Build(
        "sponge",
        layout,
        Math.Max(1, length),
        (length + 3) / Poseidon2.Rate,
        (builder, poseidon2, inputs) => [SpongeHash.Hash(builder, poseidon2, domain, inputs[..length])]);
}
