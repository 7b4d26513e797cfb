using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>Margin of an account after a fill that does not take place (docs/protocol.md, 8.4).</summary>
/// <remarks>
/// The scan sees the account without it, and with open lots that this slot takes out of the position. E and M do not count open lots; of
/// I the part of this position is computed twice, as it is scanned and as it would be.
/// </remarks>
/// <param name="p">The writer.</param>
/// <param name="risk">Risk of the instrument, whose mark is usable.</param>
internal sealed class TriedMargin(ProgramWriter p, RecordPort risk)
{
    /// <summary>1 if the account passes.</summary>
    /// <param name="side">Its side of the fill.</param>
    /// <param name="scan">The account as it is scanned.</param>
    /// <param name="position">Its position.</param>
    /// <param name="left">Open lots that the slot leaves in it; null if it leaves them as they are.</param>
    internal Bit Passes(Side side, ProgramWriter.ScanResult scan, RecordPort position, OpenLots? left)
    {
        p.Rule("8.4 I after");
        Value size = position[Fields.Position.Size];
        Value buys = position[Fields.Position.OpenBuys];
        Value sells = position[Fields.Position.OpenSells];
        Value scanned = Initial(size + (left?.Buys ?? buys), (left?.Sells ?? sells) - size);

        // What is bought leaves the open buys and joins the size: s + b becomes less by what is sold alone, and o − s by what is bought.
        Value tried = Initial(size + buys - side.Sold, sells - size - side.Bought);
        Value initial = p.Materialize(scan.Initial - scanned + tried);

        p.Rule("8.4 E after");
        Value equity = p.Materialize(scan.Equity + side.Rise);
        Bit carries = p.AtLeast(equity, initial) & scan.AllUsable;

        // E₁ − M₁ = E − M + gain if the fill is reducing.
        p.Rule("8.4 reducing");
        Value gain = p.Materialize(side.Gain);
        Bit isBelow = p.IsNegative(p.Materialize(scan.Equity - scan.Maintenance + gain)) & p.IsNegative(gain);
        Bit reduces = !p.IsNegative(side.Room) & !p.IsNegative(equity) & !isBelow;
        return carries | reduces;
    }

    /// <summary>The initial margin of a position with so many lots on each side.</summary>
    /// <remarks>Together they are its open lots, so at least one is not negative: a negative one is never the greater margin.</remarks>
    private Value Initial(Value longs, Value shorts) =>
        p.Max(p.Materialize(longs * risk[Fields.Risk.InitialLong]), p.Materialize(shorts * risk[Fields.Risk.InitialShort]));

    /// <summary>An account's side of the fill.</summary>
    /// <param name="Bought">Lots that it buys.</param>
    /// <param name="Sold">Lots that it sells.</param>
    /// <param name="Rise">How its equity changes.</param>
    /// <param name="Room">0 or more if the fill is reducing.</param>
    /// <param name="Gain">How its E − M changes, if so.</param>
    internal sealed record Side(Value Bought, Value Sold, Value Rise, Value Room, Value Gain);
}
