using System.Diagnostics;
using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Crypto.Hashing;

/// <summary>The Poseidon2 permutation over Fr with four lanes, and the hashes made of it.</summary>
/// <remarks>
/// Grassi, Khovratovich, Schofnegger, "Poseidon2" (ePrint 2023/323): t = 4, S-box x^5, 8 full and 56 partial rounds. All of it is specified
/// in docs/crypto/poseidon2.md. Time does not depend on the values hashed.
/// </remarks>
public static class Poseidon2
{
    /// <summary>Lanes of the state: 4.</summary>
    public const int Width = 4;

    /// <summary>Lanes of the sponge that absorb: 3.</summary>
    public const int Rate = 3;

    /// <summary>Full rounds, half of them before the partial rounds: 8.</summary>
    internal const int ExternalRounds = 8;

    /// <summary>Partial rounds: 56.</summary>
    internal const int InternalRounds = 56;

    /// <summary>From this many states on, a call in lanes that is partly idle takes less time than one state after the other.</summary>
    private const int LanesMin = 3;

    /// <summary>Hashes of one call that share a buffer on the stack.</summary>
    private const int CompressChunk = 64;

    /// <summary>The constants of the full rounds, four a round.</summary>
    internal static readonly Fr[] ExternalRoundConstants = new Fr[ExternalRounds * Width];

    /// <summary>The constants of the partial rounds, added to lane 0.</summary>
    internal static readonly Fr[] InternalRoundConstants = new Fr[InternalRounds];

    /// <summary>The internal matrix is all ones plus this diagonal.</summary>
    internal static readonly Fr[] InternalDiagonal =
    [
        Fr.FromHex("0x07564ad691bf01c8601d68757a561d224f00f313ada673ab83e6255fb4fd5b3d"),
        Fr.FromHex("0x6184e3be38549f7c0850cd069b32f6decbfde312dd4b8c18349b1b3776a6eaa4"),
        Fr.FromHex("0x419289088178ad742be6f78425c0156b6546a18fd338f0169937dea46cfb64d2"),
        Fr.FromHex("0x3244cdec173b71a4659e2529b499362dac10cb2fd17562860c8bb9d0fd45b787"),
    ];

    private static readonly Fr LeafConstant = Fr.FromUInt64(0x7a6b722e6c656166); // "zkr.leaf"
    private static readonly Fr NodeConstant = Fr.FromUInt64(0x7a6b722e6e6f6465); // "zkr.node"

    static Poseidon2()
    {
        GrainGenerator grain = new(Fr.ModulusBits, Width, ExternalRounds, InternalRounds);
        for (int i = 0; i < ExternalRounds * Width / 2; i++)
        {
            ExternalRoundConstants[i] = grain.NextElement();
        }

        for (int i = 0; i < InternalRounds; i++)
        {
            InternalRoundConstants[i] = grain.NextElement();
        }

        for (int i = ExternalRounds * Width / 2; i < ExternalRounds * Width; i++)
        {
            ExternalRoundConstants[i] = grain.NextElement();
        }
    }

    /// <summary>Replaces the state by its image under the permutation.</summary>
    /// <param name="state">Exactly four elements.</param>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    /// <remarks>Cost: 88 S-boxes of 3 products and 56·4 products by the diagonal, 488 in all.</remarks>
    public static void Permute(Span<Fr> state)
    {
        RequireLength(state.Length == Width, nameof(state), "Expected 4 elements.");
        PermuteCore(ref state[0]);
    }

    /// <summary>Permutes many states.</summary>
    /// <param name="states">Four elements a state, one state after the other.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of four.</exception>
    public static void PermuteBatch(Span<Fr> states)
    {
        RequireLength(states.Length % Width == 0, nameof(states), "Expected a multiple of 4 elements.");
        if (!Fr8.IsAccelerated || states.Length < LanesMin * Width)
        {
            for (int i = 0; i < states.Length; i += Width)
            {
                PermuteCore(ref states[i]);
            }

            return;
        }

        PermuteInLanes(states);
    }

