using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Matching;

/// <summary>
/// The matching of a liquidation by the steps and by the reference. Nothing else happens in it: the insurance is empty and refuses.
/// </summary>
internal static class LiquidationRun
{
    /// <summary>Compares the records that the steps leave with those of the reference.</summary>
    /// <returns>The steps; null if the reference does not accept it, or pays a debt after it.</returns>
    internal static MatchingRun? Compare(MatchingWorld world, long account, Action<MatchingRun>? prepare = null)
    {
        ReferenceExchange exchange = new(world.All, new(MatchingWorld.Now), new(10), new(0));
        EventBuffer events = new();
        Liquidate transaction = new(new(account), MatchingWorld.Instrument);
        if (exchange.Apply(new(MatchingWorld.Now), transaction, events) != Cause.Accepted
            || events.Events.ToArray().Any(item => item.Kind is EventKind.DebtCovered or EventKind.LossSocialised))
        {
            return null;
        }

        MatchingRun run = Begin(world, account);
        prepare?.Invoke(run);
        run.TakeAll();
        Dictionary<RecordAddress, Record> left = world.All.ToDictionary();
        foreach ((RecordAddress address, Record record) in run.Steps.Changed)
        {
            left[address] = record;
        }

        RequireMatched(run, world, account, left, exchange);
        foreach ((RecordAddress address, Record record) in exchange.LiveRecords())
        {
            Record taken = left.GetValueOrDefault(address);
            Assert.True(taken == record, $"{address.Class} {address}: {taken} is not {record}.");
            _ = left.Remove(address);
        }

        Assert.All(left, pair => Assert.True(pair.Value == default, $"{pair.Key.Class} {pair.Key} is no record: {pair.Value}."));
        return run;
    }

    /// <summary>What the start of a liquidation does and hands on (docs/protocol.md, 10.2, 1).</summary>
    private static MatchingRun Begin(MatchingWorld world, long account)
    {
        AccountRecord owner = world.Account(account);
        world.Put(account, owner with { OrderEpoch = new(owner.OrderEpoch.Value + 1) });
        int place = world.PlaceOf(account, MatchingWorld.Instrument);
        long size = world.Position(account, place).Size.Value;
        Side side = size > 0 ? Side.Sell : Side.Buy;
        int sign = size > 0 ? -1 : 1;
        long maintenance = (size > 0 ? world.Risk.MaintenanceLong : world.Risk.MaintenanceShort).Value;

        LiquidationContext context = LiquidationContext.Instance;
        Dictionary<Context.Entry, long> entries = TakerEntries.Of(world, context, account, place, side, (Math.Abs(size) + 4) / 5);
        entries[context.Bound] = (sign * TakerEntries.Value) + (maintenance / 2);
        entries[context.Far] = (sign * 1_000_000 * MatchingWorld.Mark) + (MatchingWorld.Mark * world.Limits.Band.Value);
        return new(world, context, entries);
    }

    /// <summary>What is handed on to the rest of the liquidation, which clears the position if it is vacant.</summary>
    private static void RequireMatched(
        MatchingRun run, MatchingWorld world, long account, Dictionary<RecordAddress, Record> left, ReferenceExchange exchange)
    {
        LiquidationMatchedContext context = LiquidationMatchedContext.Instance;
        long Entry(Context.Entry entry) => (long)FieldNumber.ToUInt64(run.Steps.Steps[^1].Results[entry.Row]);
        RecordAddress place = RecordAddress.Position(new(account), world.PlaceOf(account, MatchingWorld.Instrument));
        PositionRecord before = PositionRecord.FromRecord(world.Read(place));
        PositionRecord after = PositionRecord.FromRecord(left[place]);
        Assert.Equal(context.Context.Phase, (long)FieldNumber.ToUInt64(run.Steps.Carried[(int)CarriedRegister.Phase]));
        Assert.Equal(account, Entry(context.Account));
        Assert.Equal(place.Value, Entry(context.Position));
        Assert.Equal(MatchingWorld.Instrument.Value, Entry(context.Instrument));
        Assert.Equal(before.Size.Value > 0 ? 1 : 0, Entry(context.WasLong));
        Assert.Equal(
            ((Math.Abs(before.Size.Value) + 4) / 5) - Math.Abs(before.Size.Value - after.Size.Value), Entry(context.Remaining));
        if (after.Size.Value == 0 && exchange.Read(place) == default)
        {
            AccountRecord owner = AccountRecord.FromRecord(left[RecordAddress.Account(new(account))]);
            left[RecordAddress.Account(new(account))] = (owner with
            {
                PositionMask = owner.PositionMask & ~(1 << (int)(place.Value % RecordAddress.Positions)),
            }).ToRecord();
            left[place] = default;
        }
    }
}
