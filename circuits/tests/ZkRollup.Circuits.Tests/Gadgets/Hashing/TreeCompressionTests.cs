using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Gadgets.Hashing;

public sealed class TreeCompressionTests
{
    private const ulong Seed = 2302;

    [Theory]
    [MemberData(nameof(HashCircuit.Layouts), MemberType = typeof(HashCircuit))]
    public void Tree_RandomInputs_MatchLibrary(int sboxes, int copied, int local)
    {
        SeededElements random = new(Seed);
        foreach (TreeDomain domain in new[] { TreeDomain.Leaf, TreeDomain.Node })
        {
            HashCircuit circuit = Build(new(sboxes, copied, local), domain, Poseidon2.Width);
            Fr[][] inputs = [new Fr[Poseidon2.Width], HashCircuit.RandomElements(random, 4), HashCircuit.RandomElements(random, 4)];
            Assert.Equal(
                inputs.Select(x => Poseidon2.Compress(x[0], x[1], x[2], x[3], domain)),
                circuit.Evaluate(inputs).Select(outputs => outputs[0]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tree_FewerValues_AreFilledUpWithZeros(int count)
    {
        Fr[] inputs = HashCircuit.RandomElements(new(Seed), count);
        Fr[] filled = [.. inputs, .. new Fr[Poseidon2.Width - count]];
        HashCircuit circuit = Build(new(20, 8, 16), TreeDomain.Leaf, count);
        Fr expected = Poseidon2.Compress(filled[0], filled[1], filled[2], filled[3], TreeDomain.Leaf);
        Assert.Equal(expected, circuit.Evaluate([inputs])[0][0]);
    }

    [Theory]
    [InlineData(22, 4, 22, 4)]
    [InlineData(20, 8, 16, 3)]
    [InlineData(18, 6, 16, 3)]
    public void Tree_EveryAttack_IsNoticed(int sboxes, int copied, int local, int count)
    {
        SeededElements random = new(Seed);
        Fr[] honest = HashCircuit.RandomElements(random, count);
        Fr[] other = HashCircuit.RandomElements(random, count);
        HashCircuit circuit = Build(new(sboxes, copied, local), TreeDomain.Node, count);
        GadgetAttack attack = new GadgetAttack(circuit.Built).Case("random", honest).FreeInput([.. Enumerable.Range(0, count)]);
        circuit.AddLies(attack, 0, other, NodeEnding);
        foreach (int lane in Enumerable.Range(count, Poseidon2.Width - count))
        {
            WitnessStep constant = circuit.Built.Steps.Where(step => step.Label == Poseidon2Inputs.ConstantLabel).ElementAt(lane - count);
            attack.FalseWitness($"lane {lane} not zero", [Poseidon2Inputs.ConstantLabel], other, Change(constant, 0));
        }

        attack.Run();
    }

    [Fact]
    public void Tree_OtherFeedForward_FailsTheCopy()
    {
        Fr[] inputs = HashCircuit.RandomElements(new(Seed), Poseidon2.Width);
        HashCircuit circuit = Build(new(20, 8, 16), TreeDomain.Leaf, Poseidon2.Width);
        WitnessStep feedForward = circuit.Built.Steps.Last(step => step.Compute is null);
        Assert.Equal(["copy"], circuit.Labels(inputs, Change(feedForward, 0)));
    }

    [Fact]
    public void Tree_WrongDomain_FailsTheOutput()
    {
        Fr[] inputs = HashCircuit.RandomElements(new(Seed), Poseidon2.Width);
        HashCircuit circuit = Build(new(22, 6, 22), TreeDomain.Leaf, Poseidon2.Width);
        Fr node = Poseidon2.Compress(inputs[0], inputs[1], inputs[2], inputs[3], TreeDomain.Node);
        Assert.Equal([TreeCompression.OutputLabel], circuit.Labels(inputs, (_, step, _, outputs) =>
        {
            if (step.Label == Poseidon2Block.TraceLabel)
            {
                outputs[^1] = node;
            }
        }));
    }

    [Fact]
    public void Tree_NoneOrFiveValues_Throws()
    {
        Assert.Throws<ArgumentException>(() => HashCircuit.Build(
            "tree", new(20, 8, 16), 1, 1, (builder, layout, _) => [TreeCompression.Compress(builder, layout, TreeDomain.Leaf, [])]));
        Assert.Throws<ArgumentException>(() => Build(new(20, 8, 16), TreeDomain.Leaf, 5));
        Assert.Throws<ArgumentException>(() => Build(new(20, 0, 24), TreeDomain.Leaf, 4));
    }

    [Fact]
    public void Tree_Cost_IsPinned() =>
        Baselines.Require("tree-compression", CostReport.Of(Build(new(18, 10, 12), TreeDomain.Node, Poseidon2.Width).Built));

    private static void NodeEnding(ReadOnlySpan<Fr> inputs, ReadOnlySpan<Fr> final, Span<Fr> outputs) =>
        outputs[0] = final[0] + inputs[Poseidon2.Width] + Poseidon2.DomainConstant(TreeDomain.Node);

    private static HintOverride Change(WitnessStep target, int output) => (_, step, _, outputs) =>
    {
        if (ReferenceEquals(step, target))
        {
            outputs[output] += Fr.One;
        }
    };

    private static HashCircuit Build(Poseidon2Layout layout, TreeDomain domain, int count) => HashCircuit.Build(
        "tree", layout, count, 1, (builder, poseidon2, inputs) => [TreeCompression.Compress(builder, poseidon2, domain, inputs)]);
}
