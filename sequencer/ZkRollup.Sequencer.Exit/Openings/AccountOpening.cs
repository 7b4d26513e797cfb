using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Exit.State;

namespace ZkRollup.Sequencer.Exit.Openings;

/// <summary>Shows the block of 64 records of an account to a contract (docs/settlement.md, 7.1).</summary>
/// <param name="Owner">Four lanes.</param>
/// <param name="Account">Four lanes.</param>
/// <param name="HeadLeaves">Leaves 2 and 3.</param>
/// <param name="HeadGroups">Nodes of the leaves 4 to 7, 8 to 11, 12 to 15.</param>
/// <param name="Positions">Four lanes of each position of the mask, by place.</param>
/// <param name="VacantLeaves">Leaves of the other places.</param>
/// <param name="ReservedGroups">Nodes of the leaves 24 to 27, 28 to 31.</param>
/// <param name="RestGroups">Nodes of the leaves 32 to 47, 48 to 63.</param>
/// <param name="Siblings">Three for each of 12 nodes upwards, in the order of their indices.</param>
public sealed record AccountOpening(
    IReadOnlyList<Fr> Owner,
    IReadOnlyList<Fr> Account,
    IReadOnlyList<Fr> HeadLeaves,
    IReadOnlyList<Fr> HeadGroups,
    IReadOnlyList<IReadOnlyList<Fr>> Positions,
    IReadOnlyList<Fr> VacantLeaves,
    IReadOnlyList<Fr> ReservedGroups,
    IReadOnlyList<Fr> RestGroups,
    IReadOnlyList<IReadOnlyList<Fr>> Siblings)
{
    private const int BlockLevel = 3;

    /// <summary>Of a state that <see cref="PublishedState.Check"/> has found whole.</summary>
    public static AccountOpening Of(PublishedState state, AccountId account)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfZero(account.Value, nameof(account));
        OpeningPath path = new(state, Subtree.Accounts);
        uint first = RecordAddress.Owner(account).Index;
        int mask = AccountRecord.FromRecord(state.Read(RecordAddress.Account(account))).PositionMask;
        List<IReadOnlyList<Fr>> positions = [];
        List<Fr> vacant = [];
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            uint leaf = RecordAddress.Position(account, place).Index;
            if ((mask >> place & 1) == 1)
            {
                positions.Add(path.Lanes(leaf));
            }
            else
            {
                vacant.Add(path.Node(0, leaf));
            }
        }

        return new(
            path.Lanes(first),
            path.Lanes(first + 1),
            path.Nodes(0, first + 2, 2),
            path.Nodes(1, (first / OpeningPath.Arity) + 1, 3),
            positions,
            vacant,
            path.Nodes(1, (first / OpeningPath.Arity) + 6, 2),
            path.Nodes(2, (first / (OpeningPath.Arity * OpeningPath.Arity)) + 2, 2),
            path.Siblings(BlockLevel, (uint)account.Value));
    }
}
