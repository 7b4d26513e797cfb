using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Pairing;

/// <summary>The lines of the Miller loop for one point of G2: 68 of them, 19,584 bytes. Prepare a fixed point once and keep it.</summary>
/// <remarks>
/// A line through points T, S of the twist, at P = (xP, yP) of G1, times w³, is b₀ + b₁·xP·v + b₄·yP·v·w. The factor w³ lies in a proper
/// subfield, which the final exponentiation sends to 1. Doubling and addition in homogeneous coordinates: Costello, Lange and Naehrig,
/// "Faster pairing computations on curves with high-degree twists", PKC 2010, scaled to avoid halving as in Aranha et al.,
/// "Faster explicit formulas for computing pairings over ordinary curves", eprint 2010/526.
/// </remarks>
[SkipLocalsInit]
public sealed class G2Prepared
{
    /// <summary>63 doublings and 5 additions of the double-and-add chain of |z|.</summary>
    internal const int LineCount = 68;

    private readonly Line[] _lines;

    /// <summary>Computes the lines. Cost: about a tenth of a pairing.</summary>
    /// <param name="point">A point of the subgroup, or infinity; checked for nothing.</param>
    public G2Prepared(in G2Affine point)
    {
        IsInfinity = point.IsInfinity;
        _lines = IsInfinity ? [] : ComputeLines(point.X, point.Y);
    }

    /// <summary>True if prepared from infinity.</summary>
    public bool IsInfinity { get; }

    /// <summary>The lines in the order of the loop; none for infinity.</summary>
    internal ReadOnlySpan<Line> Lines => _lines;

    /// <summary>Coefficients b₀, b₁, b₄ of a line.</summary>
    internal readonly struct Line(in Fp2 b0, in Fp2 b1, in Fp2 b4)
    {
        internal readonly Fp2 B0 = b0;
        internal readonly Fp2 B1 = b1;
        internal readonly Fp2 B4 = b4;
    }

    private static Line[] ComputeLines(Fp2 qx, Fp2 qy)
    {
        Line[] lines = new Line[LineCount];
        Fp2 x = qx;
        Fp2 y = qy;
        Fp2 z = Fp2.One;
        int count = 0;
        for (int bit = AtePairing.LoopStart; bit >= 0; bit--)
        {
            DoubleStep(ref x, ref y, ref z, out lines[count++]);
            if (((CurveParameter.Magnitude >> bit) & 1) == 1)
            {
                AddStep(ref x, ref y, ref z, qx, qy, out lines[count++]);
            }
        }

        return lines;
    }

    /// <summary>T ← 2T and the tangent at T. Cost: 2 products, 7 squares.</summary>
    /// <remarks>
    /// With B = Y², E = 3b'Z², H = 2YZ: X₃ = 2XY(B − 3E), Y₃ = (B + 3E)² − 12E², Z₃ = 4BH. The tangent of slope 3X²/(2YZ), times H, has
    /// b₀ = 3X³/Z − 2Y² = B − E by the equation of the curve, b₁ = −3X², b₄ = H.
    /// </remarks>
    private static void DoubleStep(ref Fp2 x, ref Fp2 y, ref Fp2 z, out Line line)
    {
        Fp2.Square(x, out Fp2 xx);
        Fp2.Square(y, out Fp2 b);
        Fp2.Square(z, out Fp2 zz);
        Fp2.Add(x, y, out Fp2 xy2);
        Fp2.Square(xy2, out xy2);
        Fp2.Subtract(xy2, xx, out xy2);
        Fp2.Subtract(xy2, b, out xy2);
        Fp2.Add(y, z, out Fp2 h);
        Fp2.Square(h, out h);
        Fp2.Subtract(h, b, out h);
        Fp2.Subtract(h, zz, out h);

        // b' = 4ξ, so E = 12·ξ·Z².
        Fp2.MultiplyByNonresidue(zz, out Fp2 e);
        Triple(e, out e);
        Fp2.Double(e, out e);
        Fp2.Double(e, out e);
        Triple(e, out Fp2 e3);
        Triple(xx, out xx);
        line = new(b - e, -xx, h);

        Fp2.Subtract(b, e3, out Fp2 t);
        Fp2.Multiply(xy2, t, out x);
        Fp2.Add(b, e3, out t);
        Fp2.Square(t, out t);
        Fp2.Square(e, out e);
        Triple(e, out e);
        Fp2.Double(e, out e);
        Fp2.Double(e, out e);
        Fp2.Subtract(t, e, out y);
        Fp2.Multiply(b, h, out z);
        Fp2.Double(z, out z);
        Fp2.Double(z, out z);
    }

    /// <summary>T ← T + Q and the line through both, for T ≠ ±Q. Cost: 11 products, 2 squares.</summary>
    /// <remarks>
    /// With θ = Y − yQ·Z, λ = X − xQ·Z, G = Xλ², H = λ³ + θ²Z − 2G: X₃ = λH, Y₃ = θ(G − H) − λ³Y, Z₃ = λ³Z. The line of slope θ/λ, times
    /// λ, has b₀ = θ·xQ − λ·yQ, b₁ = −θ, b₄ = λ. In the loop T = [k]Q with 1 &lt; k &lt; r − 1, so T ≠ ±Q in the subgroup.
    /// </remarks>
    private static void AddStep(ref Fp2 x, ref Fp2 y, ref Fp2 z, in Fp2 qx, in Fp2 qy, out Line line)
    {
        Fp2.Multiply(qy, z, out Fp2 theta);
        Fp2.Subtract(y, theta, out theta);
        Fp2.Multiply(qx, z, out Fp2 lambda);
        Fp2.Subtract(x, lambda, out lambda);
        line = new((theta * qx) - (lambda * qy), -theta, lambda);

        Fp2.Square(lambda, out Fp2 g);
        Fp2.Multiply(g, lambda, out Fp2 cube);
        Fp2.Multiply(x, g, out g);
        Fp2.Square(theta, out Fp2 h);
        Fp2.Multiply(h, z, out h);
        Fp2.Add(h, cube, out h);
        Fp2.Subtract(h, g, out h);
        Fp2.Subtract(h, g, out h);
        Fp2.Multiply(lambda, h, out x);
        Fp2.Subtract(g, h, out g);
        Fp2.Multiply(theta, g, out g);
        Fp2.Multiply(cube, y, out y);
        Fp2.Subtract(g, y, out y);
        Fp2.Multiply(z, cube, out z);
    }

    private static void Triple(in Fp2 a, out Fp2 result)
    {
        Fp2.Double(a, out Fp2 twice);
        Fp2.Add(twice, a, out result);
    }
}
