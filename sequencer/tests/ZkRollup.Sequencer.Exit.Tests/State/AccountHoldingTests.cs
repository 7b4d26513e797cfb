using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Exit.State;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Sequencer.Exit.Tests.State;

public sealed class AccountHoldingTests
{
    /// <summary>Cash, positions, insurance, fees and fund together are the net deposits: the law of conservation (protocol, 11).</summary>
    [Fact]
    public void Equity_OfAllAccounts_AndWhatNobodyClaims_AreTheNetDeposits()
    {
        using PublishedBatches batches = new(1_500);
        PublishedState state = batches.Restore();
        Int128 sum = 0;
        int positions = 0;
        foreach (RecordAddress address in state.Records.Keys.Where(address => address.Class == RecordClass.Account))
        {
            AccountHolding holding = AccountHolding.Of(state, new AccountId(address.Index / RecordAddress.AccountStride))!;
            sum += holding.Equity;
            positions += holding.Positions.Count(position => position.Size.Value != 0);
        }

        foreach ((RecordAddress address, Record record) in state.Records)
        {
            InstrumentId instrument = new(address.Index / RecordAddress.InstrumentStride % 4_096);
            if (address.Class == RecordClass.Insurance)
            {
                InsuranceRecord insurance = InsuranceRecord.FromRecord(record);
                PositionRecord inventory = new()
                {
                    Instrument = instrument,
                    Size = insurance.Inventory,
                    Snapshot = insurance.Snapshot,
                };
                sum += insurance.Cash.Value + PositionHolding.Of(state, inventory).Worth;
            }
            else if (address.Class == RecordClass.Book)
            {
                sum += BookRecord.FromRecord(record).Fees.Value;
            }
        }

        TreasuryRecord treasury = TreasuryRecord.FromRecord(state.Read(RecordAddress.Treasury));
        Assert.True(positions > 5, $"{positions} positions");
        Assert.Equal(treasury.NetDeposits.Value, sum + treasury.Fund.Value);
    }

    [Fact]
    public void Of_Owner_IsTheAccountOfThatOwner()
    {
        using PublishedBatches batches = new(300);
        PublishedState state = batches.Restore();
        AccountHolding byNumber = AccountHolding.Of(state, new AccountId(3))!;
        Assert.Equal(byNumber.Account, AccountHolding.Of(state, byNumber.Owner)!.Account);
        Assert.Null(AccountHolding.Of(state, default(EthereumAddress)));
        Assert.Null(AccountHolding.Of(state, new AccountId(4_000)));
    }
}
