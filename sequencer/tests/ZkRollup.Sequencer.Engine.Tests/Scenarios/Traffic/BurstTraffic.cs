using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>Long rows of commands that fill something up: a queue of makers, an account's orders, positions, slots.</summary>
internal sealed class BurstTraffic(TrafficWorld world, OrderTraffic orders, OwnerTraffic owners, RiskTraffic risk)
{
    private const int MakersTouchedMax = 64;
    private const int OpenOrdersMax = 200;

    private SeededGenerator Random => world.Random;

    /// <summary>Orders at few prices, more than one taker may touch; some of them void by then; then takers that sweep.</summary>
    internal void MakerWall()
    {
        long instrument = world.AnyLive();
        long side = Random.Below(2);
        long first = orders.PriceNear(instrument, side);
        long step = Math.Max(1, world.State.Terms(instrument).PriceStep.Value);
        long count = MakersTouchedMax + Random.Between(-2, 40);
        for (long i = 0; i < count; i++)
        {
            long price = first + (Random.Below(3) * (side == 0 ? -step : step));
            world.Pending.Enqueue(() => Resting(instrument, side, price));
        }

        switch (Random.Below(4))
        {
            case 0:
                world.Pending.Enqueue(orders.CancelAll);
                world.Pending.Enqueue(orders.CancelAll);
                break;
            case 1:
                world.Pending.Enqueue(owners.RevokeSession);
                break;
            case 2:
                world.Pending.Enqueue(() =>
                {
                    world.Now += Random.Between(100, 20_000);
                    return null;
                });
                break;
            default:
                break;
        }

        for (int i = 0; i < 4; i++)
        {
            world.Pending.Enqueue(() => Sweep(instrument, 1 - side, world.RichAccount(), Random.Between(MakersTouchedMax, 400)));
        }
    }

    /// <summary>Orders of one account far from the mark, until it has as many as it may, and two more.</summary>
    internal void FullOrders()
    {
        long account = world.RichAccount();
        long instrument = world.AnyLive();
        int attempts = 0;
        world.Pending.Enqueue(Next);

        Command? Next()
        {
            if (world.State.Account(account).OpenOrders < OpenOrdersMax)
            {
                if (attempts++ < OpenOrdersMax + 50)
                {
                    world.Pending.Enqueue(Next);
                }
            }
            else
            {
                world.Pending.Enqueue(() => Far(account, instrument)
                    ?.With("timeInForce", (long)TimeInForce.ImmediateOrCancel).With("expiry", 0));
            }

            return Far(account, instrument);
        }
    }

    /// <summary>Makers whose session's budget covers only some of them, a taker for all, a removal for the rest.</summary>
    internal void BudgetedMakers()
    {
        long account = world.RichAccount();
        long instrument = world.AnyLive();
        long side = Random.Below(2);
        long slot = Random.Below(RecordAddress.Sessions);
        long price = orders.PriceNear(instrument, side);
        long lots = Random.Between(1, 3) + Least(instrument, price);
        Int128 notional = (Int128)price * lots * world.State.Terms(instrument).Multiplier.Value;
        long budget = (long)Int128.Min(notional * 3 / 2, (1L << 59) - 1);
        world.Pending.Enqueue(() => owners.OpenSession(account, slot)
            .With("budget", budget).With("largestNotional", budget).With("scope", 0b1_1011).With("expiry", world.Now + 3_600_000));
        for (int i = 0; i < 3; i++)
        {
            world.Pending.Enqueue(() => OnSlot(Lasting(account, instrument, side, price, lots), slot));
        }

        world.Pending.Enqueue(() => Immediate(world.RichAccount(), instrument, 1 - side, price, Random.Between(1, 2) * lots));
        EnqueueRemoval(account, RemovalCause.BudgetExhausted);
        world.Pending.Enqueue(() => Immediate(world.RichAccount(), instrument, 1 - side, price, 3 * lots));
    }

    /// <summary>Reduce-only orders that no longer reduce once their account has closed its position another way.</summary>
    internal void ReduceOnlyMakers()
    {
        long account = risk.Holder();
        long instrument = risk.PositionOf(account);
        long size = world.State.PositionIn(account, instrument).Size.Value;
        long side = size > 0 ? 1 : 0;
        long price = orders.PriceNear(instrument, side);
        long lots = Math.Abs(size);
        world.Pending.Enqueue(() => Lasting(account, instrument, side, price, lots)?.With("reduceOnly", 1));
        world.Pending.Enqueue(() => Lasting(world.RichAccount(), instrument, 1 - side, orders.PriceNear(instrument, 1 - side), lots));
        world.Pending.Enqueue(() => Lasting(world.RichAccount(), instrument, side, price, lots));
        world.Pending.Enqueue(() => Sweep(instrument, side, account, (lots + 1) / 2));
        if (Random.Percent(50))
        {
            EnqueueRemoval(account, RemovalCause.ReduceOnlyViolated);
        }

        world.Pending.Enqueue(() => Sweep(instrument, 1 - side, world.RichAccount(), lots + 1));
        EnqueueRemoval(account, RemovalCause.ReduceOnlyViolated);
    }

