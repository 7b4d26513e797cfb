using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Circuits.Tests.Gadgets.Hashing;
using ZkRollup.Circuits.Tests.Gadgets.Signatures;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Builder;

/// <summary>What steps compute for a group of slots against what they compute for each slot.</summary>
public sealed class GroupStepTests
{
    private const int Group = WitnessGenerator.SlotsOfGroup;
    private const ulong Seed = 4407;

    /// <summary>Rows that begin within full rounds, with a layer, and in partial rounds; the smallest layout with a group.</summary>
    public static TheoryData<int, int, int> Layouts { get; } = new()
    {
        { 4, 4, 4 }, { 5, 9, 0 }, { 7, 9, 5 }, { 11, 6, 11 }, { 15, 13, 6 }, { 16, 4, 16 }, { 18, 10, 12 }, { 22, 4, 22 }, { 88, 5, 88 },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Permutation_OfAGroup_GivesWhatSingleSlotsGive(int sboxes, int copied, int local)
    {
        HashCircuit circuit = HashCircuit.Build(
            "group", new(sboxes, copied, local), Poseidon2.Width, 1, (builder, layout, inputs) =>
                [TreeCompression.Compress(builder, layout, TreeDomain.Node, inputs)]);
        SeededElements random = new(Seed);
        RequireSame(circuit.Built, step => HashCircuit.RandomElements(random, step.Inputs.Count));
    }

    [Fact]
    public void Permutation_RowsOfFewSboxes_HaveNoGroup()
    {
        HashCircuit circuit = HashCircuit.Build(
            "single", new(3, 4, 3), Poseidon2.Width, 1, (builder, layout, inputs) =>
                [TreeCompression.Compress(builder, layout, TreeDomain.Node, inputs)]);
        Assert.DoesNotContain(circuit.Built.Steps, step => step.ComputeGroup is not null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Windows_OfAGroup_GiveWhatSingleSlotsGive(int windows)
    {
        SeededElements random = new(Seed);
        RequireSame(WindowCircuit.With(windows).Built, _ =>
        {
            (Fr x, Fr y) = SmallOrder.Affine(WindowCircuit.Key(random));
            return [x, y, random.Next(), random.Next()];
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Windows_KeyOffTheCurve_GiveWhatSingleSlotsGive(int windows)
    {
        SeededElements random = new(Seed);
        RequireSame(WindowCircuit.With(windows).Built, _ => HashCircuit.RandomElements(random, 4));

        // The formula of doubling has no result for (0, 0): there is nothing that lanes could make affine.
        RequireSame(WindowCircuit.With(windows).Built, _ => [Fr.Zero, Fr.Zero, random.Next(), random.Next()]);
    }

    [Fact]
    public void Generate_GroupsAndSingleSlots_GiveTheSameTrace()
    {
        HashCircuit circuit = HashCircuit.Build(
            "group", new(15, 13, 6), Poseidon2.Width, 1, (builder, layout, inputs) =>
                [TreeCompression.Compress(builder, layout, TreeDomain.Node, inputs)]);
        SeededElements random = new(Seed);
        Fr[][] slots = [.. Enumerable.Range(0, 2 * Group).Select(_ => HashCircuit.RandomElements(random, Poseidon2.Width))];
        Trace groups = WitnessGenerator.Generate(circuit.Built, slots.Length, (slot, inputs) => slots[slot].CopyTo(inputs));
        const int few = Group / 2;
        for (int first = 0; first < slots.Length; first += few)
        {
            Trace single = WitnessGenerator.Generate(circuit.Built, few, (slot, inputs) => slots[first + slot].CopyTo(inputs));
            for (int column = 0; column < single.ColumnCount; column++)
            {
                ReadOnlySpan<Fr> expected = single.Column(column).Span;
                Assert.True(expected.SequenceEqual(groups.Column(column).Span.Slice(first * single.RowsPerSlot, expected.Length)));
            }
        }
    }

    private static void RequireSame(BuiltCircuit built, Func<WitnessStep, Fr[]> inputsOf)
    {
        int compared = 0;
        foreach (WitnessStep step in built.Steps.Where(step => step.ComputeGroup is not null))
        {
            Fr[][] inputs = [.. Enumerable.Range(0, Group).Select(_ => inputsOf(step))];
            Fr[] together = new Fr[Group * step.Outputs.Count];
            step.ComputeGroup!([.. inputs.SelectMany(values => values)], together);
            for (int slot = 0; slot < Group; slot++)
            {
                Fr[] alone = new Fr[step.Outputs.Count];
                step.Compute!(inputs[slot], alone);
                Assert.Equal(alone, together.AsSpan(slot * alone.Length, alone.Length).ToArray());
            }

            compared++;
        }

        Assert.NotEqual(0, compared);
    }
}
