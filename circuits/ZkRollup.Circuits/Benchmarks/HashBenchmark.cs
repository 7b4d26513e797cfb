using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Benchmarks;

/// <summary>Statement: the Poseidon2 permutation, applied T times, takes one public state to another.</summary>
/// <remarks>
/// Preconditions: none.
/// Constraints: those of the rows of a permutation; hashes.start and hashes.end, degree 2, the public states on the first and last row of
/// the batch; hashes.next, degree 2, the outputs of a slot are the inputs of the next one, but after the last slot.
/// Cost: 4 rows of 26 cells and the row counter: 108 cells a permutation, no copies and no buses.
/// Soundness: docs/circuits/poseidon2.md#rows; every row of the batch is a function of the first state.
/// Negative tests: Hashes_OtherEnd_FailsTheEndAlone, Hashes_SlotThatStartsElsewhere_FailsTheCarry.
/// </remarks>
public sealed class HashBenchmark : IBenchmarkCircuit
{
    internal const string StartLabel = "hashes.start";
    internal const string NextLabel = "hashes.next";
    internal const string EndLabel = "hashes.end";

    private readonly Poseidon2Layout _layout;
    private readonly int _cells;

    /// <summary>Builds the circuit.</summary>
    /// <param name="sboxesPerRow">S-boxes a row: 22 make 4 rows, 11 make 8. The rows must be a power of two.</param>
    public HashBenchmark(int sboxesPerRow = 22)
    {
        Poseidon2Layout layout = new(sboxesPerRow, 0, Poseidon2.Width + sboxesPerRow);
        CircuitBuilder builder = new(Name, new(layout.Rows, 0, layout.Local));
        Poseidon2Block block = new(builder, layout, builder.Allocate(Poseidon2Block.Kind, new(layout.Rows, 0, layout.Local)), 0);
        Expression[] first = [.. Enumerable.Range(0, Poseidon2.Width).Select(_ => builder.AddPublicScalar())];
        Expression[] last = [.. Enumerable.Range(0, Poseidon2.Width).Select(_ => builder.AddPublicScalar())];
        Cell[] cells = [.. block.Inputs, .. block.TraceCells()];
        foreach (Cell cell in cells)
        {
            builder.Input(cell);
        }

        _layout = layout;
        _cells = cells.Length;
        block.Constrain();
        for (int lane = 0; lane < Poseidon2.Width; lane++)
        {
            Cell next = block.Inputs[lane] with { Row = layout.Rows };
            builder.ConstrainFirstRow(StartLabel, block.Inputs[lane] - first[lane]);
            builder.ConstrainSlotBoundary(NextLabel, next - block.Outputs[lane]);
            builder.ConstrainLastRow(EndLabel, block.Outputs[lane] - last[lane]);
        }

        Built = builder.Build();
    }

    /// <inheritdoc/>
    public string Name => "hashes";

    /// <inheritdoc/>
    public BuiltCircuit Built { get; }

    /// <inheritdoc/>
    public int ItemsPerSlot => 1;

    /// <inheritdoc/>
    /// <remarks>Each slot starts where the last one ends, so the traces are computed one after the other, once, and handed over as
    /// inputs.</remarks>
    public BenchmarkBatch Prepare(int slots, ulong seed)
    {
        Fr[] first = [.. Enumerable.Range(0, Poseidon2.Width).Select(lane => BenchmarkSeed.Element(seed, (ulong)lane))];
        Fr[] state = [.. first];
        Fr[] cells = new Fr[slots * _cells];
        for (int slot = 0; slot < slots; slot++)
        {
            Span<Fr> inputs = cells.AsSpan(slot * _cells, _cells);
            state.CopyTo(inputs);
            Poseidon2Block.ComputeTrace(_layout, state, inputs[Poseidon2.Width..]);
        }

        return new((slot, inputs) => cells.AsSpan(slot * _cells, _cells).CopyTo(inputs), new([.. first, .. state], []));
    }
}
