using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Crypto.Hashing;

/// <summary>The same permutations with what happens in between, which a proof of them shows.</summary>
internal static unsafe partial class Poseidon2Lanes
{
    private const int Rounds = Poseidon2.ExternalRounds + Poseidon2.InternalRounds;

    /// <summary>Permutes sixteen states that follow one another, four elements each.</summary>
    /// <param name="states">The states.</param>
    /// <param name="cells">Receives what happens to the first state.</param>
    /// <param name="stride">From there to what happens to the next state, and so on.</param>
    /// <param name="sboxes">For each S-box where its output goes; within the stride.</param>
    /// <param name="rounds">For each round where its inputs go, its constants added; −1 for nowhere.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Trace(Fr* states, Fr* cells, long stride, ReadOnlySpan<int> sboxes, ReadOnlySpan<int> rounds)
    {
        byte* memory = stackalloc byte[(16 * sizeof(Fr8)) + 64];
        Fr8* s = (Fr8*)(((nint)memory + 63) & ~63);
        Fr8* scratch = s + (2 * Width);
        Fr8* kept = scratch + 6;
        for (int i = 0; i < Width; i++)
        {
            Fr8.Load(s + (2 * i), states + i, Width);
            Fr8.Load(s + (2 * i) + 1, states + (8 * Width) + i, Width);
        }

        MultiplyExternal(s, ExternalConstants, EnterShift);
        int sbox = 0;
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < Width && rounds[round] >= 0; i++)
            {
                Keep(cells + rounds[round] + i, stride, s + (2 * i), kept);
            }

            int partial = round - HalfRounds;
            bool isPartial = partial is >= 0 and < Poseidon2.InternalRounds;
            for (int i = 0; i < (isPartial ? 1 : Width); i++)
            {
                Power5(s + (2 * i), scratch);
                Keep(cells + sboxes[sbox++], stride, s + (2 * i), kept);
            }

            if (isPartial)
            {
                MultiplyInternal(s, scratch, NextInternalConstants + (partial * ConstantSize), reduce: (partial & 1) != 0);
                if (partial == Poseidon2.InternalRounds - 1)
                {
                    AddConstants(s, ExternalConstants + (HalfRounds * Width * ConstantSize));
                }
            }
            else
            {
                int full = round < HalfRounds ? round : round - Poseidon2.InternalRounds;
                MultiplyExternal(
                    s, full + 1 == HalfRounds ? FirstInternalConstant : ExternalConstants + ((full + 1) * Width * ConstantSize), shift: 0);
            }
        }

        for (int i = 0; i < Width; i++)
        {
            Keep(states + i, Width, s + (2 * i), kept);
        }
    }

    /// <summary>Stores a pair that products may take.</summary>
    private static void Keep(Fr* destination, long stride, Fr8* pair, Fr8* scratch)
    {
        Fr8.ScalePair(scratch, pair, Leave);
        Fr8.Store(destination, scratch, stride);
        Fr8.Store(destination + (8 * stride), scratch + 1, stride);
    }
}
