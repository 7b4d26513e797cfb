using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Gadgets.Hashing;

/// <summary>The permutation S-box by S-box: which lane, which constant, which linear layer follows. Over values and over formulas.</summary>
internal static class Poseidon2Schedule
{
    private const int Half = Poseidon2.ExternalRounds * Poseidon2.Width / 2;

    /// <summary>True for the S-boxes of partial rounds.</summary>
    internal static bool IsPartial(int sbox) => sbox >= Half && sbox < Half + Poseidon2.InternalRounds;

    /// <summary>The lane of an S-box.</summary>
    internal static int Lane(int sbox) => IsPartial(sbox) ? 0 : FullIndex(sbox) % Poseidon2.Width;

    /// <summary>The round constant that an S-box adds before its power.</summary>
    internal static Fr Constant(int sbox) => IsPartial(sbox)
        ? Poseidon2.InternalRoundConstants[sbox - Half]
        : Poseidon2.ExternalRoundConstants[FullIndex(sbox)];

    /// <summary>x^5.</summary>
    internal static Fr Power5(in Fr x)
    {
        Fr.Square(x, out Fr square);
        Fr.Square(square, out square);
        return x * square;
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
            Internal<Fr, ElementArithmetic>(state);
        }
        else if (Lane(sbox) == Poseidon2.Width - 1)
        {
            External<Fr, ElementArithmetic>(state);
        }
    }

    /// <summary>Puts the output of an S-box in its lane, and after the last one of a round applies the linear layer.</summary>
    internal static void Advance(int sbox, Span<Expression> state, Expression output)
    {
        state[Lane(sbox)] = output;
        if (IsPartial(sbox))
        {
            Internal<Expression, FormulaArithmetic>(state);
        }
        else if (Lane(sbox) == Poseidon2.Width - 1)
        {
            External<Expression, FormulaArithmetic>(state);
        }
    }

    /// <summary>The linear layer before the first round.</summary>
    internal static void Start(Span<Fr> state) => External<Fr, ElementArithmetic>(state);

    /// <summary>The linear layer before the first round.</summary>
    internal static void Start(Span<Expression> state) => External<Expression, FormulaArithmetic>(state);

    private static int FullIndex(int sbox) => sbox < Half ? sbox : sbox - Poseidon2.InternalRounds;

    /// <summary>M4 by additions alone (Poseidon2 paper, section 5.1): a product by a constant would cost every row of the batch.</summary>
    private static void External<T, TArithmetic>(Span<T> s)
        where TArithmetic : struct, ILinearArithmetic<T>
    {
        T low = TArithmetic.Add(s[0], s[1]);
        T high = TArithmetic.Add(s[2], s[3]);
        T t = TArithmetic.Add(Twice<T, TArithmetic>(s[1]), high);
        T u = TArithmetic.Add(Twice<T, TArithmetic>(s[3]), low);
        T fourHigh = Twice<T, TArithmetic>(Twice<T, TArithmetic>(high));
        T fourLow = Twice<T, TArithmetic>(Twice<T, TArithmetic>(low));
        s[3] = TArithmetic.Add(fourHigh, u);
        s[1] = TArithmetic.Add(fourLow, t);
        s[0] = TArithmetic.Add(u, s[1]);
        s[2] = TArithmetic.Add(t, s[3]);
    }

    /// <summary>All ones plus the diagonal: four products by constants.</summary>
    private static void Internal<T, TArithmetic>(Span<T> s)
        where TArithmetic : struct, ILinearArithmetic<T>
    {
        T sum = TArithmetic.Add(s[0], TArithmetic.Add(TArithmetic.Add(s[1], s[2]), s[3]));
        for (int i = 0; i < s.Length; i++)
        {
            s[i] = TArithmetic.Add(TArithmetic.Scale(s[i], Poseidon2.InternalDiagonal[i]), sum);
        }
    }

    private static T Twice<T, TArithmetic>(T value)
        where TArithmetic : struct, ILinearArithmetic<T> => TArithmetic.Add(value, value);

    private readonly struct ElementArithmetic : ILinearArithmetic<Fr>
    {
        public static Fr Add(in Fr left, in Fr right)
        {
            Fr.Add(left, right, out Fr sum);
            return sum;
        }

        public static Fr Scale(in Fr value, in Fr factor)
        {
            Fr.Multiply(value, factor, out Fr product);
            return product;
        }
    }

    private readonly struct FormulaArithmetic : ILinearArithmetic<Expression>
    {
        public static Expression Add(in Expression left, in Expression right) => left + right;

        public static Expression Scale(in Expression value, in Fr factor) => value * factor;
    }

    private interface ILinearArithmetic<T>
    {
        static abstract T Add(in T left, in T right);

        static abstract T Scale(in T value, in Fr factor);
    }
}
