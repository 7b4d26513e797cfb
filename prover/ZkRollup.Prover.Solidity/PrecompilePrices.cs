namespace ZkRollup.Prover.Solidity;

/// <summary>What precompiles of EIP-2537 cost.</summary>
internal static class PrecompilePrices
{
    private const long Multiplication = 12_000;

    /// <summary>The discount of the multi-scalar multiplication in thousandths, from so many points on: never below the true one.</summary>
    private static readonly (int Points, long Discount)[] Discounts =
        [(128, 519), (64, 576), (32, 627), (16, 677), (8, 728), (4, 797), (1, 1000)];

    /// <summary>The gas to forward for a sum: at least twice its price, so that a change of prices does not stop the exchange.</summary>
    /// <param name="points">Points of the sum, at least one.</param>
    internal static long Limit(int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        long discount = Discounts.First(entry => points >= entry.Points).Discount;
        return 2 * points * Multiplication * discount / 1000;
    }
}
