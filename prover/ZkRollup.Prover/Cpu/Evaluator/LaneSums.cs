using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;
using I = System.Runtime.Intrinsics.Vector512<long>;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace ZkRollup.Prover.Cpu.Evaluator;

/// <summary>Sums of eight rows of several registers, and elements in and out of the radix of lane products.</summary>
/// <remarks>Only where <see cref="Fr8.IsAccelerated"/>. Bounds: see <see cref="LimbBounds"/>. The target may be one of the terms.</remarks>
internal static unsafe class LaneSums
{
    private const int Limbs = Fr8.Limbs;

    /// <summary>Loads eight elements, times 2^4, reduced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Load(Fr8* target, Fr* source)
    {
        Fr8.Load(target, source);
        I* limbs = (I*)target;
        for (int i = 0; i < Limbs; i++)
        {
            limbs[i] = Avx512DQ.ConvertToVector512Int64(((V*)target)[i]) << 4;
        }

        Fr8.ReduceIntegers((V*)target);
    }

    /// <summary>target ← Σ c·x + u.</summary>
    /// <param name="target">Receives the sum.</param>
    /// <param name="registers">The first register at these rows.</param>
    /// <param name="stride">Distance of two registers in vectors of eight rows.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="count">Number of terms.</param>
    /// <param name="uniform">Limbs of the uniform value, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sum(Fr8* target, Fr8* registers, long stride, LaneTerm* terms, int count, double* uniform)
    {
        V* result = (V*)target;
        Accumulate(registers, stride, terms, count, uniform, out V s0, out V s1, out V s2, out V s3, out V s4);
        result[0] = s0;
        result[1] = s1;
        result[2] = s2;
        result[3] = s3;
        result[4] = s4;
    }

    /// <summary>The same, with exactly balanced limbs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SumBalanced(Fr8* target, Fr8* registers, long stride, LaneTerm* terms, int count, double* uniform)
    {
        V* result = (V*)target;
        Accumulate(registers, stride, terms, count, uniform, out V s0, out V s1, out V s2, out V s3, out V s4);
        I half = Vector512.Create(1L << 51), mask = Vector512.Create((1L << 52) - 1);
        V bias = Vector512.Create((double)(1L << 51));
        I sum = Avx512DQ.ConvertToVector512Int64(s0) + half;
        result[0] = Avx512DQ.ConvertToVector512Double(sum & mask) - bias;
        sum = Avx512DQ.ConvertToVector512Int64(s1) + half + (sum >> 52);
        result[1] = Avx512DQ.ConvertToVector512Double(sum & mask) - bias;
        sum = Avx512DQ.ConvertToVector512Int64(s2) + half + (sum >> 52);
        result[2] = Avx512DQ.ConvertToVector512Double(sum & mask) - bias;
        sum = Avx512DQ.ConvertToVector512Int64(s3) + half + (sum >> 52);
        result[3] = Avx512DQ.ConvertToVector512Double(sum & mask) - bias;
        result[4] = s4 + Avx512DQ.ConvertToVector512Double(sum >> 52);
    }

    /// <summary>The same modulo r, with exactly balanced limbs; sums of limbs may exceed what doubles hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SumReduced(Fr8* target, Fr8* registers, long stride, LaneTerm* terms, int count, double* uniform)
    {
        I s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        if (uniform != null)
        {
            s0 = Vector512.Create((long)uniform[0]);
            s1 = Vector512.Create((long)uniform[1]);
            s2 = Vector512.Create((long)uniform[2]);
            s3 = Vector512.Create((long)uniform[3]);
            s4 = Vector512.Create((long)uniform[4]);
        }

        for (LaneTerm* term = terms; term < terms + count; term++)
        {
            V* x = (V*)(registers + (term->Register * stride));
            I coefficient = Vector512.Create((long)term->Coefficient);
            s0 += Avx512DQ.MultiplyLow(Avx512DQ.ConvertToVector512Int64(x[0]), coefficient);
            s1 += Avx512DQ.MultiplyLow(Avx512DQ.ConvertToVector512Int64(x[1]), coefficient);
            s2 += Avx512DQ.MultiplyLow(Avx512DQ.ConvertToVector512Int64(x[2]), coefficient);
            s3 += Avx512DQ.MultiplyLow(Avx512DQ.ConvertToVector512Int64(x[3]), coefficient);
            s4 += Avx512DQ.MultiplyLow(Avx512DQ.ConvertToVector512Int64(x[4]), coefficient);
        }

        I* result = (I*)target;
        result[0] = s0;
        result[1] = s1;
        result[2] = s2;
        result[3] = s3;
        result[4] = s4;
        Fr8.ReduceIntegers((V*)target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(
        Fr8* registers, long stride, LaneTerm* terms, int count, double* uniform, out V s0, out V s1, out V s2, out V s3, out V s4)
    {
        s0 = s1 = s2 = s3 = s4 = default;
        if (uniform != null)
        {
            s0 = Vector512.Create(uniform[0]);
            s1 = Vector512.Create(uniform[1]);
            s2 = Vector512.Create(uniform[2]);
            s3 = Vector512.Create(uniform[3]);
            s4 = Vector512.Create(uniform[4]);
        }

        for (LaneTerm* term = terms; term < terms + count; term++)
        {
            V* x = (V*)(registers + (term->Register * stride));
            V coefficient = Vector512.Create((double)term->Coefficient);
            s0 = Vector512.FusedMultiplyAdd(x[0], coefficient, s0);
            s1 = Vector512.FusedMultiplyAdd(x[1], coefficient, s1);
            s2 = Vector512.FusedMultiplyAdd(x[2], coefficient, s2);
            s3 = Vector512.FusedMultiplyAdd(x[3], coefficient, s3);
            s4 = Vector512.FusedMultiplyAdd(x[4], coefficient, s4);
        }
    }
}
