using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Matching;

/// <summary>Markets and orders from a generator.</summary>
internal static class RandomMarket
{
    private const int Accounts = 6;

    /// <param name="random">The generator.</param>
    /// <param name="isLong">Whether there are more orders than a taker may touch, none of which can be filled.</param>
    /// <param name="isTight">Whether nothing but margins, budgets and the cap stands against fills, and they do so often.</param>
    internal static MatchingWorld Make(SeededGenerator random, bool isLong = false, bool isTight = false)
    {
        MatchingWorld world = new();
        world.Limits = world.Limits with
        {
            MakerFee = new(random.Between(-500, 300)),
            OpenInterestCap = new(random.Percent(isTight ? 40 : 20) ? random.Between(1, 60) : 1_000),
        };
        world.RiskOfOther = MatchingWorld.RiskAt(random.Percent(15) ? 0 : MatchingWorld.Now);
        for (int account = 1; account <= Accounts; account++)
        {
            AddAccount(world, random, account, isTight);
        }

        for (long i = isLong ? -128 - (4 * random.Below(2)) : 0; i < 8; i++)
        {
            AddOrder(world, random, (i & 1) == 0 ? Side.Buy : Side.Sell, isExpired: i < 0, isTight);
        }

        return world.Seal();
    }

    /// <summary>An order of one of the accounts, whose budget or cash is just enough for it in some cases.</summary>
    internal static PlaceOrder Order(SeededGenerator random, MatchingWorld world, bool isTight)
    {
        Side side = random.Percent(50) ? Side.Buy : Side.Sell;
        int account = (int)random.Between(1, Accounts);
        long price = side == Side.Buy ? random.Between(990, 1_100) : random.Between(900, 1_010);
        long lots = random.Between(1, 40);
        if (random.Percent(30))
        {
            world.Put(account, world.Session(account) with { Budget = new(price * lots * MatchingWorld.Multiplier) });
        }

        if (random.Percent(isTight ? 75 : 25))
        {
            // Enough to place the order, maybe not to have it filled at prices worse than the mark.
            AccountRecord owner = world.Account(account);
            MarginTotals totals = MarginTotals.Of(
                address => world.Read(address), account, MatchingWorld.Epoch, owner.PositionMask, owner.Cash.Value, MatchingWorld.Now);
            long needed = (long)(totals.Initial - totals.Equity) + (lots * world.Risk.InitialLong.Value);
            world.Put(account, owner with { Cash = new(owner.Cash.Value + needed + random.Below(3_000)) });
        }

        return OrderRun.Order(account, side, price, lots, (SelfTradeMode)random.Below(3));
    }

    /// <summary>Takes cash of an account until its equity is below its maintenance margin, but not below 0.</summary>
    /// <returns>False if it has no position in the instrument.</returns>
    internal static bool TryEndanger(SeededGenerator random, MatchingWorld world, int account)
    {
        AccountRecord owner = world.Account(account);
        MarginTotals totals = MarginTotals.Of(
            address => world.Read(address), account, MatchingWorld.Epoch, owner.PositionMask, owner.Cash.Value, MatchingWorld.Now);
        long excess = (long)(totals.Equity - totals.Maintenance) + random.Between(1, (long)totals.Maintenance);
        world.Put(account, owner with { Cash = new(owner.Cash.Value - excess) });
        int place = world.PlaceOf(account, MatchingWorld.Instrument);
        return place >= 0 && world.Position(account, place).Size.Value != 0;
    }

    private static void AddAccount(MatchingWorld world, SeededGenerator random, int account, bool isTight)
    {
        world.AddAccount(account, 1_000_000, random.Percent(12) ? 150_000 : 1L << 50);
        if (!isTight && random.Percent(4))
        {
            world.Put(account, world.Session(account) with { Expiry = new(MatchingWorld.Now) });
        }

        long size = random.Between(-20, 20);
        long other = random.Between(-15, 15);
        if (size != 0 && random.Percent(60))
        {
            _ = world.AddPosition(account, MatchingWorld.Instrument, size, random.Between(-100, 100), (int)random.Below(8));
        }
        else
        {
            size = 0;
        }

        if (other != 0 && random.Percent(30))
        {
            _ = world.AddPosition(account, MatchingWorld.Other, other, random.Between(-100, 100), world.FreePlace(account));
        }
        else
        {
            other = 0;
        }

        if (random.Percent(35))
        {
            // About as much as its positions need.
            long cash = random.Between(-3_000, 40_000) - ((size + other) * TakerEntries.Value);
            world.Put(account, world.Account(account) with { Cash = new(cash) });
        }
    }

    private static void AddOrder(MatchingWorld world, SeededGenerator random, Side side, bool isExpired, bool isTight)
    {
        int faults = isTight ? 0 : 1;
        bool isOut = isExpired || random.Percent(4 * faults);
        bool isFar = random.Percent(isTight ? 50 : 10);
        long away = isOut ? random.Between(150, 200) : isFar ? random.Between(50, 100) : random.Between(-40, 20);
        world.AddOrder(
            random.Between(1, Accounts),
            side,
            MatchingWorld.Mark + (side == Side.Buy ? away : -away),
            random.Between(1, 15),
            MatchingWorld.Usual with
            {
                Market = random.Percent(15 * faults) ? 1 : 0,
                Expiry = new(isExpired || random.Percent(5 * faults) ? MatchingWorld.Now : MatchingWorld.Now + 1),
                Serial = new(random.Percent(4 * faults) ? 4 : MatchingWorld.Serial),
                MaximumFee = new(random.Percent(8 * faults) ? 0 : 10_000),
            },
            isOfPassedEpoch: random.Percent(5 * faults));
    }
}
