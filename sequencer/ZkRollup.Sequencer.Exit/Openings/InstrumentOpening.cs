using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Exit.State;

namespace ZkRollup.Sequencer.Exit.Openings;

/// <summary>Shows the records of an instrument to a contract (docs/settlement.md, 7.1).</summary>
/// <param name="Terms">Four lanes.</param>
/// <param name="LimitsLeaf">The leaf of Limits.</param>
/// <param name="Risk">Four lanes.</param>
/// <param name="Book">Four lanes.</param>
/// <param name="Siblings">Three for each of 14 nodes upwards, in the order of their indices.</param>
public sealed record InstrumentOpening(
    IReadOnlyList<Fr> Terms, Fr LimitsLeaf, IReadOnlyList<Fr> Risk, IReadOnlyList<Fr> Book, IReadOnlyList<IReadOnlyList<Fr>> Siblings)
{
    /// <summary>Of a state that <see cref="PublishedState.Check"/> has found whole.</summary>
    public static InstrumentOpening Of(PublishedState state, InstrumentId instrument)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfZero(instrument.Value, nameof(instrument));
        OpeningPath path = new(state, Subtree.Instruments);
        uint terms = RecordAddress.Terms(instrument).Index;
        return new(
            path.Lanes(terms),
            path.Node(0, terms + 1),
            path.Lanes(terms + 2),
            path.Lanes(terms + 3),
            path.Siblings(1, terms / OpeningPath.Arity));
    }
}
