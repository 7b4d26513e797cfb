using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace ZkRollup.Crypto.Hashing;

/// <summary>Eight Poseidon2 permutations side by side.</summary>
internal static unsafe class Poseidon2Lanes
{
    /// <summary>Doubles of a constant in memory: a cache line.</summary>
    private const int ConstantSize = 8;

    private static readonly double* ExternalConstants = Constants(Poseidon2.ExternalRoundConstants);
    private static readonly double* InternalConstants = Constants(Poseidon2.InternalRoundConstants);
    private static readonly double* Diagonal = Constants(Poseidon2.InternalDiagonal);
    private static readonly double* Enter = Raw(Fr8.EnterRadix);
    private static readonly double* Leave = Raw(Fr8.LeaveRadix);

    [ThreadStatic]
    private static Fr8* ThreadScratch;

    /// <summary>Permutes as many whole groups of eight states as there are; returns the number of elements done.</summary>
    internal static int PermuteBatch(Span<Fr> states)
    {
        const int group = 8 * Poseidon2.Width;
        int done = states.Length / group * group;
        fixed (Fr* pointer = states)
        {
            for (int i = 0; i < done; i += group)
            {
                Permute(pointer + i);
            }
        }

        return done;
    }

    /// <summary>Permutes eight states that follow one another, four elements each.</summary>
    private static void Permute(Fr* states)
    {
        Fr8* s = Scratch;
        for (int i = 0; i < Poseidon2.Width; i++)
        {
            Fr8.Load(s + i, states + i, Poseidon2.Width);
            Fr8.Scale(s + i, s + i, Enter);
        }

        MultiplyExternal(s);
        for (int round = 0; round < Poseidon2.ExternalRounds / 2; round++)
        {
            ExternalRound(s, round);
        }

        for (int round = 0; round < Poseidon2.InternalRounds; round++)
        {
            InternalRound(s, round);
        }

        for (int round = Poseidon2.ExternalRounds / 2; round < Poseidon2.ExternalRounds; round++)
        {
            ExternalRound(s, round);
        }

        for (int i = 0; i < Poseidon2.Width; i++)
        {
            Fr8.Scale(s + i, s + i, Leave);
            Fr8.Store(states + i, s + i, Poseidon2.Width);
        }
    }

    private static Fr8* Scratch
    {
        get
        {
            if (ThreadScratch is null)
            {
                ThreadScratch = (Fr8*)NativeMemory.AlignedAlloc((nuint)(8 * sizeof(Fr8)), 64);
            }

            return ThreadScratch;
        }
    }

    private static void ExternalRound(Fr8* s, int round)
    {
        for (int i = 0; i < Poseidon2.Width; i++)
        {
            AddAndPower5(s + i, ExternalConstants + (((round * Poseidon2.Width) + i) * ConstantSize), s + Poseidon2.Width);
        }

        MultiplyExternal(s);
    }

    /// <summary>Bounds in units of 2^43: lane 0 enters with 2, the sum of four with 7, which one reduction brings to 1.</summary>
    private static void InternalRound(Fr8* s, int round)
    {
        Fr8* sum = s + Poseidon2.Width + 1;
        Fr8.Scale(s + 6, s + 1, Diagonal + ConstantSize);
        AddAndPower5(s, InternalConstants + (round * ConstantSize), s + Poseidon2.Width);
        for (int i = 0; i < Fr8.Limbs; i++)
        {
            ((V*)sum)[i] = ((V*)s)[i] + ((V*)(s + 1))[i] + (((V*)(s + 2))[i] + ((V*)(s + 3))[i]);
        }

        Fr8.Reduce(sum);
        Fr8.Add(s + 1, s + 6, sum);
        Fr8.Scale(s, s, Diagonal);
        Fr8.Add(s, s, sum);
        for (int i = 2; i < Poseidon2.Width; i++)
        {
            Fr8.Scale(s + i, s + i, Diagonal + (i * ConstantSize));
            Fr8.Add(s + i, s + i, sum);
        }
    }

    private static void AddAndPower5(Fr8* x, double* constant, Fr8* square)
    {
        for (int i = 0; i < Fr8.Limbs; i++)
        {
            ((V*)x)[i] += Vector512.Create(constant[i]);
        }

        Fr8.Square(square, x);
        Fr8.Square(square, square);
        Fr8.Multiply(x, x, square);
    }

    /// <summary>M4 by additions (Poseidon2 paper, section 5.1), limb by limb; rows sum to 16, so the results are reduced.</summary>
    private static void MultiplyExternal(Fr8* s)
    {
        for (int i = 0; i < Fr8.Limbs; i++)
        {
            V s0 = ((V*)s)[i], s1 = ((V*)(s + 1))[i], s2 = ((V*)(s + 2))[i], s3 = ((V*)(s + 3))[i];
            V low = s0 + s1, high = s2 + s3;
            V t = s1 + s1 + high, u = s3 + s3 + low;
            V four = Vector512.Create(4.0);
            V r3 = Vector512.FusedMultiplyAdd(high, four, u), r1 = Vector512.FusedMultiplyAdd(low, four, t);
            ((V*)s)[i] = u + r1;
            ((V*)(s + 1))[i] = r1;
            ((V*)(s + 2))[i] = t + r3;
            ((V*)(s + 3))[i] = r3;
        }

        for (int i = 0; i < Poseidon2.Width; i++)
        {
            Fr8.Reduce(s + i);
        }
    }

    /// <summary>Constants as balanced limbs in the radix of lane products.</summary>
    private static double* Constants(Fr[] values)
    {
        double* target = (double*)NativeMemory.AlignedAlloc((nuint)(values.Length * ConstantSize * sizeof(double)), 64);
        Fr radix = Fr.FromUInt64(256);
        for (int i = 0; i < values.Length; i++)
        {
            Fr8.Split(values[i] * radix, target + (i * ConstantSize));
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