    /// <summary>
    /// Permutes sixteen states and writes what happens in between, if lanes are accelerated; else nothing changes. What is written of one
    /// state lies at its own distance from what is written of the next.
    /// </summary>
    /// <param name="states">Four elements a state, one state after the other.</param>
    /// <param name="cells">Receives what is asked for of each state, a sixteenth of the cells each.</param>
    /// <param name="sboxes">For each S-box, in order, where its output goes.</param>
    /// <param name="rounds">
    /// For each round where its four inputs go, the constants of the round added; −1 for nowhere.
    /// </param>
    /// <returns>True if it was done.</returns>
    internal static unsafe bool TryTrace(Span<Fr> states, Span<Fr> cells, ReadOnlySpan<int> sboxes, ReadOnlySpan<int> rounds)
    {
        RequireLength(states.Length == Poseidon2Lanes.Group * Width, nameof(states), "Expected 16 states of 4 elements.");
        RequireLength(cells.Length % Poseidon2Lanes.Group == 0, nameof(cells), "Expected a multiple of 16 cells.");
        RequireLength(sboxes.Length == (ExternalRounds * Width) + InternalRounds, nameof(sboxes), "Expected a place for each S-box.");
        RequireLength(rounds.Length == ExternalRounds + InternalRounds, nameof(rounds), "Expected a place for each round.");
        int size = cells.Length / Poseidon2Lanes.Group;
        RequireLength(Fit(sboxes, size, 1) && Fit(rounds, size, Width), nameof(cells), "Expected room for every place.");
        if (!Fr8.IsAccelerated)
        {
            return false;
        }

        fixed (Fr* first = states, target = cells)
        {
            Poseidon2Lanes.Trace(first, target, size, sboxes, rounds);
        }

        return true;
    }

    /// <summary>True if each place, unless it is −1, and what follows it lie within a size.</summary>
    private static bool Fit(ReadOnlySpan<int> places, int size, int length)
    {
        foreach (int place in places)
        {
            if (place < -1 || place > size - length)
            {
                return false;
            }
        }

        return true;
    }

    private static unsafe void PermuteInLanes(Span<Fr> states)
    {
        const int group = Poseidon2Lanes.Group * Width;
        fixed (Fr* pointer = states)
        {
            int done = 0;
            for (; done + group <= states.Length; done += group)
            {
                Poseidon2Lanes.Permute(pointer + done);
            }

            if (done < states.Length)
            {
                Span<Fr> last = stackalloc Fr[group];
                states[done..].CopyTo(last);
                fixed (Fr* padded = last)
                {
                    Poseidon2Lanes.Permute(padded);
                }

                last[..(states.Length - done)].CopyTo(states[done..]);
            }
        }
    }

    /// <summary>The tree compression P(a, b, c, d)[0] + a + (constant of the domain).</summary>
    /// <remarks>
    /// Poseidon2 paper, section 3.1. Without the feed-forward of a collisions are free, since P can be inverted; the constant goes to the
    /// output, since one added to an input lane separates nothing: whoever chooses the input subtracts it.
    /// </remarks>
    public static Fr Compress(in Fr a, in Fr b, in Fr c, in Fr d, TreeDomain domain)
    {
        Fr constant = DomainConstant(domain);
        Span<Fr> state = [a, b, c, d];
        Fr first = a;
        PermuteCore(ref state[0]);
        return state[0] + first + constant;
    }

    /// <summary>Compresses many quadruples.</summary>
    /// <param name="inputs">Four elements a hash, one quadruple after the other.</param>
    /// <param name="domain">The domain of all of them.</param>
    /// <param name="outputs">Receives one element a quadruple; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">inputs has not four elements for each output, or the spans overlap.</exception>
    public static void CompressBatch(ReadOnlySpan<Fr> inputs, TreeDomain domain, Span<Fr> outputs)
    {
        RequireLength(inputs.Length == (long)Width * outputs.Length, nameof(inputs), "Expected 4 elements an output.");
        RequireLength(!inputs.Overlaps(outputs), nameof(outputs), "Must not overlap the inputs.");
        Fr constant = DomainConstant(domain);
        Span<Fr> states = stackalloc Fr[Width * Math.Min(CompressChunk, outputs.Length)];
        while (!outputs.IsEmpty)
        {
            int count = Math.Min(CompressChunk, outputs.Length);
            Span<Fr> chunk = states[..(Width * count)];
            inputs[..chunk.Length].CopyTo(chunk);
            PermuteBatch(chunk);
            for (int i = 0; i < count; i++)
            {
                Fr.Add(chunk[Width * i], inputs[Width * i], out Fr sum);
                Fr.Add(sum, constant, out outputs[i]);
            }

            inputs = inputs[chunk.Length..];
            outputs = outputs[count..];
        }
    }

