using Xunit.Abstractions;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Simulation;

/// <summary>Real days in which prices fell: what an exchange of leveraged accounts does then (docs/protocol.md, 10 and 12).</summary>
public sealed class CrashDayTests(ITestOutputHelper output)
{
    private const ulong Seed = 20181119;
    private const long LargeFund = 1_000_000_000_000;

    [SharedDataTheory("prices")]
    [InlineData("2018-11-19_11-20", LargeFund)]
    [InlineData("2019-09-24_09-25", LargeFund)]
    [InlineData("2018-11-19_11-20", 0L)]
    public void CrashDay_LeveragedAccounts_LossesBeyondMarginReachOnlyTheInsurance(string days, long fund)
    {
        IReadOnlyList<Candle> bitcoin = CandleFile.Read(SharedData.PathOf($"prices/bitfinex_BTCUSD_1m_{days}.csv"), 0.1m);
        IReadOnlyList<Candle> ether = CandleFile.Read(SharedData.PathOf($"prices/bitfinex_ETHUSD_1m_{days}.csv"), 0.01m);
        output.WriteLine($"Seed {Seed}, {bitcoin.Count} and {ether.Count} minutes, fund {fund}.");
        CrashDay day = new([bitcoin, CandleFile.Align(ether, bitcoin)], 100, fund, Seed);
        day.Run();

        Dictionary<EventKind, long> counts = day.World.Counts;
        output.WriteLine($"{day.World.Accepted} commands; {string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}"))}");
        output.WriteLine($"debts {day.World.Insurance.Debts}, socialised {day.World.Insurance.Socialised}");
        Assert.True(counts.GetValueOrDefault(EventKind.LiquidationStep) > 100, "Few liquidations.");
        Assert.True(counts.GetValueOrDefault(EventKind.InstrumentSettled) == 2, "Both futures expire.");
        Assert.True(day.World.Insurance.Debts > 0, "No loss was beyond margin.");
        Assert.True(counts.GetValueOrDefault(EventKind.ForcedTrade) > 10, "Neither insurance nor deleveraging was needed.");
        Assert.Equal(fund == 0, day.World.Insurance.Socialised > 0);
    }
}
