using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using I = System.Runtime.Intrinsics.Vector512<long>;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace ZkRollup.Crypto.Hashing;

/// <summary>Sixteen Poseidon2 permutations side by side, in two vectors of eight lanes, on AVX-512.</summary>
/// <remarks>
/// Each round ends by adding the constants of the next, so that every S-box starts from balanced digits. The sum of an internal round
/// is the only value that would grow, threefold a round: every second sum is reduced, the others stay below 4r, their lanes below 4.5r.
/// </remarks>
internal static unsafe partial class Poseidon2Lanes
{
    /// <summary>States of one call of the kernel.</summary>
    internal const int Group = 16;

    private const int Width = Poseidon2.Width;
    private const int HalfRounds = Poseidon2.ExternalRounds / 2;

    /// <summary>Loaded elements are multiplied by 2^4, which takes them into the radix of lane products.</summary>
    private const int EnterShift = 4;

    private const int ConstantSize = Fr8.FactorSize;

    /// <summary>The constants of the full rounds, then zeros: what follows the last round.</summary>
    private static readonly double* ExternalConstants = Constants([.. Poseidon2.ExternalRoundConstants, .. new Fr[Width]]);

    /// <summary>The constant that each partial round adds for the next one, divided by the first entry of the diagonal.</summary>
    private static readonly double* NextInternalConstants = Constants(DividedConstants());

    private static readonly double* FirstInternalConstant = Constants([Poseidon2.InternalRoundConstants[0], Fr.Zero, Fr.Zero, Fr.Zero]);
    private static readonly double* Diagonal = Constants(Poseidon2.InternalDiagonal);
    private static readonly double* Leave = Fr8.AllocateFactors(Fr8.LeaveRadix);

