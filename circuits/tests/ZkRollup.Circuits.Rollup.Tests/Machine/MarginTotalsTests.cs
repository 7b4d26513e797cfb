using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Machine;

public sealed class MarginTotalsTests
{
    private const int Account = 5;
    private const int Place = 3;
    private const long Epoch = 7;

    /// <summary>Open lots of a passed epoch count for nothing, but a scan unit reads the instrument all the same.</summary>
    [Theory]
    [InlineData(Epoch - 1)]
    [InlineData(Epoch)]
    public void Scan_OfAPosition_ReadsItsInstrumentVacantOrNot(long lotsEpoch)
    {
        InstrumentId instrument = new(9);
        RecordAddress address = RecordAddress.Position(new(Account), Place);
        PositionRecord position = new() { Instrument = instrument, LotsEpoch = new(lotsEpoch), OpenBuys = new(4) };
        List<RecordAddress> read = [];
        Record Read(RecordAddress at)
        {
            read.Add(at);
            return at == address ? position.ToRecord()
                : at == RecordAddress.Risk(instrument) ? new RiskRecord { InitialLong = new(10), Exists = true }.ToRecord()
                : new TermsRecord { Multiplier = new(1), Kind = InstrumentKind.Perpetual }.ToRecord();
        }

        MarginTotals totals = MarginTotals.Of(Read, Account, Epoch, 1 << Place, BigInteger.One, 0);
        Assert.Equal([address, RecordAddress.Risk(instrument), RecordAddress.Terms(instrument)], read);
        Assert.Equal(lotsEpoch == Epoch ? 40 : 0, totals.Initial);
        Assert.Equal(lotsEpoch != Epoch, totals.AllUsable);
    }
}
