using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Kzg;

/// <summary>Polynomials over Fr as coefficients, lowest degree first; the empty one is 0.</summary>
public static class Polynomial
{
    /// <summary>Σ coefficients[i]·point^i, by Horner's rule.</summary>
    public static Fr Evaluate(ReadOnlySpan<Fr> coefficients, in Fr point)
    {
        Fr at = point;
        Fr value = Fr.Zero;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            Fr.Multiply(value, at, out value);
            Fr.Add(value, coefficients[i], out value);
        }

        return value;
    }

    /// <summary>Divides by X − point: p(X) = quotient(X)·(X − point) + p(point).</summary>
    /// <param name="coefficients">p.</param>
    /// <param name="point">The root of the divisor.</param>
    /// <param name="quotient">Receives one coefficient fewer than p has; may be <paramref name="coefficients"/> from its start.</param>
    /// <returns>p(point).</returns>
    /// <exception cref="ArgumentException">The quotient has another length.</exception>
    public static Fr DivideByLinear(ReadOnlySpan<Fr> coefficients, in Fr point, Span<Fr> quotient)
    {
        int expected = Math.Max(0, coefficients.Length - 1);
        if (quotient.Length != expected)
        {
            throw new ArgumentException($"Expected room for {expected} coefficients, got {quotient.Length}.", nameof(quotient));
        }

        Fr at = point;
        Fr carry = Fr.Zero;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            Fr.Multiply(carry, at, out Fr next);
            Fr.Add(next, coefficients[i], out next);
            if (i < expected)
            {
                quotient[i] = carry;
            }

            carry = next;
        }

        return carry;
    }

    /// <summary>Adds factor·addend to sum, coefficient by coefficient.</summary>
    /// <param name="sum">At least as long as the addend.</param>
    /// <param name="addend">The polynomial to add.</param>
    /// <param name="factor">Its factor.</param>
    /// <exception cref="ArgumentException">The sum is shorter than the addend.</exception>
    public static void AddScaled(Span<Fr> sum, ReadOnlySpan<Fr> addend, in Fr factor)
    {
        if (sum.Length < addend.Length)
        {
            throw new ArgumentException($"Expected at least {addend.Length} coefficients, got {sum.Length}.", nameof(sum));
        }

        Fr scale = factor;
        for (int i = 0; i < addend.Length; i++)
        {
            Fr.Multiply(addend[i], scale, out Fr term);
            Fr.Add(sum[i], term, out sum[i]);
        }
    }

    /// <summary>The coefficients of Σ X^i·c_i(X^F), so that F columns share a commitment: coefficient j of c_i goes to i + F·j.</summary>
    /// <param name="columns">c_i, at most F of them, of any lengths; columns left out are 0.</param>
    /// <param name="packing">F, at least 1.</param>
    /// <returns>F times as many coefficients as the longest column has.</returns>
    /// <exception cref="ArgumentException">There are more columns.</exception>
    public static Fr[] Pack(IReadOnlyList<ReadOnlyMemory<Fr>> columns, int packing)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(packing, 1);
        if (columns.Count > packing)
        {
            throw new ArgumentException($"Expected at most {packing} columns, got {columns.Count}.", nameof(columns));
        }

        int length = 0;
        foreach (ReadOnlyMemory<Fr> column in columns)
        {
            length = Math.Max(length, column.Length);
        }

        Fr[] packed = new Fr[checked(length * packing)];
        for (int i = 0; i < columns.Count; i++)
        {
            ReadOnlySpan<Fr> column = columns[i].Span;
            for (int j = 0; j < column.Length; j++)
            {
                packed[i + (packing * j)] = column[j];
            }
        }

        return packed;
    }
}
