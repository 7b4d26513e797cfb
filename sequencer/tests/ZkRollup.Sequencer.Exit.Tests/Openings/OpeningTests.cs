using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Exit.Openings;
using ZkRollup.Sequencer.Exit.State;
using ZkRollup.Sequencer.Settlement.Batches;
using ZkRollup.Sequencer.Settlement.Contracts;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Sequencer.Exit.Tests.Openings;

/// <summary>Openings are hashed up to the root in the way of docs/settlement.md, 7.1, written once more from that page.</summary>
public sealed class OpeningTests
{
    [Fact]
    public void AccountOpening_OfEachAccount_LeadsToTheRoot()
    {
        using PublishedBatches batches = new(1_500);
        PublishedState state = batches.Restore();
        int positions = 0;
        AccountId[] accounts =
        [
            .. state.Records.Keys.Where(address => address.Class == RecordClass.Account)
                .Select(address => new AccountId(address.Index / RecordAddress.AccountStride)),
            new(4_000),
        ];
        foreach (AccountId account in accounts)
        {
            AccountOpening opening = StateOpenings.Of(state, account);
            positions += opening.Positions.Count;
            Assert.Equal(state.Roots.Accounts, Up(Block(opening), (uint)account.Value, opening.Siblings));
            Assert.Equal(12, opening.Siblings.Count);
        }

        Assert.True(positions > 5, $"{positions} positions");
    }

    [Fact]
    public void InstrumentOpening_OfEachInstrument_LeadsToTheRoot()
    {
        using PublishedBatches batches = new(300);
        PublishedState state = batches.Restore();
        InstrumentId[] instruments =
        [
            .. state.Records.Keys.Where(address => address.Class == RecordClass.Terms)
                .Select(address => new InstrumentId(address.Index / RecordAddress.InstrumentStride)),
            new(4_095),
        ];
        Assert.True(instruments.Length > 3);
        foreach (InstrumentId instrument in instruments)
        {
            InstrumentOpening opening = StateOpenings.Of(state, instrument);
            Fr node = Node(Leaf(opening.Terms), Read(opening.LimitsLeaf), Leaf(opening.Risk), Leaf(opening.Book));
            Assert.Equal(state.Roots.Instruments, Up(node, 2 * (uint)instrument.Value, opening.Siblings));
            Assert.Equal(14, opening.Siblings.Count);
        }
    }

    private static Fr Block(AccountOpening opening)
    {
        Fr first = Node(Leaf(opening.Owner), Leaf(opening.Account), Read(opening.HeadLeaves[0]), Read(opening.HeadLeaves[1]));
        Fr head = Node(first, Read(opening.HeadGroups[0]), Read(opening.HeadGroups[1]), Read(opening.HeadGroups[2]));
        Fr[] places = new Fr[8];
        int taken = 0;
        ulong mask = MaskOf(opening.Account);
        for (int place = 0; place < places.Length; place++)
        {
            bool isTaken = (mask >> place & 1) == 1;
            places[place] = isTaken ? Leaf(opening.Positions[taken]) : Read(opening.VacantLeaves[place - taken]);
            taken += isTaken ? 1 : 0;
        }

        Assert.Equal(taken, opening.Positions.Count);
        Fr low = Node(places[0], places[1], places[2], places[3]);
        Fr high = Node(places[4], places[5], places[6], places[7]);
        Fr positions = Node(low, high, Read(opening.ReservedGroups[0]), Read(opening.ReservedGroups[1]));
        return Node(head, positions, Read(opening.RestGroups[0]), Read(opening.RestGroups[1]));
    }

    private static ulong MaskOf(IReadOnlyList<BigInteger> lanes)
    {
        Assert.True(Record.TryFromLanes([.. lanes.Select(Read)], out Record record));
        return record.B3;
    }

    private static Fr Up(Fr hash, uint index, IReadOnlyList<IReadOnlyList<BigInteger>> siblings)
    {
        foreach (IReadOnlyList<BigInteger> three in siblings)
        {
            List<BigInteger> children = [.. three];
            children.Insert((int)(index % 4), FieldWord.Of(hash));
            hash = Node(children[0], children[1], children[2], children[3]);
            index /= 4;
        }

        return hash;
    }

    private static Fr Leaf(IReadOnlyList<BigInteger> lanes) =>
        Poseidon2.Compress(Read(lanes[0]), Read(lanes[1]), Read(lanes[2]), Read(lanes[3]), TreeDomain.Leaf);

    private static Fr Node(BigInteger a, BigInteger b, BigInteger c, BigInteger d) => Node(Read(a), Read(b), Read(c), Read(d));

    private static Fr Node(Fr a, Fr b, Fr c, Fr d) => Poseidon2.Compress(a, b, c, d, TreeDomain.Node);

    private static Fr Read(BigInteger word)
    {
        Assert.True(FieldWord.TryRead(word, out Fr element));
        return element;
    }
}
