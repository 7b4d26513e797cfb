using System.Numerics;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>The lists of a batch, flat: contracts/src/types/Batch.sol.</summary>
/// <param name="Outcomes">Of each consumed operation: code + 2^8·value.</param>
/// <param name="Withdrawals">Two words each: owner + 2^160·amount; account.</param>
/// <param name="Records">Five words each: address; four lanes.</param>
public sealed record BatchData(
    IReadOnlyList<BigInteger> Outcomes,
    IReadOnlyList<BigInteger> Withdrawals,
    IReadOnlyList<BigInteger> Records)
{
    internal const string Type = "(uint256[],uint256[],uint256[])";

    /// <summary>Keccak-256 of the hashes of the three lists: docs/settlement.md, 5.1.</summary>
    public Hash32 Hash()
    {
        Keccak256 hasher = new();
        foreach (IReadOnlyList<BigInteger> list in (ReadOnlySpan<IReadOnlyList<BigInteger>>)[Outcomes, Withdrawals, Records])
        {
            hasher.Append(HashOf(list));
        }

        byte[] digest = new byte[Keccak256.DigestBytes];
        hasher.Finish(digest);
        return Hash32.Of(digest);
    }

    internal AbiValue ToAbi() => AbiValue.Of(AbiValue.OfIntegers(Outcomes), AbiValue.OfIntegers(Withdrawals), AbiValue.OfIntegers(Records));

    private static byte[] HashOf(IReadOnlyList<BigInteger> list)
    {
        Keccak256 hasher = new();
        byte[] word = new byte[AbiType.WordBytes];
        foreach (BigInteger item in list)
        {
            int length = item.GetByteCount(isUnsigned: true);
            Array.Clear(word);
            _ = item.TryWriteBytes(word.AsSpan(word.Length - length), out _, isUnsigned: true, isBigEndian: true);
            hasher.Append(word);
        }

        byte[] digest = new byte[Keccak256.DigestBytes];
        hasher.Finish(digest);
        return digest;
    }
}
