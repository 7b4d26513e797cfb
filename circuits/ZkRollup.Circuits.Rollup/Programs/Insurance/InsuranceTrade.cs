using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>A forced trade with the insurance (docs/protocol.md, 10.1).</summary>
internal static class InsuranceTrade
{
    /// <summary>The insurance takes lots of a position. Its cash and the account's are for the caller to store.</summary>
    /// <param name="p">The writer.</param>
    /// <param name="market">The instrument.</param>
    /// <param name="insurance">The insurance.</param>
    /// <param name="closing">The position.</param>
    /// <param name="isLong">1 if it is long.</param>
    /// <param name="lots">n, 1 or more, not beyond the position: a line demands it.</param>
    /// <param name="concession">c.</param>
    /// <param name="orderEpoch">Order epoch of the closing account.</param>
    /// <returns>What the closing account is paid.</returns>
    internal static Value Write(
        ProgramWriter p,
        Market market,
        InsuranceState insurance,
        Holding closing,
        Bit isLong,
        Value lots,
        Value concession,
        Value orderEpoch)
    {
        p.Rule("10.1 closing");
        Value change = p.Materialize(lots * ((2 * (Value)isLong) - 1));
        Value owed = p.Materialize(closing.Close(lots, orderEpoch));
        p.Rule("10.1 insurance");
        Value rise = insurance.Take(change, concession);

        // What long lots fall by here and rise by there, short lots do as well: as many are given as taken.
        p.Rule("10.1 lots");
        Value moved = p.Materialize(rise - (isLong * lots));
        market.Move(moved, moved);
        return p.Materialize(owed + (change * market.PerLot) - concession);
    }
}
