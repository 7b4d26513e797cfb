using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Operation;

/// <summary>Arithmetic in 64 bits against the same in 128.</summary>
public class FeeTests
{
    private const long NotionalEnd = 1L << 55;
    private const long RateMax = 10_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999_999)]
    [InlineData(1_000_000)]
    [InlineData(NotionalEnd - 1)]
    public void Fee_EdgeNotional_IsRoundedUp(long notional)
    {
        foreach (long rate in (long[])[-RateMax, -1, 0, 1, RateMax])
        {
            Assert.Equal((long)Rounding.DivCeil((Int128)notional * rate, 1_000_000), ExchangeEngine.Fee(notional, rate));
        }
    }

    [Fact]
    public void Fee_AnyNotionalAndRate_IsRoundedUp()
    {
        SeededGenerator random = new(61);
        for (int i = 0; i < 20_000; i++)
        {
            long notional = random.AnyMagnitude(55);
            long rate = random.Between(-RateMax, RateMax);

            Assert.Equal((long)Rounding.DivCeil((Int128)notional * rate, 1_000_000), ExchangeEngine.Fee(notional, rate));
        }
    }

    [Theory]
    [InlineData(InstrumentKind.Perpetual, 100, 7_000, 30_000, 97, 103)]
    [InlineData(InstrumentKind.Future, 99, 7_000, 30_000, 97, 101)]
    [InlineData(InstrumentKind.Call, 100, 70, 50_000, 97, 103)]
    [InlineData(InstrumentKind.Put, 2, 79, 50_000, 0, 5)]
    public void Band_KindsOfInstruments_FollowMarkOrIndex(
        InstrumentKind kind, long mark, long index, long band, long lower, long upper)
    {
        InstrumentState instrument = new() { Kind = kind, Mark = mark, IndexPrice = index, Band = band };

        Assert.Equal((lower, upper), ExchangeEngine.Band(instrument));
    }
}
