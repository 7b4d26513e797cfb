using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.State;

/// <summary>A record that exists stays one on its way through the packed shape.</summary>
public class RecordPresenceTests
{
    [Fact]
    public void AccountRecord_PackedAndRead_Exists()
    {
        AccountRecord account = new() { Cash = new QuoteQuanta(-5), Exists = true };
        Assert.Equal(account, AccountRecord.FromRecord(account.ToRecord()));
    }

    [Fact]
    public void RiskRecord_PackedAndRead_Exists()
    {
        RiskRecord risk = new() { LongIndex = new QuoteQuanta(-5), Exists = true };
        Assert.Equal(risk, RiskRecord.FromRecord(risk.ToRecord()));
    }

    [Fact]
    public void InsuranceRecord_PackedAndRead_Exists()
    {
        InsuranceRecord insurance = new() { Cash = new QuoteQuanta(-5), Exists = true };
        Assert.Equal(insurance, InsuranceRecord.FromRecord(insurance.ToRecord()));
    }

    [Fact]
    public void OwnerRecord_AddressWithAllBits_IsSplitAndJoined()
    {
        Assert.True(EthereumAddress.TryRead(Enumerable.Repeat((byte)0xff, 20).ToArray(), out EthereumAddress address));
        OwnerRecord owner = new() { Address = address };
        Assert.Equal(((1UL << 60) - 1, (1UL << 60) - 1, (1UL << 40) - 1), OwnerRecord.SplitAddress(address));
        Assert.Equal(owner, OwnerRecord.FromRecord(owner.ToRecord()));
    }
}
