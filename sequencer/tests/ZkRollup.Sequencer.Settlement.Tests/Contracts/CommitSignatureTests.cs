using System.Numerics;
using System.Text;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Tests.Contracts;

public class CommitSignatureTests
{
    private const string DomainType = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";

    [Fact]
    public void Digest_AnyBatch_IsWhatTheContractHashes()
    {
        // SequencerSignature.sol, written out: docs/settlement.md, 5.1. On a chain the contract itself is asked.
        Assert.True(EthereumAddress.TryParseUnchecked("0x00000000000000000000000000000000000a11ce", out EthereumAddress rollup));
        Hash32 header = Hash32.Keccak([1]);
        AbiType[] domainTypes = [AbiType.Parse("(bytes32,bytes32,bytes32,uint256,address)")];
        AbiType[] commitTypes = [AbiType.Parse("(bytes32,bytes32,uint256)")];
        Hash32 domain = Hash32.Keccak(AbiEncoder.Encode(
            domainTypes,
            [AbiValue.Of(Text(DomainType), Text("ZkRollup"), Text("1"), 5UL, rollup)]));
        Hash32 commit = Hash32.Keccak(AbiEncoder.Encode(
            commitTypes,
            [AbiValue.Of(Text("Commit(bytes32 header,uint256 attempt)"), header, 3UL)]));
        Hash32 expected = Hash32.Keccak([0x19, 0x01, .. domain.ToArray(), .. commit.ToArray()]);
        Assert.Equal(expected, CommitSignature.Digest(5, rollup, header, 3));
        Assert.NotEqual(expected, CommitSignature.Digest(5, rollup, header, 4));
        Assert.NotEqual(expected, CommitSignature.Digest(6, rollup, header, 3));
        Assert.NotEqual(expected, CommitSignature.Digest(5, default, header, 3));
    }

    [Fact]
    public void Sign_Digest_RecoversTheSequencer()
    {
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate();
        Hash32 digest = CommitSignature.Digest(1, key.Address, Hash32.Keccak([]), BigInteger.Zero);
        Assert.True(Secp256k1Signature.TryRead(CommitSignature.Sign(key, digest), out Secp256k1Signature signature));
        Assert.True(signature.TryRecover(digest.ToArray(), out EthereumAddress signer));
        Assert.Equal(key.Address, signer);
    }

    private static Hash32 Text(string text) => Hash32.Keccak(Encoding.ASCII.GetBytes(text));
}
