using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Matching;

/// <summary>An order that is matched by the steps and by the reference. It is immediate, so that nothing of it rests.</summary>
internal static class OrderRun
{
    /// <summary>An order of an account, at the worst price that matters.</summary>
    internal static PlaceOrder Order(long account, Side side, long price, long quantity, SelfTradeMode mode) => new(
        new(new(account), MatchingWorld.Slot, new(MatchingWorld.Serial), new(11), new(MatchingWorld.Now + 5)),
        default,
        MatchingWorld.Instrument,
        side,
        TimeInForce.ImmediateOrCancel,
        ReduceOnly: false,
        mode,
        new(price),
        new(quantity),
        new(10_000),
        default);

    /// <summary>Compares the records that the steps leave with those of the reference.</summary>
    /// <returns>The steps; null if the reference does not accept the order.</returns>
    internal static MatchingRun? Compare(MatchingWorld world, in PlaceOrder order, Action<MatchingRun>? prepare = null)
    {
        ReferenceExchange exchange = new(world.All, new(MatchingWorld.Now), new(10), new(0));
        EventBuffer events = new();
        if (exchange.Apply(new(MatchingWorld.Now), KeyRing.Verified(MatchingWorld.KeyNumber), order, events) != Cause.Accepted)
        {
            return null;
        }

        MatchingRun run = Begin(world, order);
        prepare?.Invoke(run);
        run.TakeAll();
        Dictionary<RecordAddress, Record> left = world.All.ToDictionary();
        foreach ((RecordAddress address, Record record) in run.Steps.Changed)
        {
            left[address] = record;
        }

        if (run.IsMatching)
        {
            Cancel(run, world, order, left);
        }

        foreach ((RecordAddress address, Record record) in exchange.LiveRecords())
        {
            Record taken = left.GetValueOrDefault(address);
            Assert.True(taken == record, $"{address.Class} {address}: {taken} is not {record}.");
            _ = left.Remove(address);
        }

        Assert.All(left, pair => Assert.True(pair.Value == default, $"{pair.Key.Class} {pair.Key} is no record: {pair.Value}."));
        return run;
    }

    /// <summary>What acceptance does and hands on (docs/protocol.md, 8.2, 1).</summary>
    internal static MatchingRun Begin(MatchingWorld world, in PlaceOrder order)
    {
        long account = order.Header.Account.Value;
        world.Put(account, world.Session(account) with { Nonce = order.Header.Nonce });
        int place = world.PlaceOf(account, order.Instrument);
        place = place < 0 ? world.AddPosition(account, order.Instrument, 0, 0, world.FreePlace(account)) : place;
        world.AddOpenLots(account, place, order.Side, order.Quantity.Value);

        MatchingContext context = MatchingContext.Instance;
        Dictionary<Context.Entry, long> entries = TakerEntries.Of(world, context, account, place, order.Side, order.Quantity.Value);
        entries[context.Bound] = order.Side == Side.Buy ? order.Price.Value : -order.Price.Value;
        entries[context.OpenInterestCap] = world.Limits.OpenInterestCap.Value;
        entries[context.Session] = RecordAddress.Session(order.Header.Account, order.Header.Slot).Value;
        entries[context.SelfTradeMode] = (long)order.SelfTradeMode;
        entries[context.TakerGain] = order.Side == Side.Buy
            ? world.Risk.MaintenanceShort.Value + TakerEntries.Value
            : world.Risk.MaintenanceLong.Value - TakerEntries.Value;
        entries[context.Resting] = 0;
        return new(world, context, entries);
    }

    /// <summary>Cancels the remainder where no maker was to be touched (8.2, 4 and 5): that is for the steps of placing orders.</summary>
    private static void Cancel(MatchingRun run, MatchingWorld world, in PlaceOrder order, Dictionary<RecordAddress, Record> left)
    {
        AccountId account = order.Header.Account;
        RecordAddress place = RecordAddress.Position(account, world.PlaceOf(account.Value, order.Instrument));
        PositionRecord position = PositionRecord.FromRecord(left[place]);
        long remaining = (long)FieldNumber.ToUInt64(run.Steps.Steps[^1].Results[MatchingContext.Instance.Remaining.Row]);
        position = order.Side == Side.Buy
            ? position with { OpenBuys = new(position.OpenBuys.Value - remaining) }
            : position with { OpenSells = new(position.OpenSells.Value - remaining) };
        bool isVacant = position is { Size.Value: 0, OpenBuys.Value: 0, OpenSells.Value: 0 };
        left[place] = isVacant ? default : position.ToRecord();
        AccountRecord owner = AccountRecord.FromRecord(left[RecordAddress.Account(account)]);
        int bit = 1 << (int)(place.Value % RecordAddress.Positions);
        left[RecordAddress.Account(account)] = (isVacant ? owner with { PositionMask = owner.PositionMask & ~bit } : owner).ToRecord();
    }
}
