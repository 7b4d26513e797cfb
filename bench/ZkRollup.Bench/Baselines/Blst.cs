using System.Runtime.InteropServices;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Bench.Baselines;

/// <summary>The library blst, for comparison: field products, Pippenger's multi-scalar multiplication, the pairing.</summary>
/// <remarks>
/// blst holds elements of Fp and Fr in Montgomery form for 2^384 and 2^256 as little-endian limbs, and affine points as (x, y) with
/// infinity as (0, 0): exactly as this project does, so memory is passed without conversion. The loops run in C; the cost of a call is
/// not in the figures.
/// </remarks>
internal sealed unsafe class Blst
{
    private const int JacobianPointBytes = 3 * Fp.ByteLength;
    private const int Fp12Bytes = 12 * Fp.ByteLength;
    private const int CheckedPairs = 2;
    private const int LinesBytes = 68 * 6 * Fp.ByteLength;

    private readonly delegate* unmanaged[Cdecl]<void> _empty;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<void> _emptyWithoutTransition;
    private readonly delegate* unmanaged[Cdecl]<Fp*, Fp*, nuint, nuint, void> _fpMultiply;
    private readonly delegate* unmanaged[Cdecl]<Fp*, nuint, nuint, void> _fpSquare;
    private readonly delegate* unmanaged[Cdecl]<Fr*, Fr*, nuint, nuint, void> _frMultiply;
    private readonly delegate* unmanaged[Cdecl]<nuint, nuint> _pippengerScratchBytes;
    private readonly delegate* unmanaged[Cdecl]<byte*, G1Affine**, nuint, byte**, nuint, byte*, void> _pippenger;
    private readonly delegate* unmanaged[Cdecl]<G1Affine*, byte*, void> _toAffine;
    private readonly delegate* unmanaged[Cdecl]<byte*, void*, void*, nuint, void> _pairing;
    private readonly delegate* unmanaged[Cdecl]<byte*, G2Affine*, void> _precomputeLines;
    private readonly delegate* unmanaged[Cdecl]<G1Affine*, G2Affine*, nuint, nuint> _pairingCheck;
    private readonly delegate* unmanaged[Cdecl]<G1Affine*, byte*, nuint, nuint> _pairingCheckLines;
    private readonly delegate* unmanaged[Cdecl]<void*> _g1Generator;
    private readonly delegate* unmanaged[Cdecl]<void*> _g2Generator;

    private Blst(nint library, string description)
    {
        Description = description;
        _empty = (delegate* unmanaged[Cdecl]<void>)NativeLibrary.GetExport(library, "loop_empty");
        _emptyWithoutTransition = (delegate* unmanaged[Cdecl, SuppressGCTransition]<void>)_empty;
        _fpMultiply = (delegate* unmanaged[Cdecl]<Fp*, Fp*, nuint, nuint, void>)NativeLibrary.GetExport(library, "loop_fp_mul");
        _fpSquare = (delegate* unmanaged[Cdecl]<Fp*, nuint, nuint, void>)NativeLibrary.GetExport(library, "loop_fp_sqr");
        _frMultiply = (delegate* unmanaged[Cdecl]<Fr*, Fr*, nuint, nuint, void>)NativeLibrary.GetExport(library, "loop_fr_mul");
        _pippengerScratchBytes =
            (delegate* unmanaged[Cdecl]<nuint, nuint>)NativeLibrary.GetExport(library, "blst_p1s_mult_pippenger_scratch_sizeof");
        _pippenger = (delegate* unmanaged[Cdecl]<byte*, G1Affine**, nuint, byte**, nuint, byte*, void>)NativeLibrary.GetExport(
            library,
            "blst_p1s_mult_pippenger");
        _toAffine = (delegate* unmanaged[Cdecl]<G1Affine*, byte*, void>)NativeLibrary.GetExport(library, "blst_p1_to_affine");
        _pairing = (delegate* unmanaged[Cdecl]<byte*, void*, void*, nuint, void>)NativeLibrary.GetExport(library, "loop_pairing");
        _precomputeLines =
            (delegate* unmanaged[Cdecl]<byte*, G2Affine*, void>)NativeLibrary.GetExport(library, "loop_precompute_lines");
        _pairingCheck =
            (delegate* unmanaged[Cdecl]<G1Affine*, G2Affine*, nuint, nuint>)NativeLibrary.GetExport(library, "loop_pairing_check");
        _pairingCheckLines =
            (delegate* unmanaged[Cdecl]<G1Affine*, byte*, nuint, nuint>)NativeLibrary.GetExport(library, "loop_pairing_check_lines");
        _g1Generator = (delegate* unmanaged[Cdecl]<void*>)NativeLibrary.GetExport(library, "blst_p1_affine_generator");
        _g2Generator = (delegate* unmanaged[Cdecl]<void*>)NativeLibrary.GetExport(library, "blst_p2_affine_generator");
    }

    /// <summary>What was built and how.</summary>
    internal string Description { get; }

    /// <summary>Builds and loads the library.</summary>
    /// <returns>False with a reason when something it needs is missing.</returns>
    internal static bool TryLoad(string repository, out Blst? blst, out string description)
    {
        blst = null;
        if (!BlstLibrary.TryBuild(repository, out string path, out description))
        {
            return false;
        }

        if (!NativeLibrary.TryLoad(path, out nint library))
        {
            description = $"{path} does not load";
            return false;
        }

        blst = new Blst(library, description);
        return true;
    }

