using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Crypto.Merkle;

/// <summary>A path in a 4-ary tree: the index of a leaf and, from leaf to root, the three siblings of each node, by position.</summary>
public sealed class MerkleProof
{
    /// <summary>Siblings a level: 3.</summary>
    public const int SiblingsPerLevel = MerkleTree.Arity - 1;

    private const int IndexLength = 4;
    private readonly Fr[] _siblings;

    /// <summary>Makes a proof of its parts; nothing is verified.</summary>
    /// <param name="index">The leaf's index.</param>
    /// <param name="siblings">Three a level, for 1 to 16 levels; copied.</param>
    /// <exception cref="ArgumentException">The number of siblings is not 3, 6, … or 48.</exception>
    public MerkleProof(uint index, ReadOnlySpan<Fr> siblings)
    {
        int depth = siblings.Length / SiblingsPerLevel;
        if (siblings.Length != depth * SiblingsPerLevel || depth is < MerkleTree.DepthMin or > MerkleTree.DepthMax)
        {
            throw new ArgumentException($"{siblings.Length} siblings are not three for each of 1 to 16 levels.", nameof(siblings));
        }

        Index = index;
        _siblings = siblings.ToArray();
    }

    /// <summary>The leaf's index.</summary>
    public uint Index { get; }

    /// <summary>Levels of the path.</summary>
    public int Depth => _siblings.Length / SiblingsPerLevel;

    /// <summary>Three a level, from the leaf upwards, without the node of the path itself.</summary>
    public ReadOnlySpan<Fr> Siblings => _siblings;

    /// <summary>Bytes of an encoding: 4 + 96·depth.</summary>
    public static int ByteLength(int depth) => IndexLength + (SiblingsPerLevel * depth * Fr.ByteLength);

    /// <summary>Verifies that the leaf at the index has the hash in the tree with the root.</summary>
    /// <param name="root">The root that is known to be right.</param>
    /// <param name="leafHash">The hash of the leaf.</param>
    /// <param name="depth">The depth of that tree, which the proof has no say in.</param>
    /// <returns>Valid, DepthDiffers, IndexOutOfRange or RootDiffers.</returns>
    public MerkleProofResult Verify(in Fr root, in Fr leafHash, int depth)
    {
        if (Depth != depth)
        {
            return MerkleProofResult.DepthDiffers;
        }

        if (Index >= 1UL << (2 * depth))
        {
            return MerkleProofResult.IndexOutOfRange;
        }

        return ComputeRoot(leafHash) == root ? MerkleProofResult.Valid : MerkleProofResult.RootDiffers;
    }

    /// <summary>The root that the path leads to from a leaf hash.</summary>
    public Fr ComputeRoot(in Fr leafHash)
    {
        Fr hash = leafHash;
        Span<Fr> group = stackalloc Fr[MerkleTree.Arity];
        for (int level = 0; level < Depth; level++)
        {
            ReadOnlySpan<Fr> siblings = _siblings.AsSpan(SiblingsPerLevel * level, SiblingsPerLevel);
            int position = (int)(Index >> (2 * level)) & 3;
            siblings[..position].CopyTo(group);
            group[position] = hash;
            siblings[position..].CopyTo(group[(position + 1)..]);
            hash = Poseidon2.Compress(group[0], group[1], group[2], group[3], TreeDomain.Node);
        }

        return hash;
    }

    /// <summary>Reads the index, 4 bytes, and the siblings, 32 bytes each, all little-endian.</summary>
    /// <param name="bytes">Untrusted bytes.</param>
    /// <param name="depth">The depth of the tree: 1 to 16.</param>
    /// <param name="proof">The proof, or null when rejected.</param>
    /// <param name="result">Valid, LengthWrong, SiblingNotCanonical or IndexOutOfRange; Valid says well formed, not verified.</param>
    /// <returns>True if the result is Valid.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The depth, which is no outside value, is not 1 to 16.</exception>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes, int depth, [NotNullWhen(true)] out MerkleProof? proof, out MerkleProofResult result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, MerkleTree.DepthMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, MerkleTree.DepthMax);
        proof = null;
        result = MerkleProofResult.LengthWrong;
        if (bytes.Length != ByteLength(depth))
        {
            return false;
        }

        Fr[] siblings = new Fr[SiblingsPerLevel * depth];
        for (int i = 0; i < siblings.Length; i++)
        {
            if (!Fr.TryReadLittleEndian(bytes.Slice(IndexLength + (Fr.ByteLength * i), Fr.ByteLength), out siblings[i]))
            {
                result = MerkleProofResult.SiblingNotCanonical;
                return false;
            }
        }

        uint index = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (index >= 1UL << (2 * depth))
        {
            result = MerkleProofResult.IndexOutOfRange;
            return false;
        }

        result = MerkleProofResult.Valid;
        proof = new MerkleProof(index, siblings);
        return true;
    }

    /// <summary>Writes the index and the siblings.</summary>
    /// <param name="destination">Receives 4 + 96·depth bytes.</param>
    public void Write(Span<byte> destination)
    {
        destination = destination[..ByteLength(Depth)];
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Index);
        for (int i = 0; i < _siblings.Length; i++)
        {
            _siblings[i].WriteLittleEndian(destination[(IndexLength + (Fr.ByteLength * i))..]);
        }
    }
}
