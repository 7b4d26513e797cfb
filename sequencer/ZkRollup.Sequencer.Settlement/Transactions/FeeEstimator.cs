using System.Numerics;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Transactions;

/// <summary>What to offer now.</summary>
internal static class FeeEstimator
{
    /// <summary>
    /// The median of recent priority fees, and room for the base fee to double, which takes six full blocks; never above the limit.
    /// </summary>
    /// <returns>Null if the base fee alone is above the limit.</returns>
    internal static FeeOffer? Estimate(FeeHistory history, SenderOptions options)
    {
        BigInteger baseFee = history.BaseFees[^1];
        if (baseFee > options.FeeMax)
        {
            return null;
        }

        BigInteger[] rewards = [.. history.Rewards.Order()];
        BigInteger median = rewards.Length == 0 ? BigInteger.Zero : rewards[rewards.Length / 2];
        BigInteger priority = BigInteger.Max(median, options.PriorityLeast);
        return Limited(new FeeOffer(priority, (2 * baseFee) + priority), options);
    }

    /// <summary>What replaces an offer; null if that would be above the limit.</summary>
    internal static FeeOffer? Replace(FeeOffer last, FeeOffer fresh, SenderOptions options)
    {
        FeeOffer raised = last.Raised();
        return raised.Most > options.FeeMax ? null : Limited(FeeOffer.Greater(raised, fresh), options);
    }

    private static FeeOffer Limited(FeeOffer offer, SenderOptions options)
    {
        BigInteger most = BigInteger.Min(offer.Most, options.FeeMax);
        return new FeeOffer(BigInteger.Min(offer.Priority, most), most);
    }
}
