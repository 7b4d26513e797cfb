using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>
/// Statement: a value is the sponge digest under a domain of all of some values if a bit is 1, and of the first three of them if it is 0.
/// </summary>
/// <remarks>
/// Preconditions: those of <see cref="SpongeHash"/>; there are four to six values.
/// Constraints: those of the rows of two permutations; sponge.absorb, sponge.digest as in SpongeHash, for the digest of all values;
/// sponge.length, degree 2: lane 3 starts at 3 + 2^64·domain, and with the bit at the length of all values + 2^64·domain; sponge.choice,
/// degree 3: the result is lane 0 after the first permutation or, with the bit, the digest of all. "copy" joins the message with the cells
/// that absorb it, and these rows with two more, which hold the bit.
/// Cost: two permutations without a row between, and two rows of three copied cells; five products a row of the batch beside those of
/// SpongeHash.
/// Soundness: docs/circuits/poseidon2.md#two-lengths. The first block of both messages absorbs the same values, and the length is part of
/// the capacity, so the state after the first permutation is that of the message that the bit chooses.
/// Negative tests: SpongeOfTwoLengthsTests: both digests, every attack, wrong domain or length, the digest of the other length.
/// </remarks>
public static class SpongeOfTwoLengths
{
    internal const string Kind = "sponge.choice";
    internal const string LengthLabel = "sponge.length";
    internal const string ChoiceLabel = "sponge.choice";

    private const int LengthMax = 2 * Poseidon2.Rate;

    /// <summary>The digest of three or of all values.</summary>
    /// <exception cref="ArgumentException">There are not four to six values, or the layout has too few spare copied cells.</exception>
    public static Element Hash(
        CircuitBuilder builder, Poseidon2Layout layout, ulong domain, IReadOnlyList<Element> message, Bit isLong)
    {
        Poseidon2Inputs.RequireCopied(builder, layout);
        ArgumentNullException.ThrowIfNull(message);
        if (message.Count is <= Poseidon2.Rate or > LengthMax)
        {
            throw new ArgumentException($"{Poseidon2.Rate + 1} to {LengthMax} values are possible, not {message.Count}.", nameof(message));
        }

        Poseidon2Block[] chain = SpongeHash.Allocate(builder, layout, message.Count, out Cell longDigest);
        Region rows = builder.Allocate(Kind, new(2, 3));
        Bit choice = builder.Import(isLong, rows[0, 0]);
        Cell capacity = rows[0, 1];
        Cell digest = rows[0, 2];
        ConstrainLength(builder, domain, message.Count, choice, capacity);
        Poseidon2Inputs.Import(builder, [.. message.Take(Poseidon2.Rate), new Element(capacity)], chain[0].Inputs);
        SpongeHash.Absorb(builder, layout, chain[0], chain[1], [.. message.Skip(Poseidon2.Rate)]);
        Element whole = SpongeHash.Squeeze(builder, chain[1], longDigest);

        // Lane 0 after the first permutation has no cell of its own: it is what the second one begins with, less what that absorbs.
        Expression second = builder.Import(new Element(chain[1].Inputs[0]), rows[1, 0]);
        Expression first = second - (Expression)builder.Import(message[Poseidon2.Rate], rows[1, 1]);
        Expression all = builder.Import(whole, rows[1, 2]);
        builder.Hint(ChoiceLabel, [rows[0, 0], rows[1, 0], rows[1, 1], rows[1, 2]], [digest], (read, write) =>
            write[0] = read[0].IsZero ? read[1] - read[2] : read[3]);
        builder.Constrain(ChoiceLabel, digest - (first + (choice * (all - first))));
        return new(digest);
    }

    private static void ConstrainLength(CircuitBuilder builder, ulong domain, int length, Bit choice, Cell capacity)
    {
        // Sums cost nothing, a product by a constant would.
        Expression sum = Expression.Constant(Poseidon2.SpongeCapacity(domain, Poseidon2.Rate));
        for (int more = Poseidon2.Rate; more < length; more++)
        {
            sum += choice;
        }

        builder.Hint(LengthLabel, [choice.Cell], [capacity], (read, write) =>
            write[0] = Poseidon2.SpongeCapacity(domain, read[0].IsZero ? Poseidon2.Rate : length));
        builder.Constrain(LengthLabel, capacity - sum);
    }
}