    /// <summary>Permutes sixteen states that follow one another, four elements each.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Permute(Fr* states)
    {
        byte* memory = stackalloc byte[(14 * sizeof(Fr8)) + 64];
        Fr8* s = (Fr8*)(((nint)memory + 63) & ~63);
        Fr8* scratch = s + (2 * Width);
        for (int i = 0; i < Width; i++)
        {
            Fr8.Load(s + (2 * i), states + i, Width);
            Fr8.Load(s + (2 * i) + 1, states + (8 * Width) + i, Width);
        }

        MultiplyExternal(s, ExternalConstants, EnterShift);
        for (int round = 0; round < HalfRounds; round++)
        {
            double* next = ExternalConstants + ((round + 1) * Width * ConstantSize);
            ExternalRound(s, scratch, round + 1 < HalfRounds ? next : FirstInternalConstant);
        }

        for (int round = 0; round < Poseidon2.InternalRounds; round++)
        {
            InternalRound(s, scratch, NextInternalConstants + (round * ConstantSize), reduce: (round & 1) != 0);
        }

        AddConstants(s, ExternalConstants + (HalfRounds * Width * ConstantSize));
        for (int round = HalfRounds; round < Poseidon2.ExternalRounds; round++)
        {
            ExternalRound(s, scratch, ExternalConstants + ((round + 1) * Width * ConstantSize));
        }

        for (int i = 0; i < Width; i++)
        {
            Fr8.ScalePair(s + (2 * i), s + (2 * i), Leave);
            Fr8.Store(states + i, s + (2 * i), Width);
            Fr8.Store(states + (8 * Width) + i, s + (2 * i) + 1, Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ExternalRound(Fr8* s, Fr8* scratch, double* nextConstants)
    {
        for (int i = 0; i < Width; i++)
        {
            Power5(s + (2 * i), scratch);
        }

        MultiplyExternal(s, nextConstants, shift: 0);
    }

    /// <summary>The S-box on lane 0, then the layer of a partial round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InternalRound(Fr8* s, Fr8* scratch, double* nextConstant, bool reduce)
    {
        Power5(s, scratch);
        MultiplyInternal(s, scratch, nextConstant, reduce);
    }

    /// <summary>All ones plus the diagonal, then the next round's constant on lane 0.</summary>
    /// <remarks>
    /// The constant is divided by the diagonal's first entry and added before the product with it: the sum of four balanced limbs is
    /// exact, but one of five would not be.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyInternal(Fr8* s, Fr8* scratch, double* nextConstant, bool reduce)
    {
        Fr8* sum = scratch + 2;
        for (int i = 0; i < Fr8.Limbs; i++)
        {
            V constant = Vector512.Create(nextConstant[i]);
            for (int half = 0; half < 2; half++)
            {
                V first = ((V*)(s + half))[i];
                ((V*)(sum + half))[i] = first + ((V*)(s + 2 + half))[i] + (((V*)(s + 4 + half))[i] + ((V*)(s + 6 + half))[i]);
                ((V*)(s + half))[i] = first + constant;
            }
        }

        if (reduce)
        {
            Fr8.Reduce(sum);
            Fr8.Reduce(sum + 1);
        }

        for (int lane = Width - 1; lane >= 0; lane--)
        {
            Fr8.ScaleAddPair(s + (2 * lane), s + (2 * lane), Diagonal + (lane * ConstantSize), sum);
        }
    }

    /// <summary>Adds constants to all lanes and reduces them.</summary>
    private static void AddConstants(Fr8* s, double* constants)
    {
        for (int lane = 0; lane < 2 * Width; lane++)
        {
            for (int i = 0; i < Fr8.Limbs; i++)
            {
                ((V*)(s + lane))[i] += Vector512.Create(constants[(lane / 2 * ConstantSize) + i]);
            }

            Fr8.Reduce(s + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Power5(Fr8* x, Fr8* square)
    {
        Fr8.SquarePair(square, x);
        Fr8.SquarePair(square, square);
        Fr8.MultiplyPair(x, x, square);
    }

    /// <summary>2^shift times M4, by additions (Poseidon2 paper, section 5.1) in integers, plus constants, reduced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyExternal(Fr8* s, double* constants, int shift)
    {
        for (int half = 0; half < 2; half++)
        {
            V* s0 = (V*)(s + half), s1 = (V*)(s + 2 + half), s2 = (V*)(s + 4 + half), s3 = (V*)(s + 6 + half);
            for (int i = 0; i < Fr8.Limbs; i++)
            {
                I x0 = Avx512DQ.ConvertToVector512Int64(s0[i]), x1 = Avx512DQ.ConvertToVector512Int64(s1[i]);
                I x2 = Avx512DQ.ConvertToVector512Int64(s2[i]), x3 = Avx512DQ.ConvertToVector512Int64(s3[i]);
                I low = x0 + x1, high = x2 + x3;
                I t = x1 + x1 + high, u = x3 + x3 + low;
                I r3 = (high << 2) + u, r1 = (low << 2) + t;
                ((I*)s0)[i] = ((u + r1) << shift) + Vector512.Create((long)constants[i]);
                ((I*)s1)[i] = (r1 << shift) + Vector512.Create((long)constants[ConstantSize + i]);
                ((I*)s2)[i] = ((t + r3) << shift) + Vector512.Create((long)constants[(2 * ConstantSize) + i]);
                ((I*)s3)[i] = (r3 << shift) + Vector512.Create((long)constants[(3 * ConstantSize) + i]);
            }

            Fr8.ReduceIntegers(s0);
            Fr8.ReduceIntegers(s1);
            Fr8.ReduceIntegers(s2);
            Fr8.ReduceIntegers(s3);
        }
    }

    private static Fr[] DividedConstants()
    {
        _ = Fr.TryInvertVarTime(Poseidon2.InternalDiagonal[0], out Fr inverse);
        return [.. Poseidon2.InternalRoundConstants.Skip(1).Select(constant => constant * inverse), Fr.Zero];
    }

    /// <summary>Constants as factors in the radix of lane products.</summary>
    private static double* Constants(Fr[] values) => Fr8.AllocateFactors([.. values.Select(value => value * Fr8.RadixRatio)]);
}
