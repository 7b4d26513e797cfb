using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Rlp;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Transactions;

/// <summary>A transaction of type 2, EIP-1559, with an empty access list.</summary>
/// <param name="ChainId">The chain that it is for.</param>
/// <param name="Nonce">How many the account sent before it.</param>
/// <param name="Fees">What it offers.</param>
/// <param name="GasLimit">Gas that it may use.</param>
/// <param name="To">The contract or account; null makes a contract.</param>
/// <param name="Value">Wei that go with it.</param>
/// <param name="Data">Selector and arguments, or creation code.</param>
public sealed record Eip1559Transaction(
    ulong ChainId,
    ulong Nonce,
    FeeOffer Fees,
    ulong GasLimit,
    EthereumAddress? To,
    BigInteger Value,
    ReadOnlyMemory<byte> Data)
{
    private const byte Type = 2;

    /// <summary>What is signed: Keccak-256 of 0x02 and the list of nine.</summary>
    public Hash32 SigningHash() => Hash32.Keccak(RlpItem.List(Fields()).Encode(Type));

    /// <summary>Signs it; s is in the lower half, as EIP-2 asks.</summary>
    public SignedTransaction Sign(Secp256k1PrivateKey key)
    {
        Secp256k1Signature signature = key.Sign(SigningHash().ToArray());
        byte[] bytes = new byte[Secp256k1Signature.Bytes];
        signature.Write(bytes);
        BigInteger r = new(bytes.AsSpan(0, Hash32.Bytes), isUnsigned: true, isBigEndian: true);
        BigInteger s = new(bytes.AsSpan(Hash32.Bytes, Hash32.Bytes), isUnsigned: true, isBigEndian: true);
        byte[] raw = RlpItem.List([.. Fields(), RlpItem.Of(signature.RecoveryId), RlpItem.Of(r), RlpItem.Of(s)]).Encode(Type);
        return new SignedTransaction(this, raw, Hash32.Keccak(raw));
    }

    private RlpItem[] Fields()
    {
        byte[] to = [];
        if (To is EthereumAddress address)
        {
            to = new byte[EthereumAddress.Bytes];
            address.Write(to);
        }

        return
        [
            RlpItem.Of(ChainId), RlpItem.Of(Nonce), RlpItem.Of(Fees.Priority), RlpItem.Of(Fees.Most), RlpItem.Of(GasLimit), RlpItem.Of(to),
            RlpItem.Of(Value), RlpItem.Of(Data.Span), RlpItem.List(),
        ];
    }
}
