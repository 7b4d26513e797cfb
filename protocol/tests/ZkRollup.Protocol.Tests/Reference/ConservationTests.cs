using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>§12: each violation is found, and only it. Alice (2) is short 3 and sells 7 more at 1,001, Bob (3) is long 3.</summary>
public class ConservationTests
{
    private static readonly AccountId Alice = new(2);
    private static readonly AccountId Bob = new(3);

    private static Dictionary<RecordAddress, Record> State()
    {
        Venue venue = Venue.WithPerpetual();
        venue.Join(2, 1_000_000);
        venue.Join(3, 1_000_000);
        venue.Sell(2, 1_001, 10);
        venue.Buy(3, 1_001, 3);
        venue.Sell(3, 1_005, 1);
        return new Dictionary<RecordAddress, Record>(venue.Exchange.LiveRecords());
    }

    /// <summary>The only violation after a change of one record.</summary>
    private static string After(RecordAddress address, Func<Record, Record> change)
    {
        Dictionary<RecordAddress, Record> state = State();
        Assert.Empty(Conservation.Violations(state));
        state[address] = change(state.GetValueOrDefault(address));
        return Assert.Single(Conservation.Violations(state));
    }

    [Fact]
    public void Money_OneQuantumMore_IsFound() =>
        Assert.StartsWith("Money: cash 1999991,", After(RecordAddress.Account(Alice), record => record with { A0 = record.A0 + 1 }));

    [Fact]
    public void Money_NetDepositsLess_IsFound() =>
        Assert.StartsWith("Money:", After(RecordAddress.Treasury, record => record with { B0 = record.B0 - 1 }));

    [Fact]
    public void Money_AnIndexThatNobodyPays_IsFound() =>
        Assert.StartsWith("Money:", After(RecordAddress.Risk(Venue.Perpetual), record => record with { A0 = record.A0 + 1 }));

    [Fact]
    public void Positions_LongLots_AreCompared()
    {
        string found = After(RecordAddress.Book(Venue.Perpetual), record => record with { A1 = record.A1 + 1 });
        Assert.Equal("Positions: 1 says 4 long lots, holders have 3.", found);
    }

    [Fact]
    public void Positions_OneLotMore_IsFoundInLotsAndMoney()
    {
        Dictionary<RecordAddress, Record> state = State();
        RecordAddress address = RecordAddress.Position(Bob, 0);
        state[address] = state[address] with { B3 = state[address].B3 + 1 };

        // The fill of 30,030 paid 16 and −6, so 10 of fees are in the book; one lot at the mark is worth 10,000.
        Assert.Equal(
            [
                "Positions: 1 says 3 long lots, holders have 4.",
                "Positions: instrument 1 has 4 long and 3 short lots.",
                "Money: cash 1999990, holdings 10000, insurance and fees 10, fund 0; net deposits 2000000.",
            ],
            Conservation.Violations(state));
    }

    [Fact]
    public void Lists_Quantity_DisagreesWithOpenLots()
    {
        string found = After(RecordAddress.Order(new OrderLeaf(1)), record => record with { B3 = record.B3 + 1 });
        Assert.Equal("Lists: account 2 says 7 open lots to Sell in 1, its orders have 8.", found);
    }

    [Fact]
    public void Lists_OpenOrders_AreCounted()
    {
        string found = After(RecordAddress.Account(Bob), record => record with { B4 = 2 });
        Assert.Equal("Lists: account 3 says 2 open orders, it has 1.", found);
    }

    [Fact]
    public void Lists_SuccessorsPrice_IsCompared()
    {
        string found = After(RecordAddress.Order(new OrderLeaf(1)), record => record with { B5 = 1_006 });
        Assert.Equal("Lists: order 2 has price 1005, its predecessor says 1006.", found);
    }

    [Fact]
    public void Lists_AnOrderInNone_IsFound()
    {
        string found = After(RecordAddress.Order(new OrderLeaf(1)), record => record with { B4 = 0, B5 = 0 });
        Assert.Equal("Lists: order 2 is in no list.", found);
    }

    [Fact]
    public void Lists_ACycle_IsFound()
    {
        string found = After(RecordAddress.Order(new OrderLeaf(2)), record => record with { B4 = 1, B5 = 1_001 });
        Assert.Equal("Lists: the Sell list of instrument 1 comes to leaf 1, which is absent or seen before.", found);
    }

    [Fact]
    public void Lists_Unsorted_IsFound()
    {
        Dictionary<RecordAddress, Record> state = State();
        state[RecordAddress.Order(new OrderLeaf(2))] = state[RecordAddress.Order(new OrderLeaf(2))] with { B2 = 1_000 };
        state[RecordAddress.Order(new OrderLeaf(1))] = state[RecordAddress.Order(new OrderLeaf(1))] with { B5 = 1_000 };
        Assert.Equal(
            "Lists: order 2 at 1000 follows one at 1001 in the Sell list of 1.",
            Assert.Single(Conservation.Violations(state)));
    }

