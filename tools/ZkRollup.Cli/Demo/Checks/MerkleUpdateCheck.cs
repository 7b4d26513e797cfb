using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>One update of many leaves in a tree of 2^30: paths of new, old and empty leaves lead to the new root.</summary>
internal sealed class MerkleUpdateCheck : SelfCheck
{
    private const int Depth = 15;

    /// <summary>Odd, so that indices are distinct modulo 2^30 and spread over the tree.</summary>
    private const uint IndexStep = 0x2545F491;

    private MerkleTree? _tree;
    private (uint Index, Fr Hash)[] _leaves = [];

    internal override string Name => "Merkle update in 2^30 leaves";

    internal override void Prepare(bool isQuick)
    {
        int count = isQuick ? 100 : 10_000;
        Fr[] hashes = ScalarSequence.Create(2 * count, seed: 10);
        _tree = new(Depth, Fr.Zero);
        _leaves = [.. hashes.Select((hash, i) => (Index(i), hash))];
        _tree.Update(_leaves.AsSpan(count));
        _leaves = _leaves[..count];
    }

    internal override CheckResult Run(CancellationToken cancellation)
    {
        Fr before = _tree!.Root;
        _tree.Update(_leaves);
        bool holds = _tree.Root != before;
        uint old = Index(_leaves.Length);
        uint empty = Index(3 * _leaves.Length);
        foreach ((uint index, Fr hash) in new[] { _leaves[0], _leaves[^1], (old, _tree.Get(old)), (empty, Fr.Zero) })
        {
            cancellation.ThrowIfCancellationRequested();
            holds &= _tree.Prove(index).Verify(_tree.Root, hash, Depth) == MerkleProofResult.Valid;
            holds &= _tree.Prove(index).Verify(before, hash, Depth) != MerkleProofResult.Valid;
        }

        return CheckResult.Of(holds, "a path does not lead to the root", _leaves.Length, "leaves");
    }

    private static uint Index(int i) => unchecked((uint)i * IndexStep) & ((1u << (2 * Depth)) - 1);
}