    /// <summary>Calls a function that does nothing, <paramref name="calls"/> times: the price of a call into C.</summary>
    internal void CallEmpty(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            _empty();
        }
    }

    /// <summary>The same without telling the garbage collector.</summary>
    internal void CallEmptyWithoutTransition(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            _emptyWithoutTransition();
        }
    }

    /// <summary>x[c] ← x[c]·y for every c, <paramref name="rounds"/> times.</summary>
    internal void MultiplyFp(Span<Fp> x, in Fp y, int rounds)
    {
        fixed (Fp* first = x, factor = &y)
        {
            _fpMultiply(first, factor, (nuint)x.Length, (nuint)rounds);
        }
    }

    /// <summary>x[c] ← x[c]² for every c, <paramref name="rounds"/> times.</summary>
    internal void SquareFp(Span<Fp> x, int rounds)
    {
        fixed (Fp* first = x)
        {
            _fpSquare(first, (nuint)x.Length, (nuint)rounds);
        }
    }

    /// <summary>x[c] ← x[c]·y for every c, <paramref name="rounds"/> times.</summary>
    internal void MultiplyFr(Span<Fr> x, in Fr y, int rounds)
    {
        fixed (Fr* first = x, factor = &y)
        {
            _frMultiply(first, factor, (nuint)x.Length, (nuint)rounds);
        }
    }

    /// <summary>Memory for <see cref="SumOfProducts"/> over this many points, in bytes.</summary>
    internal int ScratchBytes(int points) => checked((int)_pippengerScratchBytes((nuint)points));

    /// <summary>Σ scalars[i]·points[i] by blst's Pippenger, on this thread.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="scalars">Little-endian, ⌈bits/8⌉ bytes each, one after the other.</param>
    /// <param name="bits">Width of the scalars.</param>
    /// <param name="scratch">At least <see cref="ScratchBytes"/> bytes.</param>
    internal G1Affine SumOfProducts(ReadOnlySpan<G1Affine> points, ReadOnlySpan<byte> scalars, int bits, Span<byte> scratch)
    {
        if (scalars.Length != points.Length * ((bits + 7) / 8) || scratch.Length < ScratchBytes(points.Length))
        {
            throw new ArgumentException($"{points.Length} points, {scalars.Length} bytes of {bits}-bit scalars, {scratch.Length} bytes of scratch.");
        }

        byte* sum = stackalloc byte[JacobianPointBytes];
        G1Affine result;
        fixed (G1Affine* firstPoint = points)
        fixed (byte* firstScalar = scalars, firstScratch = scratch)
        {
            // An array of one pointer and a null means that everything lies one after the other.
            G1Affine** pointList = stackalloc G1Affine*[] { firstPoint, null };
            byte** scalarList = stackalloc byte*[] { firstScalar, null };
            _pippenger(sum, pointList, (nuint)points.Length, scalarList, (nuint)bits, firstScratch);
        }

        _toAffine(&result, sum);
        return result;
    }

    /// <summary>The pairing of the two generators, <paramref name="rounds"/> times: Miller loop and final exponentiation each.</summary>
    internal void PairGenerators(int rounds)
    {
        byte* result = stackalloc byte[Fp12Bytes];
        _pairing(result, _g1Generator(), _g2Generator(), (nuint)rounds);
    }

    /// <summary>The lines of two points of G2, for <see cref="CheckPairing(ReadOnlySpan{G1Affine}, ReadOnlySpan{byte}, int)"/>.</summary>
    internal byte[] PrecomputeLines(ReadOnlySpan<G2Affine> points)
    {
        RequireTwo(points.Length);
        byte[] lines = new byte[CheckedPairs * LinesBytes];
        fixed (G2Affine* first = points)
        fixed (byte* firstLine = lines)
        {
            _precomputeLines(firstLine, first);
        }

        return lines;
    }

    /// <summary>True if the product of two pairings is 1, computed <paramref name="rounds"/> times.</summary>
    internal bool CheckPairing(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Affine> g2, int rounds)
    {
        RequireTwo(g1.Length);
        RequireTwo(g2.Length);
        fixed (G1Affine* first = g1)
        fixed (G2Affine* second = g2)
        {
            return _pairingCheck(first, second, (nuint)rounds) == (nuint)rounds;
        }
    }

    /// <summary>The same with the lines of the points of G2.</summary>
    internal bool CheckPairing(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<byte> lines, int rounds)
    {
        RequireTwo(g1.Length);
        if (lines.Length != CheckedPairs * LinesBytes)
        {
            throw new ArgumentException($"Expected {CheckedPairs * LinesBytes} bytes of lines, got {lines.Length}.", nameof(lines));
        }

        fixed (G1Affine* first = g1)
        fixed (byte* firstLine = lines)
        {
            return _pairingCheckLines(first, firstLine, (nuint)rounds) == (nuint)rounds;
        }
    }

    private static void RequireTwo(int points)
    {
        if (points != CheckedPairs)
        {
            throw new ArgumentException($"Expected {CheckedPairs} points, got {points}.", nameof(points));
        }
    }
}
