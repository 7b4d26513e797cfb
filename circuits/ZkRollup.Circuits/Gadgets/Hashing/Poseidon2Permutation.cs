using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>
/// Statement: four values are the image of four others under the Poseidon2 permutation with the constants of docs/crypto/poseidon2.md.
/// </summary>
/// <remarks>
/// Preconditions: the inputs lie in copied columns; the layout has copied columns.
/// Constraints: poseidon2.sbox, degree 6: an S-box cell is (a linear form of the state cells and earlier S-box cells of its row, plus a
/// round constant)^5; poseidon2.state, degree 2: a state cell of the next row is such a linear form; poseidon2.output, degree 2: so is an
/// output; "copy" joins the inputs with the state cells of the first row.
/// Cost: 88 S-box cells and 4 state cells a row: 104 cells in 4 rows of 22, 110 in 5 rows of 18, 120 in 8 rows of 11; with fewer than four
/// spare copied cells in the last row, one row more for the outputs. About 370 products a row of the batch in 4 rows, 240 in 5, 290 in 8,
/// once for all permutations in the same columns.
/// Soundness: docs/circuits/poseidon2.md#rows. Every cell is a function of the cells before it, so the inputs determine them all.
/// Negative tests: Permutation_EveryAttack_IsNoticed: each S-box, each state cell, each output lies, and all that follows is consistent.
/// Permutation: Grassi, Khovratovich, Schofnegger, "Poseidon2", ePrint 2023/323. Cells for S-box outputs alone: docs/circuits/poseidon2.md.
/// </remarks>
public static class Poseidon2Permutation
{
    internal const string OutputLabel = "poseidon2.output";

    /// <summary>Permutes four values.</summary>
    /// <exception cref="ArgumentException">There are not four inputs, or the layout has no copied columns.</exception>
    public static IReadOnlyList<Element> Permute(CircuitBuilder builder, Poseidon2Layout layout, IReadOnlyList<Element> inputs)
    {
        Poseidon2Inputs.RequireCopied(builder, layout);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count != Poseidon2.Width)
        {
            throw new ArgumentException($"A permutation takes {Poseidon2.Width} inputs, not {inputs.Count}.", nameof(inputs));
        }

        bool fits = layout.SparesIn(layout.Rows - 1) >= Poseidon2.Width;
        Region region = builder.Allocate(Poseidon2Block.Kind, new(layout.Rows + (fits ? 0 : 1), layout.Copied, layout.Local));
        Poseidon2Block block = new(builder, layout, region, 0);
        Poseidon2Inputs.Import(builder, inputs, block.Inputs);
        Cell[] outputs = fits
            ? [.. block.Spares(layout.Rows - 1).Take(Poseidon2.Width)]
            : [.. Enumerable.Range(0, Poseidon2.Width).Select(lane => region[layout.Rows, lane])];
        block.Compute([], outputs, (_, final, write) => final.CopyTo(write));
        block.Constrain();
        for (int lane = 0; lane < outputs.Length; lane++)
        {
            builder.Constrain(OutputLabel, outputs[lane] - block.Outputs[lane]);
        }

        return [.. outputs.Select(cell => new Element(cell))];
    }
}
