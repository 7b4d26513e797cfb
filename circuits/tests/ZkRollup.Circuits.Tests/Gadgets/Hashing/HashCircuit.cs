using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Gadgets.Hashing;

/// <summary>A circuit around one hash gadget, and traces in which one cell lies and all that follows is computed from it.</summary>
internal sealed class HashCircuit
{
    private HashCircuit(BuiltCircuit built, Poseidon2Layout layout, IReadOnlyList<Cell> outputs)
    {
        Built = built;
        Layout = layout;
        Outputs = outputs;
    }

    /// <summary>S-boxes a row, copied columns, local columns: spare cells in the last row, in every row, or nowhere.</summary>
    public static TheoryData<int, int, int> Layouts { get; } = new()
    {
        { 11, 4, 11 }, { 11, 6, 11 }, { 18, 10, 12 }, { 20, 8, 16 }, { 22, 4, 22 }, { 22, 6, 22 }, { 88, 5, 88 }, { 7, 9, 5 },
    };

    internal delegate IReadOnlyList<Element> Gadget(CircuitBuilder builder, Poseidon2Layout layout, Element[] inputs);

    internal BuiltCircuit Built { get; }

    internal Poseidon2Layout Layout { get; }

    internal IReadOnlyList<Cell> Outputs { get; }

    /// <summary>Cells of one trace.</summary>
    internal int TraceLength => Poseidon2Layout.Sboxes + (Poseidon2.Width * (Layout.Rows - 1));

    internal static HashCircuit Build(string name, Poseidon2Layout layout, int inputs, int blocks, Gadget gadget)
    {
        int rows = (int)BitOperations.RoundUpToPowerOf2((uint)((blocks * (layout.Rows + 1)) + 1));
        CircuitBuilder builder = new(name, new(rows, Math.Max(inputs, layout.Copied), layout.Local));
        Region region = builder.Allocate("input", new(1, inputs), rows - 1);
        Element[] wires = [.. Enumerable.Range(0, inputs).Select(i => new Element(builder.Input(region[0, i]).Cell))];
        IReadOnlyList<Element> outputs = gadget(builder, layout, wires);
        return new(builder.Build(), layout, [.. outputs.Select(output => output.Cell)]);
    }

    /// <summary>The outputs of honest slots; fails if the checker finds anything.</summary>
    internal IReadOnlyList<Fr[]> Evaluate(params IReadOnlyList<Fr[]> slots)
    {
        int count = (int)BitOperations.RoundUpToPowerOf2((uint)slots.Count);
        Trace trace = WitnessGenerator.Generate(Built, count, (slot, inputs) => slots[slot % slots.Count].CopyTo(inputs));
        IReadOnlyList<CheckFailure> failures = MockChecker.Check(Built.Circuit, trace, PublicInputs.None);
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(5)));
        return
        [
            .. slots.Select((_, slot) => Outputs.Select(cell => trace[(slot * trace.RowsPerSlot) + cell.Row, cell.Column]).ToArray()),
        ];
    }

    /// <summary>The labels that fire for some inputs with lying steps.</summary>
    internal SortedSet<string> Labels(Fr[] inputs, HintOverride lie)
    {
        Trace trace = WitnessGenerator.Generate(Built, Built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target), lie);
        return new(MockChecker.Check(Built.Circuit, trace, PublicInputs.None).Select(failure => failure.Label), StringComparer.Ordinal);
    }

    /// <summary>
    /// One cell of a trace, or what the linear layer before a row makes of it, is one more than it should be; the rest of the trace and
    /// what follows it are computed from that.
    /// </summary>
    /// <param name="block">The permutation, counted from 0.</param>
    /// <param name="cell">The number of the cell in the trace.</param>
    /// <param name="ending">What follows the permutation.</param>
    internal HintOverride Lie(int block, int cell, Poseidon2Ending ending)
    {
        WitnessStep target = Built.Steps.Where(step => step.Label == Poseidon2Block.TraceLabel).ElementAt(block);
        return (_, step, inputs, outputs) =>
        {
            if (ReferenceEquals(step, target))
            {
                Fr[] state = inputs[..Poseidon2.Width].ToArray();
                Trace(state, outputs[..TraceLength], cell);
                ending(inputs, state, outputs[TraceLength..]);
            }
        };
    }

    /// <summary>Every lie of <see cref="Lie"/> with the label that must notice it, and only that one.</summary>
    internal void AddLies(GadgetAttack attack, int block, Fr[] inputs, Poseidon2Ending ending)
    {
        for (int cell = 0; cell < TraceLength; cell++)
        {
            string label = IsSbox(cell) ? Poseidon2Block.SboxLabel : Poseidon2Block.StateLabel;
            attack.FalseWitness($"permutation {block}, cell {cell}", [label], inputs, Lie(block, cell, ending));
        }
    }

    internal static Fr[] RandomElements(SeededElements random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next())];

    private bool IsSbox(int cell)
    {
        int position = cell + Poseidon2.Width;
        return position % (Layout.SboxesPerRow + Poseidon2.Width) >= Poseidon2.Width;
    }

    private void Trace(Fr[] state, Span<Fr> cells, int lie)
    {
        Poseidon2Schedule.Start(state);
        int next = 0;
        for (int sbox = 0; sbox < Poseidon2Layout.Sboxes; sbox++)
        {
            if (sbox > 0 && sbox % Layout.SboxesPerRow == 0)
            {
                // Before a layer each constraint reads all four cells: the lie is in what it makes of them.
                for (int lane = 0; lane < Poseidon2.Width; lane++)
                {
                    state[lane] += next + lane == lie ? Fr.One : Fr.Zero;
                }

                Span<Fr> begin = cells.Slice(next, Poseidon2.Width);
                state.CopyTo(begin);
                if (Layout.BeginsWithLayer(sbox / Layout.SboxesPerRow))
                {
                    Poseidon2Schedule.Unstart(begin);
                }

                next += Poseidon2.Width;
            }

            Fr output = Poseidon2Schedule.Power5(state[Poseidon2Schedule.Lane(sbox)] + Poseidon2Schedule.Constant(sbox));
            output += next == lie ? Fr.One : Fr.Zero;
            cells[next++] = output;
            Poseidon2Schedule.Advance(sbox, state, output);
        }
    }
}