    /// <summary>The sponge digest of a message: for messages and challenges, never to be compared with a tree hash.</summary>
    /// <remarks>
    /// Lanes 0 to 2 absorb by addition, three elements a permutation, the last block padded with zeros; an empty message is one block of
    /// zeros. Lane 3 starts at length + 2^64·domain, which makes the padding injective. The digest is lane 0.
    /// </remarks>
    /// <param name="domain">Separates uses; any value below 2^64.</param>
    /// <param name="message">Any number of elements.</param>
    public static Fr Hash(ulong domain, ReadOnlySpan<Fr> message)
    {
        Span<Fr> state = stackalloc Fr[Width];
        state.Clear();
        state[Rate] = SpongeCapacity(domain, message.Length);
        do
        {
            int count = Math.Min(Rate, message.Length);
            for (int i = 0; i < count; i++)
            {
                Fr.Add(state[i], message[i], out state[i]);
            }

            PermuteCore(ref state[0]);
            message = message[count..];
        }
        while (!message.IsEmpty);
        return state[0];
    }

    /// <summary>The sponge digests of many messages of one length: each that of <see cref="Hash"/>, for less time.</summary>
    /// <param name="domain">Separates uses; the same for all.</param>
    /// <param name="length">Elements of a message.</param>
    /// <param name="messages">One message after the other.</param>
    /// <param name="digests">Receives one element a message; must not overlap the messages.</param>
    /// <exception cref="ArgumentException">messages has not length elements for each digest, or the spans overlap.</exception>
    public static void HashBatch(ulong domain, int length, ReadOnlySpan<Fr> messages, Span<Fr> digests)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        RequireLength(messages.Length == (long)length * digests.Length, nameof(messages), "Expected the length times the digests.");
        RequireLength(!messages.Overlaps(digests), nameof(digests), "Must not overlap the messages.");
        Fr capacity = SpongeCapacity(domain, length);
        Span<Fr> states = stackalloc Fr[Width * Math.Min(CompressChunk, digests.Length)];
        while (!digests.IsEmpty)
        {
            int count = Math.Min(CompressChunk, digests.Length);
            Span<Fr> chunk = states[..(Width * count)];
            chunk.Clear();
            for (int i = 0; i < count; i++)
            {
                chunk[(Width * i) + Rate] = capacity;
            }

            int absorbed = 0;
            do
            {
                AbsorbBlock(messages, length, absorbed, chunk);
                PermuteBatch(chunk);
                absorbed += Rate;
            }
            while (absorbed < length);

            for (int i = 0; i < count; i++)
            {
                digests[i] = chunk[Width * i];
            }

            messages = messages[(length * count)..];
            digests = digests[count..];
        }
    }

    /// <summary>Adds the elements from a position on, at most three, of each message to its state.</summary>
    private static void AbsorbBlock(ReadOnlySpan<Fr> messages, int length, int position, Span<Fr> states)
    {
        int count = Math.Min(Rate, length - position);
        for (int i = 0; i < states.Length / Width; i++)
        {
            ReadOnlySpan<Fr> block = messages.Slice((length * i) + position, count);
            for (int lane = 0; lane < block.Length; lane++)
            {
                Fr.Add(states[(Width * i) + lane], block[lane], out states[(Width * i) + lane]);
            }
        }
    }

    /// <summary>The value lane 3 of the sponge starts at: length + 2^64·domain.</summary>
    internal static Fr SpongeCapacity(ulong domain, int length)
    {
        ReadOnlySpan<ulong> limbs = [(ulong)length, domain, 0, 0];
        bool isBelow = Fr.TryFromCanonicalLimbs(limbs, out Fr result);
        Debug.Assert(isBelow);
        return result;
    }

    /// <summary>The constant that a domain adds to the output of a tree compression.</summary>
    internal static Fr DomainConstant(TreeDomain domain) => domain switch
    {
        TreeDomain.Leaf => LeafConstant,
        TreeDomain.Node => NodeConstant,
        _ => throw new ArgumentOutOfRangeException(nameof(domain), domain, "Not a tree domain."),
    };

    [SkipLocalsInit]
    private static void PermuteCore(ref Fr state)
    {
        ref Fr s0 = ref state;
        ref Fr s1 = ref Unsafe.Add(ref state, 1);
        ref Fr s2 = ref Unsafe.Add(ref state, 2);
        ref Fr s3 = ref Unsafe.Add(ref state, 3);
        ReadOnlySpan<Fr> external = ExternalRoundConstants;
        MultiplyExternal(ref s0, ref s1, ref s2, ref s3);
        for (int i = 0; i < external.Length / 2; i += Width)
        {
            ExternalRound(ref s0, ref s1, ref s2, ref s3, external.Slice(i, Width));
        }

        InternalRoundsAll(ref s0, ref s1, ref s2, ref s3);
        for (int i = external.Length / 2; i < external.Length; i += Width)
        {
            ExternalRound(ref s0, ref s1, ref s2, ref s3, external.Slice(i, Width));
        }
    }

    private static void ExternalRound(ref Fr s0, ref Fr s1, ref Fr s2, ref Fr s3, ReadOnlySpan<Fr> constants)
    {
        AddAndPower5(ref s0, constants[0]);
        AddAndPower5(ref s1, constants[1]);
        AddAndPower5(ref s2, constants[2]);
        AddAndPower5(ref s3, constants[3]);
        MultiplyExternal(ref s0, ref s1, ref s2, ref s3);
    }

    private static void InternalRoundsAll(ref Fr s0, ref Fr s1, ref Fr s2, ref Fr s3)
    {
        ReadOnlySpan<Fr> diagonal = InternalDiagonal;
        ref readonly Fr d0 = ref diagonal[0];
        ref readonly Fr d1 = ref diagonal[1];
        ref readonly Fr d2 = ref diagonal[2];
        ref readonly Fr d3 = ref diagonal[3];
        foreach (ref readonly Fr constant in InternalRoundConstants.AsSpan())
        {
            AddAndPower5(ref s0, constant);
            Fr.Add(s0, s1, out Fr sum);
            Fr.Add(s2, s3, out Fr half);
            Fr.Add(sum, half, out sum);
            Fr.Multiply(s0, d0, out s0);
            Fr.Multiply(s1, d1, out s1);
            Fr.Multiply(s2, d2, out s2);
            Fr.Multiply(s3, d3, out s3);
            Fr.Add(s0, sum, out s0);
            Fr.Add(s1, sum, out s1);
            Fr.Add(s2, sum, out s2);
            Fr.Add(s3, sum, out s3);
        }
    }

    private static void AddAndPower5(ref Fr x, in Fr constant)
    {
        Fr.Add(x, constant, out x);
        Fr.Square(x, out Fr square);
        Fr.Square(square, out square);
        Fr.Multiply(x, square, out x);
    }

    /// <summary>M4 = [[5,7,1,3],[4,6,1,1],[1,3,5,7],[1,1,4,6]] by additions alone (Poseidon2 paper, section 5.1).</summary>
    private static void MultiplyExternal(ref Fr s0, ref Fr s1, ref Fr s2, ref Fr s3)
    {
        Fr.Add(s0, s1, out Fr low);
        Fr.Add(s2, s3, out Fr high);
        Fr.Double(s1, out Fr t);
        Fr.Add(t, high, out t); // 2·s1 + s2 + s3
        Fr.Double(s3, out Fr u);
        Fr.Add(u, low, out u); // s0 + s1 + 2·s3
        Fr.Double(high, out high);
        Fr.Double(high, out high);
        Fr.Double(low, out low);
        Fr.Double(low, out low);
        Fr.Add(high, u, out s3);
        Fr.Add(low, t, out s1);
        Fr.Add(u, s1, out s0);
        Fr.Add(t, s3, out s2);
    }

    private static void RequireLength(bool condition, string name, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message, name);
        }
    }
}
