using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Exit.State;

/// <summary>A position, valued at its instrument's last mark (docs/protocol.md, 4.1 and 4.3).</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Size">Lots; positive is long. 0 for a place that only orders hold.</param>
/// <param name="Mark">The last mark.</param>
/// <param name="Worth">size·mark·multiplier, and what the cumulative indices owe; quanta.</param>
public sealed record PositionHolding(InstrumentId Instrument, SignedLots Size, PriceTicks Mark, Int128 Worth)
{
    internal static PositionHolding Of(PublishedState state, PositionRecord position)
    {
        RiskRecord risk = RiskRecord.FromRecord(state.Read(RecordAddress.Risk(position.Instrument)));
        TermsRecord terms = TermsRecord.FromRecord(state.Read(RecordAddress.Terms(position.Instrument)));
        Int128 size = position.Size.Value;
        Int128 index = size > 0 ? risk.LongIndex.Value : risk.ShortIndex.Value;
        Int128 owed = Int128.Abs(size) * (index - position.Snapshot.Value);
        return new(position.Instrument, position.Size, risk.Mark, (size * risk.Mark.Value * terms.Multiplier.Value) + owed);
    }
}
