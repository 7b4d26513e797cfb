using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Bench.Micro;

/// <summary>One step of a chain of lane operations: every step works on what the step before left.</summary>
/// <typeparam name="TVector">Eight elements, one a lane.</typeparam>
internal unsafe interface ILaneStep<TVector>
    where TVector : unmanaged
{
    /// <summary>Vectors that a chain consists of.</summary>
    static abstract int Width { get; }

    /// <summary>Products of single elements in one step.</summary>
    static abstract int Products { get; }

    /// <summary>Writes the factor of the steps, <see cref="Width"/> vectors of memory.</summary>
    static abstract void WriteFactor(TVector* factor);

    /// <summary>Sets one lane of a vector of a chain.</summary>
    static abstract void WriteLane(TVector* vector, int lane, int index);

    /// <summary>Does the step on one chain.</summary>
    static abstract void Apply(TVector* chain, TVector* factor);
}

/// <summary>Chains of lane operations in aligned memory, advanced in turns: one chain times latency, eight times throughput.</summary>
/// <typeparam name="TVector">Eight elements, one a lane.</typeparam>
/// <typeparam name="TStep">The operation.</typeparam>
internal sealed unsafe class LaneChains<TVector, TStep>
    where TVector : unmanaged
    where TStep : struct, ILaneStep<TVector>
{
    private const int Alignment = 64;

    private readonly byte[] _memory;
    private readonly TVector* _factor;

    internal LaneChains(int count)
    {
        Count = count;
        int vectors = count * TStep.Width;
        _memory = GC.AllocateArray<byte>(((vectors + TStep.Width) * sizeof(TVector)) + Alignment, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);
        Vectors = (TVector*)((address + Alignment - 1) & -Alignment);
        _factor = Vectors + vectors;
        for (int i = 0; i < 8 * vectors; i++)
        {
            TStep.WriteLane(Vectors + (i / 8), i % 8, i);
        }

        TStep.WriteFactor(_factor);
    }

    /// <summary>Number of chains.</summary>
    internal int Count { get; }

    /// <summary>Products of single elements in one round.</summary>
    internal int ProductsPerRound => Count * TStep.Products;

    /// <summary>The vectors, chain after chain; valid as long as this object is referenced.</summary>
    internal TVector* Vectors { get; }

    /// <summary>Advances every chain by one step, <paramref name="rounds"/> times.</summary>
    internal void Run(int rounds)
    {
        TVector* first = Vectors;
        TVector* factor = _factor;
        TVector* end = first + ((long)Count * TStep.Width);
        for (int i = 0; i < rounds; i++)
        {
            for (TVector* chain = first; chain < end; chain += TStep.Width)
            {
                TStep.Apply(chain, factor);
            }
        }

        GC.KeepAlive(_memory);
    }
}

/// <summary>The inputs of the steps: element i of the chains, and the factor.</summary>
internal static class LaneInputs
{
    /// <summary>Elements of the largest number of chains: 8 of four vectors.</summary>
    private const int CountMax = 8 * 8 * 4;

    /// <summary>The elements of the chains, and the factor as the last one.</summary>
    internal static readonly Fp[] OfFp = Inputs.FpElements(CountMax + 1);

    /// <summary>The same in Fr.</summary>
    internal static readonly Fr[] OfFr = Inputs.FrElements(CountMax + 1);
}

/// <summary>x ← x·y in Fp.</summary>
internal readonly unsafe struct FpMultiplyStep : ILaneStep<Fp8>
{
    public static int Width => 1;

    public static int Products => 8;

    public static void WriteFactor(Fp8* factor)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            Fp8.WriteLane(factor, lane, LaneInputs.OfFp[^1]);
        }
    }

    public static void WriteLane(Fp8* vector, int lane, int index) => Fp8.WriteLane(vector, lane, LaneInputs.OfFp[index]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(Fp8* chain, Fp8* factor) => Fp8.Multiply(chain, chain, factor);
}

