using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>What anyone may do because the state proves it: liquidations, deleverages, settlements, removals, fees.</summary>
internal sealed class RiskTraffic(TrafficWorld world)
{
    private const int RemovalCauses = 12;

    private SeededGenerator Random => world.Random;

    /// <summary>Puts in line a liquidation for each position of each account below its maintenance margin.</summary>
    internal void EnqueueLiquidations()
    {
        foreach (long account in world.Accounts)
        {
            AccountScan scan = AccountScan.Of(world.State, account, world.Now);
            if (scan.Equity >= scan.Maintenance)
            {
                continue;
            }

            foreach ((long instrument, long size) in Positions(account))
            {
                world.Pending.Enqueue(() => world.Plain(TransactionKind.Liquidate, account, instrument));
                if (Random.Percent(70))
                {
                    world.Pending.Enqueue(() => Deleverage(account, instrument, size));
                }
            }
        }
    }

    /// <summary>A liquidation of someone who should be, or of anybody.</summary>
    internal Command Liquidate()
    {
        long account = Random.Percent(80) ? Weakest() : world.AnyAccount();
        return world.Plain(TransactionKind.Liquidate, account, PositionOf(account));
    }

    internal Command Deleverage()
    {
        long account = Random.Percent(85) ? Weakest() : world.AnyAccount();
        long instrument = PositionOf(account);
        return Deleverage(account, instrument, world.State.PositionIn(account, instrument).Size.Value);
    }

    /// <summary>Puts in line the settlement of every position of an instrument that is settled.</summary>
    internal void EnqueueSettlements()
    {
        foreach (long instrument in world.Instruments)
        {
            BookRecord book = world.State.Book(instrument);
            bool isHeld = book.LongLots.Value + book.ShortLots.Value > 0;
            if (!isHeld || world.State.Risk(instrument).Status != MarkStatus.Settled)
            {
                continue;
            }

            foreach (long account in world.Accounts.Where(a => world.State.PositionIn(a, instrument).Size.Value != 0))
            {
                world.Pending.Enqueue(() => world.Plain(TransactionKind.SettleExpiry, account, instrument));
            }

            world.Pending.Enqueue(() => world.Plain(TransactionKind.SettleExpiry, 0, instrument));
            world.Pending.Enqueue(() => world.Plain(TransactionKind.CollectFees, instrument));
        }
    }

    internal Command Settle()
    {
        long instrument = world.AnyInstrument();
        return world.Plain(TransactionKind.SettleExpiry, Random.Percent(20) ? 0 : world.AnyAccount(), instrument);
    }

    internal Command CollectFees() =>
        world.Plain(TransactionKind.CollectFees, Random.Percent(2) ? Random.Below(4_096) : world.AnyInstrument());

    /// <summary>A removal for the first cause that might hold, or for any.</summary>
    internal Command? Remove()
    {
        if (world.AnyOrder() is not { } found)
        {
            return world.Plain(TransactionKind.RemoveOrder, Random.Below(100), 1);
        }

        long cause = Random.Below(10) switch
        {
            0 => Random.Below(RemovalCauses + 3),
            1 => Random.Below(256),
            2 or 3 => Random.Between(1, RemovalCauses),
            _ => Likely(found.Order),
        };
        return world.Plain(TransactionKind.RemoveOrder, Random.Percent(2) ? Random.Below(1L << 30) : found.Leaf, cause);
    }

    /// <summary>Puts in line every cause for one order: at most one of them can take it out.</summary>
    internal Command? RemoveByEveryCause()
    {
        if (world.AnyOrder() is not { } found)
        {
            return null;
        }

        for (long cause = 0; cause <= RemovalCauses + 1; cause++)
        {
            long named = cause;
            world.Pending.Enqueue(() => world.Plain(TransactionKind.RemoveOrder, found.Leaf, named));
        }

        return null;
    }

    /// <summary>The account that has the least equity beyond its maintenance margin, among a few.</summary>
    internal long Weakest()
    {
        long weakest = world.AnyAccount();
        Int128 least = Int128.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long account = world.AnyAccount();
            AccountScan scan = AccountScan.Of(world.State, account, world.Now);
            if (scan.Maintenance > 0 && scan.Equity - scan.Maintenance < least)
            {
                (weakest, least) = (account, scan.Equity - scan.Maintenance);
            }
        }

        return weakest;
    }

    /// <summary>An account that holds something, if one is found.</summary>
    internal long Holder()
    {
        long account = world.AnyAccount();
        for (int i = 0; i < 10 && !Positions(account).Any(); i++)
        {
            account = world.AnyAccount();
        }

        return account;
    }

    /// <summary>An instrument that the account holds, rarely another one.</summary>
    internal long PositionOf(long account)
    {
        List<(long Instrument, long Size)> held = [.. Positions(account)];
        return held.Count == 0 || Random.Percent(3) ? world.AnyInstrument() : Random.Pick(held).Instrument;
    }

    internal IEnumerable<(long Instrument, long Size)> Positions(long account)
    {
        int mask = world.State.Account(account).PositionMask;
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            PositionRecord position = (mask >> place & 1) == 0 ? default : world.State.Position(account, place);
            if (position.Size.Value != 0)
            {
                yield return (position.Instrument.Value, position.Size.Value);
            }
        }
    }

    private Command Deleverage(long account, long instrument, long size)
    {
        List<long> opposite =
            [.. world.Accounts.Where(a => a != account && world.State.PositionIn(a, instrument).Size.Value * Math.Sign(size) < 0)];
        long counterparty = opposite.Count == 0 || Random.Percent(4) ? world.AnyAccount() : Random.Pick(opposite);
        return world.Plain(TransactionKind.Deleverage, account, instrument, Random.Percent(1) ? Random.Below(1_000) : counterparty);
    }

    private long Likely(OrderRecord order)
    {
        AccountRecord account = world.State.Account(order.Account.Value);
        SessionRecord session = world.State.Session(order.Account.Value, order.Slot.Value);
        LimitsRecord limits = world.State.Limits(order.Instrument.Value);
        bool isOwn = session.Serial == order.Serial;
        if (order.OrderEpoch != account.OrderEpoch)
        {
            return (long)RemovalCause.EpochPassed;
        }

        if (!isOwn || session.SessionEpoch != account.SessionEpoch)
        {
            return (long)RemovalCause.SessionGone;
        }

        if (order.Expiry.Value <= world.Now || session.Expiry.Value <= world.Now)
        {
            return order.Expiry.Value <= world.Now ? (long)RemovalCause.OrderExpired : (long)RemovalCause.SessionExpired;
        }

        if (world.IsClosed(order.Instrument.Value))
        {
            return (long)RemovalCause.InstrumentClosed;
        }

        if (limits.MakerFee.Value > order.MaximumFee.Value)
        {
            return (long)RemovalCause.FeeAboveMaximum;
        }

        return Random.Percent(30) && session.Scope.HasFlag(SessionScope.CancelOnDisconnect)
            ? (long)RemovalCause.Disconnected
            : Random.Between((long)RemovalCause.OutsideBand, (long)RemovalCause.MarginInsufficient);
    }
}
