using System.Globalization;
using Xunit.Abstractions;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>Random steps on a restless market: §12 holds after each, and whatever can happen does.</summary>
public class FlowTests(ITestOutputHelper output)
{
    private const int Accounts = 9;
    private const int Steps = 3_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Flow_AnySteps_ConserveEverything(int seed)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        Random random = new(seed);
        Venue venue = Venue.WithPerpetual(Venue.LimitsOf(takerFee: 500, makerFee: -200, target: 40_000, minimum: 0));
        venue.Deposit(1, 1);
        for (long account = 2; account < 2 + Accounts; account++)
        {
            venue.Join(account, 20_000 + random.Next(100_000));
        }

        Dictionary<EventKind, int> kinds = [];
        for (int step = 0; step < Steps; step++)
        {
            Step(venue, random);
            foreach (ExchangeEvent item in venue.Events)
            {
                kinds[item.Kind] = kinds.GetValueOrDefault(item.Kind) + 1;
            }

            if (step % 500 == 499)
            {
                Fr root = venue.Exchange.ComputeStateRoot();
                Assert.True(root == Copy(venue).ComputeStateRoot(), $"The root of a copy differs; seed {seed}, step {step}.");
            }
        }

        EventKind[] required =
        [
            EventKind.Trade, EventKind.OrderRested, EventKind.OrderRemoved, EventKind.LiquidationStep, EventKind.ForcedTrade,
            EventKind.DebtCovered, EventKind.LossSocialised, EventKind.FundDrawn, EventKind.FeesCollected, EventKind.Withdrawn,
        ];
        foreach (EventKind kind in required)
        {
            Assert.True(kinds.ContainsKey(kind), $"{kind} never happened; seed {seed}.");
        }
    }

    private static ReferenceExchange Copy(Venue venue) => new(
        venue.Exchange.LiveRecords(),
        venue.Exchange.LastTime,
        venue.Exchange.LastSequence,
        venue.Exchange.NextQueueIndex);

    private static void Step(Venue venue, Random random)
    {
        long account = 2 + random.Next(Accounts);
        Cause cause = random.Next(100) switch
        {
            < 55 => venue.Place(
                account,
                (Side)random.Next(2),
                venue.Risk().Mark.Value - 25 + random.Next(51),
                1 + random.Next(40),
                (TimeInForce)random.Next(3),
                random.Next(8) == 0,
                (SelfTradeMode)random.Next(3),
                expiry: venue.Time + 1 + random.Next(200_000)),
            < 62 => venue.CancelOrder(account, new OrderId(new SessionSerial(1), new Nonce(1 + random.Next(200)))),
            < 64 => venue.CancelAll(account),
            < 66 => venue.Withdraw(account, 1 + random.Next(5_000)),
            < 70 => venue.RemoveOrder(1 + random.Next(40), (RemovalCause)random.Next(14)),
            < 80 => venue.Liquidate(account),
            < 84 => venue.Deleverage(account, 2 + random.Next(Accounts)),
            < 86 => venue.CollectFees(Venue.Perpetual),
            < 96 => Round(venue, random),
            _ => Operation(venue, random, account),
        };
        venue.Expect(cause, cause);
    }

    /// <summary>The index moves by up to 5 %, more often in one direction for a while.</summary>
    private static Cause Round(Venue venue, Random random)
    {
        long price = venue.Index().Price.Value;
        long drift = venue.Time / 300_000 % 2 == 0 ? -30 : 30;
        venue.Time += 3_000;
        venue.Report(long.Clamp(price + drift - 20 + random.Next(41), 300, 3_000));
        return venue.UpdateMark(Venue.Perpetual);
    }

    private static Cause Operation(Venue venue, Random random, long account)
    {
        switch (random.Next(3))
        {
            case 0:
                venue.Deposit(account, 1 + random.Next(20_000));
                break;
            case 1:
                venue.Fund(1 + random.Next(500));
                break;
            default:
                long size = venue.Size(account);
                long lots = 1 + random.Next(20);
                OutcomeCode expected = size == 0 ? OutcomeCode.NoSuchPosition : OutcomeCode.Closed;
                venue.ForcedClose(account, size < 0 ? Side.Sell : Side.Buy, lots, expected, long.Min(lots, long.Abs(size)));
                break;
        }

        return Cause.Accepted;
    }
}
