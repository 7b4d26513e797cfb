using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Matching;

/// <summary>What begins matching hands on of any taker.</summary>
internal static class TakerEntries
{
    /// <summary>The value of a lot at the mark.</summary>
    internal const long Value = MatchingWorld.Mark * MatchingWorld.Multiplier;

    internal static Dictionary<Context.Entry, long> Of(
        MatchingWorld world, TakerContext context, long account, int place, Side side, long lots)
    {
        int sign = side == Side.Buy ? 1 : -1;
        RiskRecord risk = world.Risk;
        long band = MatchingWorld.Mark * world.Limits.Band.Value;
        return new()
        {
            [context.Account] = account,
            [context.Position] = RecordAddress.Position(new(account), place).Value,
            [context.Instrument] = MatchingWorld.Instrument.Value,
            [context.Sells] = side == Side.Sell ? 1 : 0,
            [context.Remaining] = lots,
            [context.Near] = (sign * 1_000_000 * MatchingWorld.Mark) - band,
            [context.Multiplier] = MatchingWorld.Multiplier,
            [context.TakerFee] = world.Limits.TakerFee.Value,
            [context.MakerFee] = world.Limits.MakerFee.Value,
            [context.LongIndex] = risk.LongIndex.Value,
            [context.ShortIndex] = risk.ShortIndex.Value,
            [context.MakerGain] = side == Side.Buy ? risk.MaintenanceLong.Value - Value : risk.MaintenanceShort.Value + Value,
            [context.Touched] = 0,
        };
    }
}
