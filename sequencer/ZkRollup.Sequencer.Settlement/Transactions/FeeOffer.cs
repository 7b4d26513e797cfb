using System.Numerics;

namespace ZkRollup.Sequencer.Settlement.Transactions;

/// <summary>What a transaction offers for each unit of gas, EIP-1559.</summary>
/// <param name="Priority">For the proposer of the block, in wei.</param>
/// <param name="Most">At most, base fee included, in wei.</param>
public readonly record struct FeeOffer(BigInteger Priority, BigInteger Most)
{
    private const int BumpNumerator = 9;
    private const int BumpDenominator = 8;

    /// <summary>The least that replaces this: pools ask for a tenth more of both, this gives an eighth, rounded up.</summary>
    public FeeOffer Raised() => new(Raise(Priority), Raise(Most));

    /// <summary>The greater of both in each part.</summary>
    public static FeeOffer Greater(FeeOffer a, FeeOffer b) =>
        new(BigInteger.Max(a.Priority, b.Priority), BigInteger.Max(a.Most, b.Most));

    private static BigInteger Raise(BigInteger fee) => ((fee * BumpNumerator) + BumpDenominator - 1) / BumpDenominator;
}
