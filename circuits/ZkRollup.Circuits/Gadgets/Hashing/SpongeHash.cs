using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>Statement: a value is the sponge digest of some values under a domain, as <c>Poseidon2.Hash</c> computes it.</summary>
/// <remarks>
/// Preconditions: the message lies in copied columns; its length is fixed with the circuit. The layout has a spare copied cell for each
/// value that a later block absorbs, in the last row of the block before or the first of its own.
/// Constraints: those of the rows of each permutation; poseidon2.constant, degree 2: lane 3 starts at length + 2^64·domain, lanes without a
/// value at zero; sponge.absorb, degree 2: a lane of the next block is that of the last one plus the absorbed value; sponge.digest, degree
/// 2; "copy" joins the message with the cells that absorb it.
/// Cost: a permutation for each three values, without rows between them; a row more if the last row has no spare copied cell.
/// Soundness: docs/circuits/poseidon2.md#sponge. The digest is a function of the message, and the length is part of the capacity.
/// Negative tests: Sponge_EveryAttack_IsNoticed, Sponge_WrongDomainOrLength_FailsTheCapacity.
/// </remarks>
public static class SpongeHash
{
    internal const string AbsorbLabel = "sponge.absorb";

    internal const string DigestLabel = "sponge.digest";

    /// <summary>The digest of a message.</summary>
    /// <exception cref="ArgumentException">The layout has too few spare copied cells, or none at all.</exception>
    public static Element Hash(CircuitBuilder builder, Poseidon2Layout layout, ulong domain, IReadOnlyList<Element> message)
    {
        Poseidon2Inputs.RequireCopied(builder, layout);
        ArgumentNullException.ThrowIfNull(message);
        int blocks = BlocksOf(message.Count);
        Poseidon2Block[] chain = Allocate(builder, layout, message.Count, out Cell digest);
        Poseidon2Inputs.Import(builder, [.. message.Take(Poseidon2.Rate)], chain[0].Inputs[..Poseidon2.Rate]);
        Poseidon2Inputs.SetConstant(builder, chain[0].Inputs[Poseidon2.Rate], Poseidon2.SpongeCapacity(domain, message.Count));
        for (int i = 1; i < blocks; i++)
        {
            Absorb(builder, layout, chain[i - 1], chain[i], [.. message.Skip(i * Poseidon2.Rate).Take(Poseidon2.Rate)]);
        }

        return Squeeze(builder, chain[^1], digest);
    }

    /// <summary>Permutations that a message takes.</summary>
    internal static int BlocksOf(int length) => Math.Max(1, (length + Poseidon2.Rate - 1) / Poseidon2.Rate);

    /// <summary>The blocks of a message, one after the other without a row between, and a cell for the digest on the last row.</summary>
    /// <exception cref="ArgumentException">The layout has too few spare copied cells.</exception>
    internal static Poseidon2Block[] Allocate(CircuitBuilder builder, Poseidon2Layout layout, int length, out Cell digest)
    {
        int blocks = BlocksOf(length);
        bool fits = layout.SparesIn(layout.Rows - 1) >= 1;
        RequireSpares(layout, Math.Min(Poseidon2.Rate, length - Poseidon2.Rate));
        Region region = builder.Allocate(
            Poseidon2Block.Kind, new((blocks * layout.Rows) + (fits ? 0 : 1), layout.Copied, layout.Local));
        Poseidon2Block[] chain = new Poseidon2Block[blocks];
        for (int i = 0; i < blocks; i++)
        {
            chain[i] = new(builder, layout, region, i * layout.Rows);
        }

        digest = fits ? chain[^1].Spares(layout.Rows - 1).First() : region[blocks * layout.Rows, 0];
        return chain;
    }

    /// <summary>Constrains the last block; its digest lies in a cell of the last row.</summary>
    internal static Element Squeeze(CircuitBuilder builder, Poseidon2Block last, Cell digest)
    {
        last.Compute([], [digest], (_, final, write) => write[0] = final[0]);
        last.Constrain();
        builder.Constrain(DigestLabel, digest - last.Outputs[0]);
        return new(digest);
    }

    /// <summary>Constrains a block whose final state, plus some values, is what the next one begins with.</summary>
    internal static void Absorb(
        CircuitBuilder builder, Poseidon2Layout layout, Poseidon2Block last, Poseidon2Block next, IReadOnlyList<Element> values)
    {
        IEnumerable<Cell> spares = last.Spares(layout.Rows - 1);
        Cell[] cells = [.. (HasOwnFirstRow(layout) ? spares.Concat(next.Spares(0)) : spares).Take(values.Count)];
        Poseidon2Inputs.Import(builder, values, cells);
        last.Compute(cells, next.Inputs, (read, final, write) =>
        {
            final.CopyTo(write);
            ReadOnlySpan<Fr> absorbed = read[Poseidon2.Width..];
            for (int i = 0; i < absorbed.Length; i++)
            {
                write[i] += absorbed[i];
            }
        });
        last.Constrain();
        for (int lane = 0; lane < next.Inputs.Length; lane++)
        {
            ConstraintSystem.Expression sum = lane < cells.Length ? last.Outputs[lane] + cells[lane] : last.Outputs[lane];
            builder.Constrain(AbsorbLabel, next.Inputs[lane] - sum);
        }
    }

    /// <summary>False if the first row of a block is its last one too, whose spare cells the next block takes.</summary>
    private static bool HasOwnFirstRow(Poseidon2Layout layout) => layout.Rows > 1;

    private static void RequireSpares(Poseidon2Layout layout, int absorbed)
    {
        int spares = layout.SparesIn(layout.Rows - 1) + (HasOwnFirstRow(layout) ? layout.SparesIn(0) : 0);
        if (absorbed > spares)
        {
            throw new ArgumentException(
                $"A block absorbs {absorbed} values, but its first row and the last one before it have only {spares} spare copied cells.",
                nameof(layout));
        }
    }
}
