using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Gadgets.Hashing;

public sealed class Poseidon2PermutationTests
{
    private const ulong Seed = 2301;

    [Theory]
    [MemberData(nameof(HashCircuit.Layouts), MemberType = typeof(HashCircuit))]
    public void Permutation_RandomAndEdgeInputs_MatchLibrary(int sboxes, int copied, int local)
    {
        SeededElements random = new(Seed);
        HashCircuit circuit = Build(new(sboxes, copied, local));
        Fr largest = -Fr.One;
        Fr[][] inputs =
        [
            [Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero],
            [largest, largest, largest, largest],
            [Fr.Zero, Fr.One, Fr.FromUInt64(2), Fr.FromUInt64(3)],
            .. Enumerable.Range(0, 5).Select(_ => HashCircuit.RandomElements(random, Poseidon2.Width)),
        ];
        IReadOnlyList<Fr[]> outputs = circuit.Evaluate(inputs);
        for (int i = 0; i < inputs.Length; i++)
        {
            Poseidon2.Permute(inputs[i]);
            Assert.Equal(inputs[i], outputs[i]);
        }
    }

    [Fact]
    public void Permutation_ZeroToThree_GivesTheKnownAnswer() => Assert.Equal(
        [
            Fr.FromHex("0x28ff6c4edf9768c08ae26290487e93449cc8bc155fc2fad92a344adceb3ada6d"),
            Fr.FromHex("0x0e56f2b6fad25075aa93560185b70e2b180ed7e269159c507c288b6747a0db2d"),
            Fr.FromHex("0x6d8196f28da6006bb89b3df94600acdc03d0ba7c2b0f3f4409a54c1db6bf30d0"),
            Fr.FromHex("0x07cfb49540ee456cce38b8a7d1a930a57ffc6660737f6589ef184c5e15334e36"),
        ],
        Build(new(22, 4, 22)).Evaluate([[Fr.Zero, Fr.One, Fr.FromUInt64(2), Fr.FromUInt64(3)]])[0]);

    [Theory]
    [InlineData(22, 4, 22)]
    [InlineData(11, 5, 11)]
    [InlineData(18, 6, 16)]
    public void Permutation_EveryAttack_IsNoticed(int sboxes, int copied, int local)
    {
        SeededElements random = new(Seed);
        Fr[] honest = HashCircuit.RandomElements(random, Poseidon2.Width);
        Fr[] other = HashCircuit.RandomElements(random, Poseidon2.Width);
        HashCircuit circuit = Build(new(sboxes, copied, local));
        GadgetAttack attack = new GadgetAttack(circuit.Built).Case("random", honest).FreeInput(0, 1, 2, 3);
        circuit.AddLies(attack, 0, other, (_, final, outputs) => final.CopyTo(outputs));
        for (int lane = 0; lane < Poseidon2.Width; lane++)
        {
            int target = circuit.TraceLength + lane;
            attack.FalseWitness($"output {lane}", [Poseidon2Permutation.OutputLabel], other, (_, step, _, outputs) =>
            {
                if (step.Label == Poseidon2Block.TraceLabel)
                {
                    outputs[target] += Fr.One;
                }
            });
        }

        attack.Run();
    }

    [Fact]
    public void Layout_RowsThatBeginAlike_ShareTheirGates()
    {
        // Of eight rows, four are partial rounds alone, and a fifth begins with six of them.
        Poseidon2Layout layout = new(11, 4, 11);
        Assert.Equal([2, 3, 4, 5], Repeated(layout, 10));
        Assert.Equal([2, 3, 4, 5, 6], Repeated(layout, 5));
        Assert.Equal((4 * 11) + 5, SboxGates(layout));

        // The first and the last of five rows begin with four full rounds, the others are partial rounds.
        layout = new(18, 6, 16);
        Assert.Equal([0, 1, 2, 3, 4], Repeated(layout, 15));
        Assert.Equal([1, 2, 3], Repeated(layout, 16));
        Assert.Equal(16 + 2 + 18, SboxGates(layout));

        layout = new(18, 6, 16) { SharesGates = false };
        Assert.Empty(Repeated(layout, 0));
        Assert.Equal(Poseidon2Layout.Sboxes, SboxGates(layout));
    }

    [Theory]
    [InlineData(0, 4, 22)]
    [InlineData(89, 4, 89)]
    public void Layout_SboxesOutOfRange_Throws(int sboxes, int copied, int local) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Poseidon2Layout(sboxes, copied, local));

    [Theory]
    [InlineData(22, 4, 21)]
    [InlineData(22, 3, 23)]
    [InlineData(22, -1, 27)]
    public void Layout_TooFewColumns_Throws(int sboxes, int copied, int local) =>
        Assert.Throws<ArgumentException>(() => new Poseidon2Layout(sboxes, copied, local));

    [Fact]
    public void Permutation_ThreeInputs_Throws() => Assert.Throws<ArgumentException>(() => HashCircuit.Build(
        "permutation", new(22, 4, 22), 3, 1, Poseidon2Permutation.Permute));

    [Theory]
    [InlineData(11)]
    [InlineData(18)]
    [InlineData(20)]
    [InlineData(22)]
    public void Permutation_Cost_IsPinned(int sboxes)
    {
        Poseidon2Layout layout = sboxes switch { 18 => new(18, 10, 12), 20 => new(20, 8, 16), _ => new(sboxes, 4, sboxes) };
        Baselines.Require($"poseidon2-permutation-{sboxes}", CostReport.Of(Build(layout).Built));
    }

    private static IEnumerable<int> Repeated(Poseidon2Layout layout, int index) =>
        Enumerable.Range(0, layout.Rows).Where(row => layout.SboxesIn(row) > index && layout.IsRepeated(row, index));

    private static int SboxGates(Poseidon2Layout layout) =>
        Build(layout).Built.Circuit.Gates.Count(gate => gate.Label == Poseidon2Block.SboxLabel);

    private static HashCircuit Build(Poseidon2Layout layout) => HashCircuit.Build(
        "permutation", layout, Poseidon2.Width, 1, Poseidon2Permutation.Permute);
}
