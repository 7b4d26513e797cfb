using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Encoding;

/// <summary>What theories over transactions run on.</summary>
public static class WireData
{
    internal static readonly TransactionDomain Domain = new(new ChainId(1), AddressOf("0x5fbdb2315678afecb367f032d93f642f64180aa3"));

    public static TheoryData<TransactionKind> All => [.. Enum.GetValues<TransactionKind>()];

    public static TheoryData<TransactionKind> Operations =>
        [.. Enum.GetValues<TransactionKind>().Where(kind => Wire.Of(kind).IsOperation)];

    public static TheoryData<TransactionKind> Signed => [.. Enum.GetValues<TransactionKind>().Where(kind => Wire.Of(kind).IsSigned)];

    internal static EthereumAddress AddressOf(string text)
    {
        Assert.True(EthereumAddress.TryParseUnchecked(text, out EthereumAddress address));
        return address;
    }
}
