using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>Long rows of commands that fill something up: a queue of makers, an account's orders, positions, slots.</summary>
internal sealed class BurstTraffic(TrafficWorld world, OrderTraffic orders, OwnerTraffic owners)
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
        long count = MakersTouchedMax + Random.Between(-2, 20);
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
            world.Pending.Enqueue(() => Sweep(instrument, 1 - side));
        }
    }

    /// <summary>Orders of one account far from the mark, until it has as many as it may, and two more.</summary>
    internal void FullOrders()
    {
        long account = world.AnyAccount();
        long instrument = world.AnyLive();
        long count = OpenOrdersMax - world.State.Account(account).OpenOrders + 2;
        for (long i = 0; i < count; i++)
        {
            world.Pending.Enqueue(() => Far(account, instrument));
        }

        world.Pending.Enqueue(() => Far(account, instrument)?.With("timeInForce", (long)TimeInForce.ImmediateOrCancel).With("expiry", 0));
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
        long account = world.AnyAccount();
        Command? command = orders.Make(account, instrument, side, price, Random.Between(1, 3), Random.Percent(3));
        if (command is null)
        {
            return null;
        }

        long expiry = world.Now + (Random.Percent(10) ? Random.Between(1, 3_000) : 3_600_000);
        return command.With("timeInForce", 0).With("expiry", expiry);
    }

    private Command? Sweep(long instrument, long side)
    {
        long account = world.AnyAccount();
        long mark = world.State.Risk(instrument).Mark.Value;
        long width = orders.HalfWidth(instrument);
        long step = Math.Max(1, world.State.Terms(instrument).PriceStep.Value);
        long price = side == 0 ? (mark + width) / step * step : (Math.Max(mark - width, 1) + step - 1) / step * step;
        long lots = Random.Percent(50) ? Random.Between(MakersTouchedMax, 400) : orders.Affordable(account, instrument, side, price);
        return orders.Make(account, instrument, side, price, lots);
    }

    private Command? Far(long account, long instrument)
    {
        TermsRecord terms = world.State.Terms(instrument);
        long step = Math.Max(1, terms.PriceStep.Value);
        long price = Math.Max(1, world.State.Risk(instrument).Mark.Value / 2 / step) * step;
        long minimum = world.State.Limits(instrument).MinimumNotional.Value;
        long lot = price * Math.Max(1, terms.Multiplier.Value);
        Command? command = orders.Make(account, instrument, 0, price, Math.Max(1, (minimum + lot - 1) / lot));
        return command?.With("timeInForce", (long)TimeInForce.PostOnly).With("expiry", world.Now + 3_600_000);
    }
}
