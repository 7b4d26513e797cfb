using System.Numerics;

namespace ZkRollup.Sequencer.Risk.Tests;

/// <summary>Fixed-point arithmetic with as many binary places as asked for: slow, obvious, exact but for the last few places.</summary>
internal sealed class Exact(int places)
{
    /// <summary>The unit in the last place of a double near 1.</summary>
    internal const double Ulp = 2.220446049250313e-16;

    private readonly BigInteger _pi = Pi(places);

    internal BigInteger One => BigInteger.One << places;

    /// <summary>Enough places for the normal distribution at z: φ is as small as exp(−z²/2), its factor as large.</summary>
    internal static Exact ForNormal(double z) => new(200 + (int)(1.5 * z * z));

    /// <summary>The value of a double, whose places beyond ours are cut.</summary>
    internal BigInteger Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7ff);
        BigInteger mantissa = bits & 0xfffffffffffff;
        mantissa = exponent == 0 ? mantissa : mantissa + (1L << 52);
        int shift = Math.Max(exponent, 1) - 1075 + places;
        BigInteger magnitude = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return value < 0 ? -magnitude : magnitude;
    }

    internal BigInteger Multiply(BigInteger a, BigInteger b) => (a * b) >> places;

    internal BigInteger Divide(BigInteger a, BigInteger b) => (a << places) / b;

    internal BigInteger Sqrt(BigInteger a)
    {
        BigInteger square = a << places;
        BigInteger root = BigInteger.One << (int)((square.GetBitLength() / 2) + 1);
        while (true)
        {
            BigInteger next = (root + (square / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    internal BigInteger Exp(BigInteger a)
    {
        int halvings = Math.Max(0, (int)BigInteger.Abs(a).GetBitLength() - places + 8);
        BigInteger reduced = a >> halvings;
        BigInteger sum = One;
        BigInteger term = One;
        for (int n = 1; !term.IsZero && term != -1; n++)
        {
            term = Multiply(term, reduced) / n;
            sum += term;
        }

        for (int i = 0; i < halvings; i++)
        {
            sum = Multiply(sum, sum);
        }

        return sum;
    }

    /// <summary>The logarithm, by Halley's method on the exponential.</summary>
    internal BigInteger Log(BigInteger a)
    {
        BigInteger log = Of(Math.Log((double)((a << 60) >> places) / Math.Pow(2, 60)));
        for (int i = 0; i < 8; i++)
        {
            BigInteger power = Exp(log);
            log += Divide((a - power) << 1, a + power);
        }

        return log;
    }

    /// <summary>φ(z).</summary>
    internal BigInteger Density(BigInteger z) => Divide(Exp(-(Multiply(z, z) >> 1)), Sqrt(_pi << 1));

    /// <summary>Φ(z) = 1/2 + φ(z)·Σ z^(2n+1)/(1·3·…·(2n+1)), all of one sign.</summary>
    internal BigInteger Cdf(BigInteger z)
    {
        BigInteger square = Multiply(z, z);
        BigInteger term = z;
        BigInteger sum = z;
        for (int n = 1; BigInteger.Abs(term) > 1; n++)
        {
            term = Multiply(term, square) / ((2 * n) + 1);
            sum += term;
        }

        return (One >> 1) + Multiply(Density(z), sum);
    }

    /// <summary>How far a double is from an exact value, in units of 2⁻⁵² of that value.</summary>
    internal double ErrorUlps(double value, BigInteger exact) =>
        double.IsFinite(value) ? Math.Abs((double)(((Of(value) - exact) << 64) / exact)) / Math.Pow(2, 64) / Ulp : double.PositiveInfinity;

    /// <summary>The nearest double, or nearly so.</summary>
    internal double Round(BigInteger a)
    {
        int spare = Math.Max(0, (int)BigInteger.Abs(a).GetBitLength() - 64);
        return Math.ScaleB((double)(a >> spare), spare - places);
    }

    /// <summary>π = 16·arctan(1/5) − 4·arctan(1/239): J. Machin, 1706.</summary>
    private static BigInteger Pi(int places)
    {
        const int guard = 32;
        BigInteger one = BigInteger.One << (places + guard);
        return ((16 * ArcTangentOfInverse(one, 5)) - (4 * ArcTangentOfInverse(one, 239))) >> guard;
    }

    private static BigInteger ArcTangentOfInverse(BigInteger one, int n)
    {
        BigInteger power = one / n;
        BigInteger sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power /= -n * n;
            sum += power / k;
        }

        return sum;
    }
}
