using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>Commands aimed at exact equality in a comparison of the rules, or one beyond it, from what the state holds.</summary>
internal sealed class BoundaryTraffic(TrafficWorld world, OrderTraffic orders, RiskTraffic risk, ListingTraffic listing)
{
    private const long LotsMax = (1L << 35) - 1;
    private const long AmountMax = (1L << 59) - 1;

    private SeededGenerator Random => world.Random;

    internal Command? Any() => Random.Below(15) switch
    {
        0 or 1 => OrderAtMargin(),
        2 or 3 => OrderAtBand(),
        4 => OrderAtPositionLimit(),
        5 => OrderAtNotional(),
        6 => OrderAtHead(),
        7 => EquityAtMaintenance(),
        8 => EquityAtZero(),
        9 => OrderAtTime(),
        10 => InterestAtCap(),
        11 => FeeAboveResting(),
        12 => SessionWithExactBudget(),
        13 => ReduceOnlyAtSize(),
        _ => TargetAtEquity(),
    };

    /// <summary>The next time at which something expires, goes stale or begins; now if nothing does soon.</summary>
    internal long NextMoment(long horizon)
    {
        long best = long.MaxValue;
        foreach (long instrument in world.Instruments)
        {
            RiskRecord record = world.State.Risk(instrument);
            Consider(world.State.Terms(instrument).Expiry.Value);
            Consider((3_000 * record.IndexRound.Value) + 60_000);
            Consider((3_000 * record.IndexRound.Value) + 60_001);
        }

        for (int i = 0; i < 8 && world.AnyOrder() is { } found; i++)
        {
            Consider(found.Order.Expiry.Value);
            Consider(world.State.Session(found.Order.Account.Value, found.Order.Slot.Value).Expiry.Value);
        }

        return best == long.MaxValue ? world.Now : best + Random.Between(-1, 0);

        void Consider(long time)
        {
            if (time > world.Now + 1 && time < world.Now + horizon)
            {
                best = Math.Min(best, time);
            }
        }
    }

    /// <summary>The largest order that the margin allows, or one lot more.</summary>
    private Command? OrderAtMargin()
    {
        long account = world.AnyAccount();
        long instrument = world.AnyLive();
        long side = Random.Below(2);
        long low = 0;
        long high = Math.Max(1, world.State.Limits(instrument).PositionLimit.Value);
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            AccountScan scan = AccountScan.Of(
                world.State, account, world.Now, instrument, side == 0 ? middle : 0, side == 0 ? 0 : middle);
            (low, high) = scan.Equity >= scan.Initial ? (middle, high) : (low, middle - 1);
        }