    /// <summary>An order of one account in each instrument: more instruments than it may have positions.</summary>
    internal void ManyPositions()
    {
        long account = world.AnyAccount();
        foreach (long instrument in world.LiveInstruments)
        {
            long side = Random.Below(2);
            world.Pending.Enqueue(() => orders.Make(account, instrument, side, orders.PriceNear(instrument, side), Random.Between(1, 4)));
        }

        if (Random.Percent(50))
        {
            world.Pending.Enqueue(() => world.SlotOf(account, SessionScope.Cancel) is var slot and >= 0
                ? world.BySession(TransactionKind.CancelAll, account, slot)
                : null);
        }
    }

    /// <summary>A session in every slot.</summary>
    internal void ManySessions()
    {
        long account = world.AnyAccount();
        for (long slot = 0; slot < RecordAddress.Sessions; slot++)
        {
            long named = slot;
            world.Pending.Enqueue(() => owners.OpenSession(account, named));
        }
    }

    /// <summary>Orders, then everything that may void them, in any order, then removals and orders once more.</summary>
    internal void EpochTricks()
    {
        long account = world.AnyAccount();
        long instrument = world.AnyLive();
        long side = Random.Below(2);
        for (int i = 0; i < 6; i++)
        {
            world.Pending.Enqueue(() => orders.Place(account, instrument, side));
            world.Pending.Enqueue(Random.Below(5) switch
            {
                0 => () => world.Plain(TransactionKind.ForcedCancelAll, account, world.OwnerOf(account)),
                1 => () => world.Plain(TransactionKind.ChangeMasterKey, account, world.OwnerOf(account), world.FreshKey()),
                2 => () => owners.OpenSession(account, Random.Below(RecordAddress.Sessions)),
                3 => () => world.SlotOf(account, SessionScope.Cancel) is var slot and >= 0
                    ? world.BySession(TransactionKind.CancelAll, account, slot)
                    : null,
                _ => () => orders.Place(account, instrument, 1 - side),
            });
        }
    }

    private Command? Resting(long instrument, long side, long price)
    {
        long account = world.RichAccount();
        long lots = Math.Max(Random.Between(1, 3), Least(instrument, price));
        Command? command = orders.Make(account, instrument, side, price, lots, Random.Percent(2));
        long expiry = world.Now + (Random.Percent(10) ? Random.Between(1, 3_000) : 3_600_000);
        return command?.With("timeInForce", 0).With("expiry", expiry);
    }

    /// <summary>A GTC order that stays for an hour.</summary>
    private Command? Lasting(long account, long instrument, long side, long price, long lots) =>
        orders.Make(account, instrument, side, price, lots)?.With("timeInForce", 0).With("expiry", world.Now + 3_600_000);

    private Command? Immediate(long account, long instrument, long side, long price, long lots) =>
        orders.Make(account, instrument, side, price, lots)
            ?.With("timeInForce", (long)TimeInForce.ImmediateOrCancel).With("expiry", 0).With("deadline", world.Now + 5_000);

    private Command? OnSlot(Command? command, long slot)
    {
        if (command is null)
        {
            return null;
        }

        SessionRecord session = world.State.Session(command["account"], slot);
        return (command with { Key = world.SessionKey(command["account"], slot) })
            .With("slot", slot)
            .With("serial", session.Serial.Value)
            .With("nonce", session.Nonce.Value + 1);
    }

    /// <summary>The least lots that the minimum notional allows at a price.</summary>
    private long Least(long instrument, long price)
    {
        long lot = Math.Max(1, price) * Math.Max(1, world.State.Terms(instrument).Multiplier.Value);
        return (world.State.Limits(instrument).MinimumNotional.Value + lot - 1) / lot;
    }

    /// <summary>Puts in line a removal of the account's orders, one after another, until none is left to try.</summary>
    private void EnqueueRemoval(long account, RemovalCause cause) => world.Pending.Enqueue(() =>
    {
        IEnumerable<long> own = world.Leaves.Distinct().Where(
            leaf => world.State.Order(leaf) is { Exists: true } order && order.Account.Value == account);
        foreach (long leaf in own.TakeLast(6))
        {
            world.Pending.Enqueue(() => world.Plain(TransactionKind.RemoveOrder, leaf, (long)cause));
        }

        return null;
    });

    private Command? Sweep(long instrument, long side, long account, long lots)
    {
        long mark = world.State.Risk(instrument).Mark.Value;
        long width = orders.HalfWidth(instrument);
        long step = Math.Max(1, world.State.Terms(instrument).PriceStep.Value);
        long price = side == 0 ? (mark + width) / step * step : (Math.Max(mark - width, 1) + step - 1) / step * step;
        return orders.Make(account, instrument, side, price, lots);
    }

    private Command? Far(long account, long instrument)
    {
        TermsRecord terms = world.State.Terms(instrument);
        long step = Math.Max(1, terms.PriceStep.Value);
        long price = Math.Max(1, world.State.Risk(instrument).Mark.Value / 2 / step) * step;
        Command? command = orders.Make(account, instrument, 0, price, Math.Max(1, Least(instrument, price)));
        return command?.With("timeInForce", (long)TimeInForce.PostOnly).With("expiry", world.Now + 3_600_000);
    }
}
