using System.Numerics;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Exit.State;
using ZkRollup.Sequencer.Settlement.Contracts;

namespace ZkRollup.Sequencer.Exit.Openings;

/// <summary>Shows records of a state to the contracts (docs/settlement.md, 7.1).</summary>
/// <remarks>The state must be one that <see cref="PublishedState.Check"/> has found whole.</remarks>
public static class StateOpenings
{
    private const int BlockLevel = 3;

    /// <summary>Terms, Risk and Book of an instrument.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Instrument 0, which is none.</exception>
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

    /// <summary>The block of 64 records of an account.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Account 0, which is none.</exception>
    public static AccountOpening Of(PublishedState state, AccountId account)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfZero(account.Value, nameof(account));
        OpeningPath path = new(state, Subtree.Accounts);
        uint owner = RecordAddress.Owner(account).Index;
        int mask = AccountRecord.FromRecord(state.Read(RecordAddress.Account(account))).PositionMask;
        List<IReadOnlyList<BigInteger>> positions = [];
        List<BigInteger> vacant = [];
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            uint leaf = RecordAddress.Position(account, place).Index;
            if (((mask >> place) & 1) == 1)
            {
                positions.Add(path.Lanes(leaf));
            }
            else
            {
                vacant.Add(path.Node(0, leaf));
            }
        }

        uint group = owner / OpeningPath.Arity;
        return new(
            path.Lanes(owner),
            path.Lanes(owner + 1),
            path.Nodes(0, owner + 2, 2),
            path.Nodes(1, group + 1, 3),
            positions,
            vacant,
            path.Nodes(1, group + 6, 2),
            path.Nodes(2, (group / OpeningPath.Arity) + 2, 2),
            path.Siblings(BlockLevel, (uint)account.Value));
    }
}
