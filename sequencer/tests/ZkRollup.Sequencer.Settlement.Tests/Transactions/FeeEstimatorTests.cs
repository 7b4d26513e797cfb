using System.Numerics;
using ZkRollup.Sequencer.Settlement.Rpc;
using ZkRollup.Sequencer.Settlement.Transactions;

namespace ZkRollup.Sequencer.Settlement.Tests.Transactions;

public class FeeEstimatorTests
{
    private static readonly SenderOptions Options = new() { FeeMax = 1_000, PriorityLeast = 10 };

    [Fact]
    public void Estimate_RecentBlocks_MedianPriorityAndTwiceTheBaseFee() =>
        Assert.Equal(new FeeOffer(30, 230), FeeEstimator.Estimate(History(100, 20, 30, 900), Options));

    [Fact]
    public void Estimate_EmptyBlocks_LeastPriority()
    {
        Assert.Equal(new FeeOffer(10, 210), FeeEstimator.Estimate(History(100, 0, 0, 0), Options));
        Assert.Equal(new FeeOffer(10, 210), FeeEstimator.Estimate(History(100), Options));
    }

    [Fact]
    public void Estimate_AboveTheLimit_IsCappedAndThenNothing()
    {
        Assert.Equal(new FeeOffer(30, 1_000), FeeEstimator.Estimate(History(600, 30), Options));
        Assert.Equal(new FeeOffer(1_000, 1_000), FeeEstimator.Estimate(History(600, 2_000), Options));
        Assert.NotNull(FeeEstimator.Estimate(History(1_000, 30), Options));
        Assert.Null(FeeEstimator.Estimate(History(1_001, 30), Options));
    }

    [Fact]
    public void Replace_AnyOffer_RaisesBothPartsWithinTheLimit()
    {
        Assert.Equal(new FeeOffer(18, 180), FeeEstimator.Replace(new FeeOffer(16, 160), new FeeOffer(10, 20), Options));
        Assert.Equal(new FeeOffer(18, 500), FeeEstimator.Replace(new FeeOffer(16, 160), new FeeOffer(10, 500), Options));
        Assert.Equal(new FeeOffer(999, 999), FeeEstimator.Replace(new FeeOffer(888, 888), new FeeOffer(1, 1), Options));
        Assert.Null(FeeEstimator.Replace(new FeeOffer(1, 889), new FeeOffer(1, 1), Options));
    }

    private static FeeHistory History(int next, params int[] rewards) =>
        new([1, next], [.. rewards.Select(reward => new BigInteger(reward))]);
}
