using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Merkle;

namespace ZkRollup.Crypto.Tests.Merkle;

public class MerkleProofTests
{
    private const int Depth = 15;
    private const uint Last = (1U << 30) - 1;
    private static readonly Fr EmptyLeaf = Fr.FromUInt64(13);
    private static readonly uint[] Indices = [0, 1, 2, 3, 4, 63, 64, 12345678, Last - 1, Last];
    private static readonly MerkleTree Tree = MakeTree();

    [Fact]
    public void Prove_SetAndEmptyLeaves_VerifyAgainstRoot()
    {
        foreach (uint index in Indices.Append(5U).Append(1U << 20))
        {
            MerkleProof proof = Tree.Prove(index);
            Assert.Equal(index, proof.Index);
            Assert.Equal(Depth, proof.Depth);
            Assert.Equal(MerkleProof.SiblingsPerLevel * Depth, proof.Siblings.Length);
            Assert.Equal(MerkleProofResult.Valid, proof.Verify(Tree.Root, Tree.Get(index), Depth));
            Assert.Equal(Tree.Root, proof.ComputeRoot(Tree.Get(index)));
        }
    }

    [Fact]
    public void Prove_SiblingsOfAPath_AreTheNeighboursInOrder()
    {
        MerkleProof proof = Tree.Prove(2);
        Fr[] expected = [Tree.Get(0), Tree.Get(1), Tree.Get(3), Tree.GetNode(1, 1), Tree.GetNode(1, 2), Tree.GetNode(1, 3)];
        Assert.Equal(expected, proof.Siblings[..6].ToArray());
    }

    [Fact]
    public void Verify_AnySiblingChangedOrTwoSwapped_RootDiffers()
    {
        MerkleProof proof = Tree.Prove(Indices[7]);
        Fr leaf = Tree.Get(Indices[7]);
        for (int i = 0; i < proof.Siblings.Length; i++)
        {
            Fr[] siblings = proof.Siblings.ToArray();
            siblings[i] += Fr.One;
            Assert.Equal(MerkleProofResult.RootDiffers, new MerkleProof(proof.Index, siblings).Verify(Tree.Root, leaf, Depth));
        }

        MerkleProof first = Tree.Prove(0);
        Fr[] swapped = first.Siblings.ToArray();
        (swapped[0], swapped[1]) = (swapped[1], swapped[0]);
        Assert.Equal(MerkleProofResult.RootDiffers, new MerkleProof(0, swapped).Verify(Tree.Root, Tree.Get(0), Depth));
    }

    [Fact]
    public void Verify_WrongLeafIndexOrRoot_RootDiffers()
    {
        MerkleProof proof = Tree.Prove(Indices[7]);
        Fr leaf = Tree.Get(Indices[7]);
        Assert.Equal(MerkleProofResult.RootDiffers, proof.Verify(Tree.Root, leaf + Fr.One, Depth));
        Assert.Equal(MerkleProofResult.RootDiffers, proof.Verify(Tree.Root + Fr.One, leaf, Depth));
        for (int bit = 0; bit < 30; bit++)
        {
            MerkleProof moved = new(proof.Index ^ (1U << bit), proof.Siblings);
            Assert.Equal(MerkleProofResult.RootDiffers, moved.Verify(Tree.Root, leaf, Depth));
        }
    }

    [Fact]
    public void Verify_OtherLevelCountOrIndexBeyondTree_ItsCause()
    {
        MerkleProof proof = Tree.Prove(Last);
        Fr leaf = Tree.Get(Last);
        MerkleProof shorter = new(Last >> 2, proof.Siblings[3..]);
        Assert.Equal(Tree.Root, shorter.ComputeRoot(Tree.GetNode(1, Last >> 2))); // an inner node passed off as a leaf
        Assert.Equal(MerkleProofResult.DepthDiffers, shorter.Verify(Tree.Root, Tree.GetNode(1, Last >> 2), Depth));
        Assert.Equal(MerkleProofResult.DepthDiffers, proof.Verify(Tree.Root, leaf, Depth - 1));
        Assert.Equal(MerkleProofResult.DepthDiffers, proof.Verify(Tree.Root, leaf, Depth + 1));
        MerkleProof alias = new(Last | (1U << 30), proof.Siblings);
        Assert.Equal(Tree.Root, alias.ComputeRoot(leaf));
        Assert.Equal(MerkleProofResult.IndexOutOfRange, alias.Verify(Tree.Root, leaf, Depth));
    }

    [Fact]
    public void Constructor_SiblingsNotThreeALevel_Throws()
    {
        foreach (int count in new[] { 0, 1, 2, 4, 44, 46, 49, 51 })
        {
            Assert.Throws<ArgumentException>(() => new MerkleProof(0, new Fr[count]));
        }
    }

    [Fact]
    public void Encoding_RoundTripsAndRejects()
    {
        MerkleProof proof = Tree.Prove(Indices[7]);
        byte[] bytes = new byte[MerkleProof.ByteLength(Depth)];
        proof.Write(bytes);
        Assert.Equal(4 + (96 * Depth), bytes.Length);
        Assert.True(MerkleProof.TryRead(bytes, Depth, out MerkleProof? read, out MerkleProofResult result));
        Assert.Equal(MerkleProofResult.Valid, result);
        Assert.Equal(proof.Index, read.Index);
        Assert.Equal(proof.Siblings.ToArray(), read.Siblings.ToArray());

        Reject(bytes[1..], MerkleProofResult.LengthWrong);
        Reject([.. bytes, 0], MerkleProofResult.LengthWrong);
        Reject([], MerkleProofResult.LengthWrong);
        Reject([.. bytes[..3], 0x40, .. bytes[4..]], MerkleProofResult.IndexOutOfRange);
        for (int i = 0; i < 3 * Depth; i++)
        {
            byte[] bad = [.. bytes];
            bad.AsSpan(4 + (32 * i), 32).Fill(0xff);
            Reject(bad, MerkleProofResult.SiblingNotCanonical);
        }

        Assert.False(MerkleProof.TryRead(bytes, Depth - 1, out _, out _));
    }

    private static void Reject(byte[] bytes, MerkleProofResult expected)
    {
        Assert.False(MerkleProof.TryRead(bytes, Depth, out MerkleProof? proof, out MerkleProofResult result));
        Assert.Null(proof);
        Assert.Equal(expected, result);
    }

    private static MerkleTree MakeTree()
    {
        MerkleTree tree = new(Depth, EmptyLeaf);
        tree.Update([.. Indices.Select((index, i) => (index, Fr.FromUInt64((ulong)i + 100)))]);
        return tree;
    }
}
