using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using I = System.Runtime.Intrinsics.Vector512<long>;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace ZkRollup.Crypto.Hashing;

/// <summary>Sixteen Poseidon2 permutations side by side, in two vectors of eight lanes, on AVX-512.</summary>
/// <remarks>
/// Each round ends by adding the constants of the next, so that every S-box starts from balanced digits. Between S-boxes values stay
/// below 4r: the sum of an internal round is the only one that would grow, and it is reduced.
/// </remarks>
internal static unsafe class Poseidon2Lanes
{
    /// <summary>States of one call of the kernel.</summary>
    internal const int Group = 16;

    private const int Width = Poseidon2.Width;
    private const int HalfRounds = Poseidon2.ExternalRounds / 2;

    /// <summary>Doubles of a constant in memory: a cache line.</summary>
    private const int ConstantSize = 8;

    /// <summary>The constants of the full rounds, then zeros: what follows the last round.</summary>
    private static readonly double* ExternalConstants = Constants([.. Poseidon2.ExternalRoundConstants, .. new Fr[Width]]);


    private static readonly double* InternalConstants = Constants(Poseidon2.InternalRoundConstants);
    private static readonly double* FirstInternalConstant = Constants([Poseidon2.InternalRoundConstants[0], Fr.Zero, Fr.Zero, Fr.Zero]);
    private static readonly double* Diagonal = Constants(Poseidon2.InternalDiagonal);
    private static readonly double* Enter = Raw(Fr8.EnterRadix);
    private static readonly double* Leave = Raw(Fr8.LeaveRadix);

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
            Fr8.ScalePair(s + (2 * i), s + (2 * i), Enter);
        }

        MultiplyExternal(s, ExternalConstants);
        for (int round = 0; round < HalfRounds; round++)
        {
            double* next = ExternalConstants + ((round + 1) * Width * ConstantSize);
            ExternalRound(s, scratch, round + 1 < HalfRounds ? next : FirstInternalConstant);
        }

        for (int round = 0; round + 1 < Poseidon2.InternalRounds; round++)
        {
            InternalRound(s, scratch, InternalConstants + ((round + 1) * ConstantSize), constants: 1);
        }

        InternalRound(s, scratch, ExternalConstants + (HalfRounds * Width * ConstantSize), constants: Width);
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

        MultiplyExternal(s, nextConstants);
    }

    /// <summary>The S-box on lane 0, then all ones plus the diagonal, then the next round's constants on the first lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InternalRound(Fr8* s, Fr8* scratch, double* nextConstants, int constants)
    {
        Fr8* sum = scratch + 2;
        Fr8* sumAndConstant = scratch + 4;
        Power5(s, scratch);
        for (int i = 0; i < 2 * Fr8.Limbs; i++)
        {
            ((V*)sum)[i] = ((V*)s)[i] + ((V*)(s + 2))[i] + (((V*)(s + 4))[i] + ((V*)(s + 6))[i]);
        }

        Fr8.Reduce(sum);
        Fr8.Reduce(sum + 1);
        for (int lane = Width - 1; lane >= 0; lane--)
        {
            Fr8* addend = sum;
            if (lane < constants)
            {
                addend = sumAndConstant;
                for (int i = 0; i < Fr8.Limbs; i++)
                {
                    V constant = Vector512.Create(nextConstants[(lane * ConstantSize) + i]);
                    ((V*)addend)[i] = ((V*)sum)[i] + constant;
                    ((V*)(addend + 1))[i] = ((V*)(sum + 1))[i] + constant;
                }
            }

            Fr8.ScaleAddPair(s + (2 * lane), s + (2 * lane), Diagonal + (lane * ConstantSize), addend);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Power5(Fr8* x, Fr8* square)
    {
        Fr8.SquarePair(square, x);
        Fr8.SquarePair(square, square);
        Fr8.MultiplyPair(x, x, square);
    }

    /// <summary>M4 by additions (Poseidon2 paper, section 5.1) in integers, plus constants, reduced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyExternal(Fr8* s, double* constants)
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
                ((I*)s0)[i] = u + r1 + Vector512.Create((long)constants[i]);
                ((I*)s1)[i] = r1 + Vector512.Create((long)constants[ConstantSize + i]);
                ((I*)s2)[i] = t + r3 + Vector512.Create((long)constants[(2 * ConstantSize) + i]);
                ((I*)s3)[i] = r3 + Vector512.Create((long)constants[(3 * ConstantSize) + i]);
            }

            Fr8.ReduceIntegers(s0);
            Fr8.ReduceIntegers(s1);
            Fr8.ReduceIntegers(s2);
            Fr8.ReduceIntegers(s3);
        }
    }

    /// <summary>Constants as balanced limbs in the radix of lane products.</summary>
    private static double* Constants(Fr[] values)
    {
        double* target = (double*)NativeMemory.AlignedAlloc((nuint)(values.Length * ConstantSize * sizeof(double)), 64);
        for (int i = 0; i < values.Length; i++)
        {
            Fr8.Split(values[i] * Fr8.RadixRatio, target + (i * ConstantSize));
        }

        return target;
    }

    private static double* Raw(Fr value)
    {
        double* target = (double*)NativeMemory.AlignedAlloc(ConstantSize * sizeof(double), 64);
        Fr8.Split(value, target);
        return target;
    }
}
