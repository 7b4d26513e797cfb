using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>Statement: a value is P(x)[0] + x[0] + d for four values x, where d is the constant of a tree domain.</summary>
/// <remarks>
/// Preconditions: those of <see cref="Poseidon2Permutation"/>; fewer than four values are filled up with zeros.
/// Constraints: those of the rows of a permutation; tree.output, degree 2: the result; poseidon2.constant, degree 2: missing inputs are
/// zero; "copy" joins the inputs with the first row and x[0] with the last one.
/// Cost: the rows of a permutation and, with fewer than two spare copied cells in the last one, a row more.
/// Soundness: docs/circuits/poseidon2.md#tree. The result is a function of the inputs. The feed-forward x[0] is tied to the first lane by a
/// copy; a free one would make collisions free, since P can be inverted.
/// Negative tests: Tree_EveryAttack_IsNoticed, Tree_OtherFeedForward, Tree_WrongDomain.
/// Function: Poseidon2 paper, section 3.1; the constant of the domain goes to the output (docs/crypto/poseidon2.md, "Tree compression").
/// </remarks>
public static class TreeCompression
{
    internal const string OutputLabel = "tree.output";

    /// <summary>Compresses up to four values.</summary>
    /// <exception cref="ArgumentException">There is none or more than four, or the layout has no copied columns.</exception>
    public static Element Compress(CircuitBuilder builder, Poseidon2Layout layout, TreeDomain domain, IReadOnlyList<Element> inputs)
    {
        Poseidon2Inputs.RequireCopied(builder, layout);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count is < 1 or > Poseidon2.Width)
        {
            throw new ArgumentException($"A compression takes 1 to {Poseidon2.Width} values, not {inputs.Count}.", nameof(inputs));
        }

        const int EndCells = 2;
        Fr constant = Poseidon2.DomainConstant(domain);
        bool fits = layout.SparesIn(layout.Rows - 1) >= EndCells;
        Region region = builder.Allocate(Poseidon2Block.Kind, new(layout.Rows + (fits ? 0 : 1), layout.Copied, layout.Local));
        Poseidon2Block block = new(builder, layout, region, 0);
        Poseidon2Inputs.Import(builder, inputs, block.Inputs);
        Cell[] end = fits
            ? [.. block.Spares(layout.Rows - 1).Take(EndCells)]
            : [region[layout.Rows, 0], region[layout.Rows, 1]];
        Expression first = builder.Import(inputs[0], end[0]);
        block.Compute([end[0]], [end[1]], (read, final, write) => write[0] = final[0] + read[Poseidon2.Width] + constant);
        block.Constrain();
        builder.Constrain(OutputLabel, end[1] - (block.Outputs[0] + first + Expression.Parameter(0, constant)));
        return new(end[1]);
    }
}
