using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Exit.State;
using ZkRollup.Sequencer.Settlement.Batches;

namespace ZkRollup.Sequencer.Exit.Openings;

/// <summary>Reads lanes and nodes of one subtree.</summary>
/// <param name="state">The state.</param>
/// <param name="subtree">The subtree.</param>
internal readonly struct OpeningPath(PublishedState state, Subtree subtree)
{
    internal const int Arity = MerkleTree.Arity;

    internal BigInteger Node(int level, uint index) => FieldWord.Of(state.Node(subtree, level, index));

    internal BigInteger[] Lanes(uint leaf)
    {
        Fr[] lanes = new Fr[Record.LaneCount];
        state.Read(RecordAddress.Of(subtree, leaf)).WriteLanes(lanes);
        return [.. lanes.Select(lane => FieldWord.Of(lane))];
    }

    internal BigInteger[] Nodes(int level, uint first, int count)
    {
        BigInteger[] nodes = new BigInteger[count];
        for (int i = 0; i < count; i++)
        {
            nodes[i] = Node(level, first + (uint)i);
        }

        return nodes;
    }

    /// <summary>The siblings of a node and of all above it but the root.</summary>
    internal BigInteger[][] Siblings(int level, uint index)
    {
        BigInteger[][] siblings = new BigInteger[RecordAddress.SubtreeDepth - level][];
        for (int above = 0; above < siblings.Length; above++)
        {
            uint first = index & ~(uint)(Arity - 1);
            BigInteger[] three = new BigInteger[Arity - 1];
            int next = 0;
            for (uint i = first; i < first + Arity; i++)
            {
                if (i != index)
                {
                    three[next++] = Node(level + above, i);
                }
            }

            siblings[above] = three;
            index /= Arity;
        }

        return siblings;
    }
}
