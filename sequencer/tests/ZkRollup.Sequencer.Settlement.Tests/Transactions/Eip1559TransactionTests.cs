using System.Globalization;
using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Rpc;
using ZkRollup.Sequencer.Settlement.Tests.Rlp;
using ZkRollup.Sequencer.Settlement.Transactions;

namespace ZkRollup.Sequencer.Settlement.Tests.Transactions;

/// <summary>Vectors: packages/tx/test/json/eip1559.json of ethereumjs; their signatures are those of RFC 6979 too.</summary>
public class Eip1559TransactionTests
{
    private const ulong ChainId = 7822;
    private static readonly BigInteger HalfOrder = BigInteger.Parse(
        "57896044618658097711785492504343953926418782139537452191302581570759080747168",
        CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(
        819, 43203529, 35552, 75853, 121212,
        "0x02f870821e8e8203338301284d8301d97c828ae094000000000000000000000000000000000000aaaa8402933bc980c080a0d067f2167008c59219652f91cbf8788dbca5f771f6e91e2b7657e85b78b472e0a01d305af9fe81fdba43f0dfcd400ed24dcace0a7e30d4e85701dcaaf484cd079e")]
    [InlineData(
        353, 61901619, 32593, 38850, 136295,
        "0x02f86f821e8e8201618297c283021467827f5194000000000000000000000000000000000000aaaa8403b08b3380c001a004205678f13fc1d7b10feea6513dfa76e24418b6e08097d95c6f93a3b64e536da01d45ad61bfece43862de2cce7d2575a8c1d08c26c87f3cb5f26d7b0be54a91b2")]
    [InlineData(
        119, 65456115, 62341, 24721, 107729,
        "0x02f86d821e8e778260918301a4d182f38594000000000000000000000000000000000000aaaa8403e6c7f380c001a0e38e239770801eb995498c821e55ac9c19ae09184bb27b34be105e02fe3b7615a067c64ca6bd6d9107e85fd581ab2e70a14b637eb36505bb40861ef9d6e800cab6")]
    public void Sign_EthereumJsVectors_Match(int nonce, int value, int gas, int priority, int most, string raw)
    {
        Assert.True(EthereumAddress.TryParseUnchecked("0x000000000000000000000000000000000000aaaa", out EthereumAddress to));
        using Secp256k1PrivateKey key = Key("8f2a55949038a9610f50fb23b5883af3b4ecb3c3bb792cbcefbd1542c692be63");
        Eip1559Transaction transaction =
            new(ChainId, (ulong)nonce, new FeeOffer(priority, most), (ulong)gas, to, value, ReadOnlyMemory<byte>.Empty);
        SignedTransaction signed = transaction.Sign(key);
        Assert.Equal(raw, Hex.Data(signed.Raw.Span));
        Assert.Equal(Hash32.Keccak(signed.Raw.Span), signed.Hash);
    }

    [Fact]
    public void Sign_ManyTransactions_SignatureIsLowAndRecoversTheSender()
    {
        using Secp256k1PrivateKey key = Key("8f2a55949038a9610f50fb23b5883af3b4ecb3c3bb792cbcefbd1542c692be63");
        HashSet<BigInteger> parities = [];
        for (ulong nonce = 0; nonce < 32; nonce++)
        {
            Eip1559Transaction transaction = new(1, nonce, new FeeOffer(1, 2), 21_000, null, 0, new byte[nonce]);
            SignedTransaction signed = transaction.Sign(key);
            Assert.Equal(2, signed.Raw.Span[0]);
            object[] fields = Assert.IsType<object[]>(RlpReader.Read(signed.Raw.Span[1..]));
            Assert.Equal(12, fields.Length);
            Assert.Empty((byte[])fields[5]);
            Assert.Equal(nonce, RlpReader.Integer(fields[1]));
            Assert.Equal((int)nonce, ((byte[])fields[7]).Length);
            BigInteger parity = RlpReader.Integer(fields[9]);
            Assert.True(RlpReader.Integer(fields[11]) <= HalfOrder, $"s of nonce {nonce} is in the upper half");
            byte[] signature = [.. Padded(fields[10]), .. Padded(fields[11]), (byte)(27 + (int)parity)];
            Assert.True(Secp256k1Signature.TryRead(signature, out Secp256k1Signature read));
            Assert.True(read.TryRecover(transaction.SigningHash().ToArray(), out EthereumAddress signer));
            Assert.Equal(key.Address, signer);
            _ = parities.Add(parity);
        }

        Assert.Equal(2, parities.Count);
    }

    [Theory]
    [InlineData(8, 9)]
    [InlineData(9, 11)]
    [InlineData(1000, 1125)]
    [InlineData(1, 2)]
    [InlineData(0, 0)]
    public void Raised_AnyOffer_IsAnEighthMoreRoundedUp(int fee, int expected) =>
        Assert.Equal(new FeeOffer(expected, expected), new FeeOffer(fee, fee).Raised());

    private static byte[] Padded(object field)
    {
        byte[] bytes = (byte[])field;
        return [.. new byte[Hash32.Bytes - bytes.Length], .. bytes];
    }

    private static Secp256k1PrivateKey Key(string hex)
    {
        Assert.True(Secp256k1PrivateKey.TryRead(Convert.FromHexString(hex), out Secp256k1PrivateKey? key));
        return key;
    }
}
