using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>
/// The permutation S-box by S-box: which lane, which constant, which linear layer follows. Over values and over formulas.
/// </summary>
internal static class Poseidon2Schedule
{
    private const int Half = Poseidon2.ExternalRounds * Poseidon2.Width / 2;

    /// <summary>The inverse of the external matrix, which has the rows 5 7 1 3, 4 6 1 1, 1 3 5 7 and 1 1 4 6.</summary>
    private static readonly Fr[] InverseExternal = Eighths([-1, 3, -6, 7, 1, -1, 4, -5, -6, 7, -1, 3, 4, -5, 1, -1]);

    /// <summary>True for the S-boxes of partial rounds.</summary>
    internal static bool IsPartial(int sbox) => sbox >= Half && sbox < Half + Poseidon2.InternalRounds;

    /// <summary>The lane of an S-box.</summary>
    internal static int Lane(int sbox) => IsPartial(sbox) ? 0 : FullIndex(sbox) % Poseidon2.Width;

    /// <summary>The round of an S-box, full and partial rounds counted together.</summary>
    internal static int Round(int sbox) => sbox < Half ? sbox / Poseidon2.Width
        : IsPartial(sbox) ? sbox - Half + (Half / Poseidon2.Width)
        : Poseidon2.InternalRounds + (FullIndex(sbox) / Poseidon2.Width);

    /// <summary>The round constant that an S-box adds before its power.</summary>
    internal static Fr Constant(int sbox) => IsPartial(sbox)
        ? Poseidon2.InternalRoundConstants[sbox - Half]
        : Poseidon2.ExternalRoundConstants[FullIndex(sbox)];

    /// <summary>x^5.</summary>
    internal static Fr Power5(in Fr x)
    {
        Fr.Square(x, out Fr square);
        Fr.Square(square, out square);
        Fr.Multiply(x, square, out Fr power);
        return power;
    }

    /// <summary>x^5.</summary>
    internal static Expression Power5(Expression x)
    {
        Expression square = x * x;
        return square * square * x;
    }

    /// <summary>Puts the output of an S-box in its lane, and after the last one of a round applies the linear layer.</summary>
    internal static void Advance(int sbox, Span<Fr> state, in Fr output)
    {
        state[Lane(sbox)] = output;
        if (IsPartial(sbox))
        {
            Internal(state);
        }
        else if (Lane(sbox) == Poseidon2.Width - 1)
        {
            Start(state);
        }
    }

    /// <summary>Puts the output of an S-box in its lane, and after the last one of a round applies the linear layer.</summary>
    internal static void Advance(int sbox, Span<Expression> state, Expression output)
    {
        state[Lane(sbox)] = output;
        if (IsPartial(sbox))
        {
            Internal(state);
        }
        else if (Lane(sbox) == Poseidon2.Width - 1)
        {
            Start(state);
        }
    }

    /// <summary>The external matrix by additions alone (Poseidon2 paper, section 5.1), applied before the first round too.</summary>
    internal static void Start(Span<Fr> s)
    {
        Fr.Add(s[0], s[1], out Fr low);
        Fr.Add(s[2], s[3], out Fr high);
        Fr.Double(s[1], out Fr t);
        Fr.Add(t, high, out t);
        Fr.Double(s[3], out Fr u);
        Fr.Add(u, low, out u);
        Fr.Double(high, out high);
        Fr.Double(high, out high);
        Fr.Double(low, out low);
        Fr.Double(low, out low);
        Fr.Add(high, u, out s[3]);
        Fr.Add(low, t, out s[1]);
        Fr.Add(u, s[1], out s[0]);
        Fr.Add(t, s[3], out s[2]);
    }

    /// <summary>The same over formulas: a product by a constant would cost every row of the batch.</summary>
    internal static void Start(Span<Expression> s)
    {
        Expression low = s[0] + s[1];
        Expression high = s[2] + s[3];
        Expression t = s[1] + s[1] + high;
        Expression u = s[3] + s[3] + low;
        Expression twiceHigh = high + high;
        Expression twiceLow = low + low;
        s[3] = twiceHigh + twiceHigh + u;
        s[1] = twiceLow + twiceLow + t;
        s[0] = u + s[1];
        s[2] = t + s[3];
    }

    /// <summary>The inverse of the external matrix.</summary>
    internal static void Unstart(Span<Fr> s)
    {
        Span<Fr> sums = stackalloc Fr[s.Length];
        for (int row = 0; row < s.Length; row++)
        {
            sums[row] = Fr.Zero;
            for (int column = 0; column < s.Length; column++)
            {
                sums[row] += InverseExternal[(row * s.Length) + column] * s[column];
            }
        }

        sums.CopyTo(s);
    }

    /// <summary>All ones plus the diagonal.</summary>
    private static void Internal(Span<Fr> s)
    {
        ReadOnlySpan<Fr> diagonal = Poseidon2.InternalDiagonal;
        Fr.Add(s[1], s[2], out Fr sum);
        Fr.Add(sum, s[3], out sum);
        Fr.Add(sum, s[0], out sum);
        for (int i = 0; i < s.Length; i++)
        {
            Fr.Multiply(s[i], diagonal[i], out Fr product);
            Fr.Add(product, sum, out s[i]);
        }
    }

    /// <summary>All ones plus the diagonal: four products by constants.</summary>
    private static void Internal(Span<Expression> s)
    {
        Expression sum = s[1] + s[2] + s[3] + s[0];
        for (int i = 0; i < s.Length; i++)
        {
            s[i] = (s[i] * Poseidon2.InternalDiagonal[i]) + sum;
        }
    }

    private static Fr[] Eighths(int[] numerators)
    {
        _ = Fr.TryInvert(Fr.FromUInt64(8), out Fr eighth);
        return [.. numerators.Select(numerator => Fr.FromInt64(numerator) * eighth)];
    }

    private static int FullIndex(int sbox) => sbox < Half ? sbox : sbox - Poseidon2.InternalRounds;
}
