using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>Restore (docs/protocol.md, 10.4): the fund, then the side charged, pay what the insurance lacks.</summary>
/// <param name="ChargesLongs">1 if longs are the side charged, 0 if shorts.</param>
/// <param name="PerLot">u; 0 if nobody is charged.</param>
internal sealed record Restoration(Bit ChargesLongs, Value PerLot)
{
    /// <summary>Writes the rule, and the insurance's cash.</summary>
    /// <param name="p">The writer.</param>
    /// <param name="insurance">The insurance, after all else.</param>
    /// <param name="risk">Risk of the instrument.</param>
    /// <param name="treasury">The treasury.</param>
    /// <param name="longLots">Long lots of the Book, after all else.</param>
    /// <param name="shortLots">Short lots.</param>
    /// <param name="closedLongs">1 if the position that was closed or settled was long.</param>
    internal static Restoration Write(
        ProgramWriter p, InsuranceState insurance, RecordPort risk, RecordPort treasury, Value longLots, Value shortLots, Bit closedLongs)
    {
        p.Rule("10.4");
        Value equity = p.Materialize(insurance.Equity);
        Value missing = p.Materialize(p.IsNegative(equity) * -equity).WithBounds(0, Value.Greatest(-equity.Low, 0));

        p.Rule("10.4, 1");
        Value fund = treasury[Fields.Treasury.Fund];
        Value drawn = p.Materialize(p.Min(fund, missing));
        treasury.Set(Fields.Treasury.Fund, fund - drawn);

        p.Rule("10.4, 2");
        Bit isLong = p.Greater(insurance.Inventory, 0);

        // An inventory is not both long and short, so the sum is a bit.
        Bit isNone = new(1 - (Value)isLong - insurance.IsShort);
        Bit chargesLongs = new(p.Materialize(insurance.IsShort + (isNone * (1 - (Value)closedLongs))));
        Value charged = p.Materialize(chargesLongs.Select(longLots, shortLots));
        Bit isNobody = p.IsZero(charged);

        // The fund pays at most what is missing.
        Value rest = ((1 - (Value)isNobody) * (missing - drawn)).WithBounds(0, missing.High);
        Value perLot = p.DivideCeiling(rest, charged + isNobody);
        Value byLongs = p.Materialize(chargesLongs * perLot);
        risk.Set(Fields.Risk.LongIndex, risk[Fields.Risk.LongIndex] - byLongs);
        risk.Set(Fields.Risk.ShortIndex, risk[Fields.Risk.ShortIndex] - perLot + byLongs);

        insurance.Receive(drawn + (perLot * charged));
        insurance.Store();
        return new(chargesLongs, perLot);
    }
}