/// <summary>x ← x² in Fp.</summary>
internal readonly unsafe struct FpSquareStep : ILaneStep<Fp8>
{
    public static int Width => 1;

    public static int Products => 8;

    public static void WriteFactor(Fp8* factor) => FpMultiplyStep.WriteFactor(factor);

    public static void WriteLane(Fp8* vector, int lane, int index) => FpMultiplyStep.WriteLane(vector, lane, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(Fp8* chain, Fp8* factor) => Fp8.Square(chain, chain);
}

/// <summary>x ← x·y in Fr, up to the radix.</summary>
internal readonly unsafe struct FrMultiplyStep : ILaneStep<Fr8>
{
    public static int Width => 1;

    public static int Products => 8;

    public static void WriteFactor(Fr8* factor) => Fr8.Broadcast(factor, LaneInputs.OfFr[^1]);

    public static void WriteLane(Fr8* vector, int lane, int index) => Fr8.WriteLane(vector, lane, LaneInputs.OfFr[index]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(Fr8* chain, Fr8* factor) => Fr8.Multiply(chain, chain, factor);
}

/// <summary>x ← x·y in Fr, up to the radix, two vectors at once.</summary>
internal readonly unsafe struct FrMultiplyPairStep : ILaneStep<Fr8>
{
    public static int Width => 2;

    public static int Products => 16;

    public static void WriteFactor(Fr8* factor)
    {
        FrMultiplyStep.WriteFactor(factor);
        FrMultiplyStep.WriteFactor(factor + 1);
    }

    public static void WriteLane(Fr8* vector, int lane, int index) => FrMultiplyStep.WriteLane(vector, lane, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(Fr8* chain, Fr8* factor) => Fr8.MultiplyPair(chain, chain, factor);
}

/// <summary>x ← x² in Fr, up to the radix.</summary>
internal readonly unsafe struct FrSquareStep : ILaneStep<Fr8>
{
    public static int Width => 1;

    public static int Products => 8;

    public static void WriteFactor(Fr8* factor) => FrMultiplyStep.WriteFactor(factor);

    public static void WriteLane(Fr8* vector, int lane, int index) => FrMultiplyStep.WriteLane(vector, lane, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(Fr8* chain, Fr8* factor) => Fr8.Square(chain, chain);
}

/// <summary>x ← x² in Fr, up to the radix, two vectors at once.</summary>
internal readonly unsafe struct FrSquarePairStep : ILaneStep<Fr8>
{
    public static int Width => 2;

    public static int Products => 16;

    public static void WriteFactor(Fr8* factor) => FrMultiplyPairStep.WriteFactor(factor);

    public static void WriteLane(Fr8* vector, int lane, int index) => FrMultiplyStep.WriteLane(vector, lane, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(Fr8* chain, Fr8* factor) => Fr8.SquarePair(chain, chain);
}

/// <summary>Eight butterflies (u, a) ← (u + a·b, u − a·b) in Fr, up to the radix, two vectors at once, and a reduction.</summary>
/// <remarks>A butterfly adds up to r to the values: eight stay within the bounds, and the reduction brings them back.</remarks>
internal readonly unsafe struct FrButterflyPairStep : ILaneStep<Fr8>
{
    private const int Butterflies = 8;

    public static int Width => 4;

    public static int Products => Butterflies * 16;

    public static void WriteFactor(Fr8* factor)
    {
        Fr8.Split(LaneInputs.OfFr[^1], (double*)factor);
        Fr8.Split(LaneInputs.OfFr[^1], (double*)factor + 8);
    }

    public static void WriteLane(Fr8* vector, int lane, int index) => FrMultiplyStep.WriteLane(vector, lane, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(Fr8* chain, Fr8* factor)
    {
        for (int i = 0; i < Butterflies; i++)
        {
            Fr8.ButterflyPair(chain, chain + 2, (double*)factor);
        }

        for (int i = 0; i < Width; i++)
        {
            Fr8.Reduce(chain + i);
        }
    }
}
