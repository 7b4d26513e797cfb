using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>Vacancy of positions (docs/protocol.md, 4.7).</summary>
internal static class Vacancy
{
    /// <summary>Whether the open lots of a position are of the account's order epoch.</summary>
    /// <remarks>A lots epoch is the order epoch of a time before, so never greater; a witness that it were does not exist.</remarks>
    internal static Bit IsCurrent(ProgramWriter p, RecordPort position, Value orderEpoch) =>
        p.IsZero(p.RequireNotNegative(orderEpoch - position[Fields.Position.LotsEpoch]));

    /// <summary>A number of at most 72 bits that is 0 just if a position that exists is vacant.</summary>
    internal static Value LotsOf(ProgramWriter p, RecordPort position, Value orderEpoch)
    {
        Value size = position[Fields.Position.Size];
        Value lots = position[Fields.Position.OpenBuys] + position[Fields.Position.OpenSells];
        return (p.Materialize(size) * size) + (IsCurrent(p, position, orderEpoch) * lots);
    }
}
