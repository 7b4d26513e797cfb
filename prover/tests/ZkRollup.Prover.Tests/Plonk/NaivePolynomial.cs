using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Polynomials as coefficients, lowest degree first, by the definitions: no transforms, no shortcuts.</summary>
internal static class NaivePolynomial
{
    /// <summary>a + factor·b.</summary>
    internal static Fr[] AddScaled(Fr[] a, Fr[] b, Fr factor)
    {
        Fr[] sum = new Fr[Math.Max(a.Length, b.Length)];
        a.CopyTo(sum, 0);
        for (int i = 0; i < b.Length; i++)
        {
            sum[i] += factor * b[i];
        }

        return sum;
    }

    /// <summary>a·b.</summary>
    internal static Fr[] Multiply(Fr[] a, Fr[] b)
    {
        Fr[] product = new Fr[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length && !a[i].IsZero; j++)
            {
                product[i + j] += a[i] * b[j];
            }
        }

        return product;
    }

    /// <summary>p(x).</summary>
    internal static Fr Evaluate(Fr[] p, Fr x)
    {
        Fr sum = Fr.Zero;
        Fr power = Fr.One;
        foreach (Fr coefficient in p)
        {
            sum += coefficient * power;
            power *= x;
        }

        return sum;
    }

    /// <summary>p(factor·X).</summary>
    internal static Fr[] Stretch(Fr[] p, Fr factor)
    {
        Fr[] result = new Fr[p.Length];
        Fr power = Fr.One;
        for (int i = 0; i < p.Length; i++)
        {
            result[i] = p[i] * power;
            power *= factor;
        }

        return result;
    }

    /// <summary>X^shift·p(X^factor).</summary>
    internal static Fr[] Spread(Fr[] p, int factor, int shift)
    {
        Fr[] result = new Fr[(factor * (p.Length - 1)) + shift + 1];
        for (int i = 0; i < p.Length; i++)
        {
            result[(factor * i) + shift] = p[i];
        }

        return result;
    }

    /// <summary>The polynomial of degree below n with value i at ω^i: coefficient j is Σ_i value_i·ω^(−ij)/n.</summary>
    internal static Fr[] Interpolate(Fr[] values)
    {
        int n = values.Length;
        Fr root = Fr.RootOfUnity(BitOperations.Log2((uint)n));
        Fr inverse = Inverse(Fr.FromUInt64((ulong)n));
        Fr[] coefficients = new Fr[n];
        for (int j = 0; j < n; j++)
        {
            Fr step = Fr.PowVarTime(root, [(ulong)((n - j) % n)]);
            coefficients[j] = Evaluate(values, step) * inverse;
        }

        return coefficients;
    }

    /// <summary>Long division.</summary>
    /// <param name="dividend">The dividend.</param>
    /// <param name="divisor">The divisor; its last coefficient is 1.</param>
    internal static (Fr[] Quotient, Fr[] Remainder) Divide(Fr[] dividend, Fr[] divisor)
    {
        int degree = divisor.Length - 1;
        Fr[] rest = [.. dividend];
        Fr[] quotient = new Fr[Math.Max(1, dividend.Length - degree)];
        for (int i = dividend.Length - 1; i >= degree; i--)
        {
            Fr factor = rest[i];
            quotient[i - degree] = factor;
            for (int j = 0; j <= degree; j++)
            {
                rest[i - degree + j] -= factor * divisor[j];
            }
        }

        return (quotient, rest[..Math.Min(rest.Length, degree)]);
    }

    /// <summary>X^exponent − root.</summary>
    internal static Fr[] Binomial(int exponent, Fr root)
    {
        Fr[] result = new Fr[exponent + 1];
        result[exponent] = Fr.One;
        result[0] -= root;
        return result;
    }

    /// <summary>1/a.</summary>
    internal static Fr Inverse(Fr a)
    {
        Assert.True(Fr.TryInvert(a, out Fr inverse), "no inverse of 0");
        return inverse;
    }
}
