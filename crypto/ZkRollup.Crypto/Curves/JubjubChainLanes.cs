using System.Buffers;
using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Crypto.Curves;

/// <summary>Sixteen chains side by side, on AVX-512.</summary>
/// <remarks>
/// Every lane has a product of all its Z of its own, so one inversion of sixteen elements makes all points affine. The inverse is held as
/// z⁻¹·2^256, not in the radix of lane products: products with it are in the form of <see cref="Fr"/> and are stored as they are.
/// </remarks>
internal static unsafe class JubjubChainLanes
{
    /// <summary>Elements of a note: X, Y, Z and the product of all Z before it.</summary>
    private const int NoteSize = JubjubLanes.PointSize;

    /// <summary>Offset of that product.</summary>
    private const int Before = JubjubLanes.T;

    /// <summary>Elements beside the notes: point, scratch memory, operand and what it is prepared from, the product of all Z.</summary>
    private const int Working = (4 * JubjubLanes.PointSize) + JubjubLanes.Pair;

    private static readonly double* Enter = Fr8.AllocateFactors(Fr8.EnterRadix);

    /// <summary>Takes all steps, beginning with the neutral element.</summary>
    /// <param name="steps">The steps, within the stride.</param>
    /// <param name="notes">How many of them are notes.</param>
    /// <param name="cells">The cells of the first chain.</param>
    /// <param name="stride">From there to those of the next one.</param>
    /// <returns>False, and nothing is written, if a point has Z = 0: some operand is not on the curve.</returns>
    internal static bool TryRun(ReadOnlySpan<JubjubStep> steps, int notes, Fr* cells, long stride)
    {
        double[] memory = ArrayPool<double>.Shared.Rent(((Working + (notes * NoteSize)) * sizeof(Fr8) / sizeof(double)) + 8);
        bool isDone;
        fixed (double* start = memory)
        {
            Fr8* working = (Fr8*)(((nint)start + 63) & ~63);
            Fr8* product = working + (4 * JubjubLanes.PointSize);
            Walk(steps, cells, stride, working, product);
            isDone = TryInvert(product);
            if (isDone)
            {
                Write(steps, notes, cells, stride, working, product);
            }
        }

        ArrayPool<double>.Shared.Return(memory);
        return isDone;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walk(ReadOnlySpan<JubjubStep> steps, Fr* cells, long stride, Fr8* working, Fr8* product)
    {
        Fr8* point = working;
        Fr8* scratch = point + JubjubLanes.PointSize;
        Fr8* entry = scratch + JubjubLanes.PointSize;
        Fr8* note = working + Working;
        for (int half = 0; half < JubjubLanes.Pair; half++)
        {
            Fr8.Broadcast(point + JubjubLanes.X + half, Fr.Zero);
            Fr8.Broadcast(point + JubjubLanes.Y + half, Fr8.RadixRatio);
            Fr8.Broadcast(point + JubjubLanes.Z + half, Fr8.RadixRatio);
            Fr8.Broadcast(point + JubjubLanes.T + half, Fr.Zero);
            Fr8.Broadcast(product + half, Fr8.RadixRatio);
        }

        for (int i = 0; i < steps.Length; i++)
        {
            switch (steps[i].Kind)
            {
                case JubjubStepKind.Double:
                    JubjubLanes.Double(point, scratch, JubjubChain.IsBeforeAddition(steps, i));
                    break;
                case JubjubStepKind.Add:
                    Prepare(entry, cells + steps[i].Place, stride);
                    JubjubLanes.Add(point, entry, scratch, isAffine: true, JubjubChain.IsBeforeAddition(steps, i));
                    break;
                default:
                    for (int j = 0; j < JubjubLanes.T; j++)
                    {
                        Fr8.Copy(note + j, point + j);
                    }

                    Fr8.Copy(note + Before, product);
                    Fr8.Copy(note + Before + 1, product + 1);
                    Fr8.MultiplyPair(product, product, point + JubjubLanes.Z);
                    note += NoteSize;
                    break;
            }
        }
    }

    /// <summary>Loads affine points and prepares them as operands.</summary>
    /// <param name="entry">Receives them; the memory of a point follows.</param>
    /// <param name="cells">The first point.</param>
    /// <param name="stride">To the next one.</param>
    private static void Prepare(Fr8* entry, Fr* cells, long stride)
    {
        Fr8* affine = entry + JubjubLanes.PointSize;
        for (int half = 0; half < JubjubLanes.Pair; half++)
        {
            Fr8.Load(affine + JubjubLanes.X + half, cells + (8 * half * stride), stride);
            Fr8.Load(affine + JubjubLanes.Y + half, cells + (8 * half * stride) + 1, stride);
            Fr8.Broadcast(affine + JubjubLanes.Z + half, Fr8.RadixRatio);
        }

        Fr8.ScalePair(affine + JubjubLanes.X, affine + JubjubLanes.X, Enter);
        Fr8.ScalePair(affine + JubjubLanes.Y, affine + JubjubLanes.Y, Enter);
        Fr8.MultiplyPair(affine + JubjubLanes.T, affine + JubjubLanes.X, affine + JubjubLanes.Y);
        JubjubLanes.Prepare(entry, affine, JubjubLaneTables.TwiceD);
    }

    /// <summary>Replaces z·2^260 by z⁻¹·2^256 in each of sixteen lanes, unless one is zero.</summary>
    private static bool TryInvert(Fr8* product)
    {
        Span<Fr> inverses = stackalloc Fr[JubjubLanes.Group];
        Span<Fr> prefixes = stackalloc Fr[JubjubLanes.Group];
        for (int lane = 0; lane < inverses.Length; lane++)
        {
            inverses[lane] = Fr8.ReadLane(product + (lane / 8), lane % 8);
            if (inverses[lane].IsZero)
            {
                return false;
            }
        }

        // The raw limbs z·2^260 stand for 16·z. A sixteenth of z⁻¹ is what comes out.
        PrimeField.BatchInvert(inverses, prefixes, Fr.TryInvertVarTime);
        for (int lane = 0; lane < inverses.Length; lane++)
        {
            Fr8.WriteLane(product + (lane / 8), lane % 8, inverses[lane] * Fr8.RadixRatio);
        }

        return true;
    }

    /// <summary>From the last note to the first: its inverse is that of all Z up to it times the product of those before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(ReadOnlySpan<JubjubStep> steps, int notes, Fr* cells, long stride, Fr8* working, Fr8* inverse)
    {
        Fr8* own = working;
        Fr8* coordinate = own + JubjubLanes.Pair;
        Fr8* note = working + Working + (notes * NoteSize);
        for (int i = steps.Length - 1; i >= 0; i--)
        {
            if (steps[i].Kind is not (JubjubStepKind.Note or JubjubStepKind.NoteX))
            {
                continue;
            }

            note -= NoteSize;
            Fr8.MultiplyPair(own, inverse, note + Before);
            Fr8.MultiplyPair(inverse, inverse, note + JubjubLanes.Z);
            int coordinates = steps[i].Kind == JubjubStepKind.Note ? 2 : 1;
            for (int j = 0; j < coordinates; j++)
            {
                Fr* target = cells + steps[i].Place + j;
                Fr8.MultiplyPair(coordinate, note + (j * JubjubLanes.Pair), own);
                Fr8.Store(target, coordinate, stride);
                Fr8.Store(target + (8 * stride), coordinate + 1, stride);
            }
        }
    }
}