        return orders.Make(account, instrument, side, orders.PriceNear(instrument, side), low + Random.Below(2));
    }

    private Command? OrderAtBand()
    {
        long instrument = world.AnyLive();
        long side = Random.Below(2);
        long step = Math.Max(1, world.State.Terms(instrument).PriceStep.Value);
        long mark = world.State.Risk(instrument).Mark.Value;
        long edge = side == 0 ? mark + orders.HalfWidth(instrument) : Math.Max(0, mark - orders.HalfWidth(instrument));
        long price = ((edge / step) + Random.Between(-1, 1)) * step;
        long account = world.AnyAccount();
        return orders.Make(account, instrument, side, price, orders.Affordable(account, instrument, side, Math.Max(1, price)));
    }

    private Command? OrderAtPositionLimit()
    {
        long account = world.AnyAccount();
        long instrument = world.AnyLive();
        long side = Random.Below(2);
        PositionRecord position = world.State.PositionIn(account, instrument);
        long open = side == 0 ? position.OpenBuys.Value : position.OpenSells.Value;
        long limit = world.State.Limits(instrument).PositionLimit.Value;
        long room = limit - (side == 0 ? position.Size.Value : -position.Size.Value) - open;
        long lots = Random.Percent(20) ? 2 * limit : room;
        return orders.Make(account, instrument, side, orders.PriceNear(instrument, side), Math.Clamp(lots + Random.Below(2), 0, LotsMax));
    }

    /// <summary>An order at the minimum notional, at its session's largest notional or at its budget.</summary>
    private Command? OrderAtNotional()
    {
        long account = world.AnyAccount();
        long instrument = world.AnyLive();
        long side = Random.Below(2);
        long price = orders.PriceNear(instrument, side);
        Command? command = orders.Make(account, instrument, side, price, 1);
        if (command is null)
        {
            return null;
        }

        long lot = Math.Max(1, price) * Math.Max(1, world.State.Terms(instrument).Multiplier.Value);
        SessionRecord session = world.State.Session(account, command["slot"]);
        long lots = Random.Below(3) switch
        {
            0 => ((world.State.Limits(instrument).MinimumNotional.Value + lot - 1) / lot) - Random.Below(2),
            1 => (session.LargestNotional.Value / lot) + Random.Below(2),
            _ => (session.Budget.Value / lot) + Random.Below(2),
        };
        return command.With("quantity", Math.Clamp(lots, 0, LotsMax));
    }

    /// <summary>An order at the opposite head's price, or one step short of it; often post-only.</summary>
    private Command? OrderAtHead()
    {
        long instrument = world.AnyLive();
        long side = Random.Below(2);
        BookRecord book = world.State.Book(instrument);
        long head = side == 0 ? book.AskPrice.Value : book.BidPrice.Value;
        if (head == 0)
        {
            return null;
        }

        long step = Math.Max(1, world.State.Terms(instrument).PriceStep.Value);
        long price = head + (Random.Below(2) * (side == 0 ? -step : step));
        long account = world.AnyAccount();
        Command? command = orders.Make(account, instrument, side, price, orders.Affordable(account, instrument, side, Math.Max(1, price)));
        return command is null || Random.Percent(40)
            ? command
            : command.With("timeInForce", (long)TimeInForce.PostOnly).With("expiry", world.Now + 60_000);
    }

    /// <summary>A deposit that makes an account healthy to the quantum, or leaves it one short; then its liquidation.</summary>
    private Command? EquityAtMaintenance()
    {
        long account = risk.Weakest();
        AccountScan scan = AccountScan.Of(world.State, account, world.Now);
        return DepositThenLiquidate(account, scan.Maintenance - scan.Equity);
    }

    /// <summary>A deposit that brings equity to 0 or one beside it; then the liquidation, whose concession depends on it.</summary>
    private Command? EquityAtZero()
    {
        long account = risk.Weakest();
        return DepositThenLiquidate(account, -AccountScan.Of(world.State, account, world.Now).Equity);
    }

    private Command? DepositThenLiquidate(long account, Int128 missing)
    {
        missing += Random.Between(-1, 1);
        if (missing <= 0 || missing > AmountMax)
        {
            return null;
        }

        long instrument = risk.PositionOf(account);
        world.Pending.Enqueue(() => world.Plain(TransactionKind.Liquidate, account, instrument));
        return world.Plain(TransactionKind.Deposit, account, (long)missing, world.OwnerOf(account), 0);
    }

    /// <summary>An order whose deadline or expiry is now, one beside it, or at its far bound.</summary>
    private Command? OrderAtTime()
    {
        Command? command = orders.Place();
        if (command is null)
        {
            return null;
        }

        bool isImmediate = command["timeInForce"] == (long)TimeInForce.ImmediateOrCancel;
        return Random.Below(3) switch
        {
            0 => command.With("deadline", world.Now + Random.Between(-1, 1)),
            1 when isImmediate => command.With("deadline", world.Now + OrderTraffic.TenSeconds + Random.Between(-1, 1)),
            1 => command.With("expiry", world.Now + OrderTraffic.FourWeeks + Random.Between(-1, 1)),
            _ => command.With("expiry", isImmediate ? Random.Below(2) : world.Now + Random.Between(-1, 2)),
        };
    }

    /// <summary>A cap on open interest that the next fill reaches, or that is below it already.</summary>
    private Command? InterestAtCap()
    {
        long instrument = world.AnyLive();
        long held = world.State.Book(instrument).LongLots.Value;
        return world.State.Terms(instrument).Exists
            ? listing.Current(instrument).With("openInterestCap", Math.Max(1, held + Random.Between(-2, 3)))
            : null;
    }

    /// <summary>A maker fee just above what a resting order accepts, or just at it.</summary>
    private Command? FeeAboveResting()
    {
        if (world.AnyOrder() is not { } found)
        {
            return null;
        }

        for (int i = 0; i < 20 && found.Order.MaximumFee.Value >= 10_000; i++)
        {
            found = world.AnyOrder() ?? found;
        }

        long fee = Math.Min(10_000, found.Order.MaximumFee.Value + Random.Below(2));
        Command current = listing.Current(found.Order.Instrument.Value);
        if (Random.Percent(50))
        {
            world.Pending.Enqueue(() => world.Plain(TransactionKind.RemoveOrder, found.Leaf, (long)RemovalCause.FeeAboveMaximum));
        }
        else
        {
            long taker = world.RichAccount();
            long side = 1 - (long)found.Order.Side;
            world.Pending.Enqueue(() => orders.Make(
                taker, found.Order.Instrument.Value, side, found.Order.Price.Value, orders.Affordable(
                    taker, found.Order.Instrument.Value, side, found.Order.Price.Value)));
        }

        return current.With("makerFee", fee).With("takerFee", Math.Max(current["takerFee"], 0));
    }

    /// <summary>A session whose budget is the notional of the order that follows, or one quantum less.</summary>
    private Command? SessionWithExactBudget()
    {
        // A seller whose limit is far below the bids spends more than its limit's notional.
        long account = world.RichAccount();
        long instrument = world.AnyLive();
        long side = Random.Percent(70) ? 1 : 0;
        long step = Math.Max(1, world.State.Terms(instrument).PriceStep.Value);
        long low = Math.Max(1, world.State.Risk(instrument).Mark.Value - orders.HalfWidth(instrument));
        long price = side == 1 && Random.Percent(70) ? (low + step - 1) / step * step : orders.PriceNear(instrument, side);
        long lots = orders.Affordable(account, instrument, side, price);
        Int128 notional = (Int128)price * lots * world.State.Terms(instrument).Multiplier.Value;
        if (notional > AmountMax || world.MasterKey(account) == 0)
        {
            return null;
        }

        long slot = Random.Below(RecordAddress.Sessions);
        long budget = (long)notional - Random.Below(2);
        world.Pending.Enqueue(() => orders.Make(account, instrument, side, price, lots) is { } command
            ? OnSlot(command, slot)
            : null);
        return Command.Of(
            TransactionKind.OpenSession,
            world.Now,
            world.MasterKey(account),
            account,
            slot,
            world.NextMasterNonce(account),
            world.Now,
            world.Now + 3_600_000,
            0b1_1011,
            (1L << 48) - 1,
            Random.Percent(50) ? budget : AmountMax,
            budget,
            world.FreshKey());
    }

    private Command OnSlot(Command command, long slot)
    {
        SessionRecord session = world.State.Session(command["account"], slot);
        return (command with { Key = world.SessionKey(command["account"], slot) })
            .With("slot", slot)
            .With("serial", session.Serial.Value)
            .With("nonce", session.Nonce.Value + 1);
    }

    /// <summary>A reduce-only order of exactly the position's size less its other open lots, or one lot more.</summary>
    private Command? ReduceOnlyAtSize()
    {
        long account = risk.Holder();
        long instrument = risk.PositionOf(account);
        PositionRecord position = world.State.PositionIn(account, instrument);
        long size = position.Size.Value;
        long side = size > 0 ? 1 : 0;
        long open = side == 0 ? position.OpenBuys.Value : position.OpenSells.Value;
        long lots = Math.Clamp(Math.Abs(size) - open + Random.Below(2), 0, LotsMax);
        return orders.Make(account, instrument, side, orders.PriceNear(instrument, side), lots, Random.Percent(70));
    }

    /// <summary>An insurance target at the equity that is there, then a collection of fees.</summary>
    private Command? TargetAtEquity()
    {
        long instrument = world.AnyInstrument();
        if (!world.State.Terms(instrument).Exists)
        {
            return null;
        }

        long equity = (long)world.State.InsuranceEquity(instrument);
        long share = (world.State.Book(instrument).Fees.Value + 4) / 5;
        world.Pending.Enqueue(() => world.Plain(TransactionKind.CollectFees, instrument));
        long target = equity + (Random.Percent(50) ? share : 0) + Random.Between(-1, 1);
        return listing.Current(instrument).With("insuranceTarget", Math.Clamp(target, 0, (1L << 56) - 1));
    }
}