    [Fact]
    public void Lists_AnEpochLater_OpenLotsCountNoMore()
    {
        Dictionary<RecordAddress, Record> state = State();
        RecordAddress address = RecordAddress.Account(Alice);
        state[address] = state[address] with { A2 = 1 };
        Assert.Empty(Conservation.Violations(state));
        state[address] = state[address] with { A2 = 0 };
        state[RecordAddress.Position(Alice, 0)] = state[RecordAddress.Position(Alice, 0)] with { A1 = 1 };
        Assert.Equal(
            "Lists: account 2 says 0 open lots to Sell in 1, its orders have 7.",
            Assert.Single(Conservation.Violations(state)));
    }

    [Fact]
    public void Masks_OfAnAbsentPosition_IsFound()
    {
        string found = After(RecordAddress.Account(Bob), record => record with { B3 = 3 });
        Assert.Equal("Masks: account 3 has mask 3, its positions make 1.", found);
    }

    [Fact]
    public void Masks_TwoPositionsInOneInstrument_AreFound()
    {
        Dictionary<RecordAddress, Record> state = State();
        state[RecordAddress.Account(Bob)] = state[RecordAddress.Account(Bob)] with { B3 = 3 };
        state[RecordAddress.Position(Bob, 1)] = new PositionRecord { Instrument = Venue.Perpetual }.ToRecord();
        Assert.Contains("Masks: account 3 has two positions in instrument 1.", Conservation.Violations(state));
    }

    [Fact]
    public void Bounds_AFieldOutOfItsRange_IsNamed()
    {
        string found = After(RecordAddress.Risk(Venue.Perpetual), record => record with { B5 = 3 });
        Assert.Equal("Bounds: status of Risk at Instruments/10 is 0 to 2, got 3.", found);
    }

    [Fact]
    public void Bounds_AFieldWithoutName_IsFound()
    {
        string found = After(RecordAddress.Account(Alice), record => record with { B2 = 1 });
        Assert.Equal("Bounds: field 7 of Account at Accounts/129 has no name, got 1.", found);
        found = After(RecordAddress.Account(Alice), record => record with { Y = Fr.One });
        Assert.Equal("Bounds: Account at Accounts/129 has no key, got one.", found);
    }

    [Theory]
    [InlineData(0, (64 * 2) + 2)]
    [InlineData(0, (64 * 2) + 24)]
    [InlineData(0, (64 * 2) + 48)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, (8 * 1) + 5)]
    [InlineData(2, 3)]
    [InlineData(2, 8 * 4_096)]
    [InlineData(3, 6)]
    [InlineData(3, 66)]
    [InlineData(3, 64 + (4 * 48))]
    public void Bounds_ARecordWhereNoneMayBe_IsFound(int subtree, uint index)
    {
        RecordAddress address = RecordAddress.Of((Subtree)subtree, index);
        Assert.Equal($"Bounds: {address} is no record's place.", After(address, _ => new Record() with { B5 = 1 }));
    }

    [Fact]
    public void Records_OfAnAbsentAccountOrInstrument_AreFound()
    {
        string found = After(
            RecordAddress.Position(new AccountId(9), 0),
            _ => new PositionRecord { Instrument = Venue.Perpetual }.ToRecord());
        Assert.Equal("Records: position 0 of account 9, which does not exist.", found);
        Dictionary<RecordAddress, Record> state = State();
        state[RecordAddress.Insurance(Venue.Perpetual)] = default;
        Assert.Equal("Records: instrument 1 of kind Perpetual lacks limits, risk or insurance.", Conservation.Violations(state)[0]);
    }

    [Fact]
    public void Book_Crossed_IsFound()
    {
        Venue venue = Venue.WithPerpetual();
        venue.Join(2, 1_000_000);
        venue.Sell(2, 1_001, 1);
        venue.Buy(2, 1_000, 1);
        Dictionary<RecordAddress, Record> state = new(venue.Exchange.LiveRecords());
        RecordAddress book = RecordAddress.Book(Venue.Perpetual);
        state[book] = state[book] with { B3 = 1_001 };
        RecordAddress bid = RecordAddress.Order(new OrderLeaf(2));
        state[bid] = state[bid] with { B2 = 1_001 };
        Assert.Equal("Lists: instrument 1 has a bid at 1001 and an ask at 1001.", Assert.Single(Conservation.Violations(state)));
        Assert.Equal(Side.Buy, OrderRecord.FromRecord(state[bid]).Side);
    }
}
