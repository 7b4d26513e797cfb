using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>Margin of the accounts after a fill that does not take place (docs/protocol.md, 8.4).</summary>
/// <param name="p">The writer.</param>
/// <param name="taker">The taker.</param>
/// <param name="fill">The fill, its payments computed.</param>
/// <param name="risk">Risk of the instrument, whose mark is usable.</param>
internal sealed class TriedFill(ProgramWriter p, Taker taker, Fill fill, RecordPort risk)
{
    private readonly TriedMargin _margin = new(p, risk);
    private readonly Value _value = p.Materialize(fill.Change * p.Materialize(risk[Fields.Risk.Mark] * taker.Multiplier));

    /// <summary>1 if the maker passes.</summary>
    /// <param name="scan">Its account as it is scanned.</param>
    /// <param name="position">Its position.</param>
    /// <param name="left">Open lots that the slot leaves in it; null if it leaves them as they are.</param>
    internal Bit PassesMaker(ProgramWriter.ScanResult scan, RecordPort position, OpenLots? left) => _margin.Passes(
        new TriedMargin.Side(fill.Sold, fill.Bought, fill.PaymentOfMaker! - _value, fill.RoomOfMaker(position), fill.GainOfMaker()),
        scan,
        position,
        left);

    /// <summary>1 if the taker passes.</summary>
    internal Bit PassesTaker(ProgramWriter.ScanResult scan, RecordPort position, OpenLots? left) => _margin.Passes(
        new TriedMargin.Side(fill.Bought, fill.Sold, fill.PaymentOfTaker! + _value, fill.RoomOfTaker(position), fill.GainOfTaker()),
        scan,
        position,
        left);
}
