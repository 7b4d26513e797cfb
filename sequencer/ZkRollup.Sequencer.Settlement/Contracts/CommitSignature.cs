using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Crypto.Signatures.TypedData;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>What the sequencer signs of a batch: docs/settlement.md, 5.1.</summary>
public static class CommitSignature
{
    private const string Name = "Commit";

    private static readonly TypedDataSchema Schema =
        new(new TypedDataStructure(Name, new TypedDataMember("bytes32", "header"), new TypedDataMember("uint256", "attempt")));

    /// <summary>The digest: EIP-712 in the domain of one rollup on one chain.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="rollup">The contract.</param>
    /// <param name="headerHash">Hash of the header.</param>
    /// <param name="attempt">How often batches were discarded: a signature from before is of no use after.</param>
    public static Hash32 Digest(ulong chainId, EthereumAddress rollup, Hash32 headerHash, BigInteger attempt)
    {
        TypedDataDomain domain = new() { Name = "ZkRollup", Version = "1", ChainId = chainId, VerifyingContract = rollup };
        TypedDataValue commit = TypedDataValue.Structure(
            ("header", TypedDataValue.Bytes(headerHash.ToArray())),
            ("attempt", TypedDataValue.Integer(attempt)));
        return Hash32.Of(Schema.Digest(domain, Name, commit));
    }

    /// <summary>r ‖ s ‖ v, 65 bytes, as commitBatch takes it.</summary>
    public static byte[] Sign(Secp256k1PrivateKey sequencer, Hash32 digest)
    {
        byte[] signature = new byte[Secp256k1Signature.Bytes];
        sequencer.Sign(digest.ToArray()).Write(signature);
        return signature;
    }
}
