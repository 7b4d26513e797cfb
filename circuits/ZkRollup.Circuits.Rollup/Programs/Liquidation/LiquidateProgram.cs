using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Liquidation;

/// <summary>The start of Liquidate, up to matching (docs/protocol.md, 10.2).</summary>
internal static class LiquidateProgram
{
    private const long Million = 1_000_000;

    internal static StepProgram Write()
    {
        ProgramWriter p = new("Liquidate");
        LiquidationOpening opening = LiquidationOpening.Of<Liquidate>(p);
        RecordPort limits = p.Open(RecordClass.Limits, Addresses.Limits(opening.Instrument));
        (RecordPort terms, RecordPort risk) = (opening.Terms, opening.Risk);
        LiquidationContext context = LiquidationContext.Instance;

        p.Rule("10.2, 2 taker");
        Value sign = p.Materialize(1 - (2 * (Value)opening.IsLong));
        Value mark = p.Materialize(sign * risk[Fields.Risk.Mark]);
        Value width = opening.BandWidth(limits);
        Value value = p.Materialize(sign * opening.PerLot);
        Value ofMakers = opening.IsLong.Select(risk[Fields.Risk.MaintenanceShort], risk[Fields.Risk.MaintenanceLong]);
        (Context.Entry Entry, Value Value)[] entries =
        [
            (context.Account, opening.Account),
            (context.Position, opening.PositionAddress),
            (context.Instrument, opening.Instrument),
            (context.Sells, opening.IsLong),
            (context.Remaining, opening.Lots),
            (context.Near, (Million * mark) - width),
            (context.Far, (Million * mark) + width),
            (context.Multiplier, terms[Fields.Terms.Multiplier]),
            (context.TakerFee, limits[Fields.Limits.TakerFee]),
            (context.MakerFee, limits[Fields.Limits.MakerFee]),
            (context.LongIndex, risk[Fields.Risk.LongIndex]),
            (context.ShortIndex, risk[Fields.Risk.ShortIndex]),
            (context.MakerGain, ofMakers - value),
            (context.Bound, value + opening.Half),
            (context.Touched, 0),
        ];
        _ = opening.RequireUnhealthy();
        p.Rule("context");
        foreach ((Context.Entry entry, Value given) in entries)
        {
            p.Export(entry, p.RequireWithin(given, entry.Low!.Value, entry.High!.Value));
        }

        p.End(context);
        return p.Finish();
    }
}
