namespace ZkRollup.Crypto.Fields;

public readonly partial struct Fr
{
    /// <summary>Largest k such that 2^k divides r − 1.</summary>
    public const int TwoAdicity = 32;

    /// <summary>7, a generator of the multiplicative group.</summary>
    public static Fr MultiplicativeGenerator => FromUInt64(7);

    /// <summary>(r − 1) / 2^32, an odd number.</summary>
    private static ReadOnlySpan<ulong> OddPart => [0xfffe5bfeffffffffUL, 0x09a1d80553bda402UL, 0x299d7d483339d808UL, 0x0000000073eda753UL];

    /// <summary>((r − 1) / 2^32 − 1) / 2.</summary>
    private static ReadOnlySpan<ulong> OddPartHalved =>
        [0x7fff2dff7fffffffUL, 0x04d0ec02a9ded201UL, 0x94cebea4199cec04UL, 0x0000000039f6d3a9UL];

    private static readonly Fr TwoAdicRoot = PowVarTime(MultiplicativeGenerator, OddPart);

    /// <summary>The root of unity of order 2^log2Order that Ethereum's blobs use: 7^((r−1)/2^log2Order).</summary>
    /// <param name="log2Order">0 to 32.</param>
    /// <exception cref="ArgumentOutOfRangeException">The field has no root of that order.</exception>
    public static Fr RootOfUnity(int log2Order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(log2Order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(log2Order, TwoAdicity);
        Fr root = TwoAdicRoot;
        for (int i = log2Order; i < TwoAdicity; i++)
        {
            Square(root, out root);
        }

        return root;
    }

    /// <summary>Finds a square root by Tonelli and Shanks. Time depends on a; a must not be secret.</summary>
    /// <remarks>
    /// Keeps root² = a·remainder with the order of remainder a shrinking power of two. Cost: one exponentiation of 223 bits and at most
    /// 32²/2 products.
    /// </remarks>
    /// <returns>False, with result 0, if a is not a square.</returns>
    public static bool TrySquareRootVarTime(in Fr a, out Fr result)
    {
        Fr halfPower = PowVarTime(a, OddPartHalved);
        Fr root = halfPower * a;
        Fr remainder = root * halfPower;
        Fr generator = TwoAdicRoot;
        int orderMax = TwoAdicity;
        while (!remainder.IsZero && remainder != One)
        {
            int order = 0;
            for (Fr power = remainder; power != One; order++)
            {
                Square(power, out power);
            }

            if (order >= orderMax)
            {
                result = Zero;
                return false;
            }

            for (int i = order + 1; i < orderMax; i++)
            {
                Square(generator, out generator);
            }

            root *= generator;
            Square(generator, out generator);
            remainder *= generator;
            orderMax = order;
        }

        result = root;
        return true;
    }

    /// <summary>The parity of the canonical integer.</summary>
    public bool IsOdd
    {
        get
        {
            Span<ulong> limbs = stackalloc ulong[LimbCount];
            WriteCanonicalLimbs(limbs);
            return (limbs[0] & 1) == 1;
        }
    }
}
