using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Benchmarks;

/// <summary>Statement: the Poseidon2 permutation, applied T times, takes one public state to another.</summary>
/// <remarks>
/// Preconditions: none.
/// Constraints: those of the rows of a permutation; hashes.start and hashes.end, degree 2, the public states on the first and last row of the
/// batch; hashes.next, degree 2, the outputs of a slot are the inputs of the next one, but after the last slot.
/// Cost: 4 rows of 26 cells and the row counter: 108 cells a permutation, no copies and no buses.
/// Soundness: docs/circuits/poseidon2.md#rows; every row of the batch is a function of the first state.
/// Negative tests: Hashes_EveryAttack_IsNoticed.
/// </remarks>
public sealed class HashBenchmark : IBenchmarkCircuit
{
    internal const string StartLabel = "hashes.start";
    internal const string NextLabel = "hashes.next";
    internal const string EndLabel = "hashes.end";

    /// <summary>Builds the circuit.</summary>
    /// <param name="sboxesPerRow">S-boxes a row: 22 make 4 rows, 11 make 8. The rows must be a power of two.</param>
    public HashBenchmark(int sboxesPerRow = 22)
    {
        Poseidon2Layout layout = new(sboxesPerRow, 0, Poseidon2.Width + sboxesPerRow);
        CircuitBuilder builder = new(Name, new(layout.Rows, 0, layout.Local));
        Poseidon2Block block = new(builder, layout, builder.Allocate(Poseidon2Block.Kind, new(layout.Rows, 0, layout.Local)), 0);
        Expression[] first = [.. Enumerable.Range(0, Poseidon2.Width).Select(_ => builder.AddPublicScalar())];
        Expression[] last = [.. Enumerable.Range(0, Poseidon2.Width).Select(_ => builder.AddPublicScalar())];
        foreach (Cell cell in block.Inputs)
        {
            builder.Input(cell);
        }

        block.Compute([], [], (_, _, _) => { });
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
    public BenchmarkBatch Prepare(int slots, ulong seed)
    {
        Fr[] states = new Fr[Poseidon2.Width * (slots + 1)];
        for (int lane = 0; lane < Poseidon2.Width; lane++)
        {
            states[lane] = BenchmarkSeed.Element(seed, (ulong)lane);
        }

        for (int slot = 0; slot < slots; slot++)
        {
            Span<Fr> next = states.AsSpan((slot + 1) * Poseidon2.Width, Poseidon2.Width);
            states.AsSpan(slot * Poseidon2.Width, Poseidon2.Width).CopyTo(next);
            Poseidon2.Permute(next);
        }

        PublicInputs publicInputs = new([.. states[..Poseidon2.Width], .. states[^Poseidon2.Width..]], []);
        return new((slot, inputs) => states.AsSpan(slot * Poseidon2.Width, Poseidon2.Width).CopyTo(inputs), publicInputs);
    }
}
