using System.Globalization;

namespace ZkRollup.Sequencer.Engine.Tests.Simulation;

/// <summary>One-minute candles of a venue: timestamp_ms,open,close,high,low,volume.</summary>
internal static class CandleFile
{
    /// <summary>The candles of a file in ascending time; a price is ticks of the given size, rounded to the nearest.</summary>
    internal static IReadOnlyList<Candle> Read(string path, decimal tickSize)
    {
        List<Candle> candles = [];
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            string[] columns = line.Split(',');
            candles.Add(new Candle(long.Parse(columns[0], CultureInfo.InvariantCulture), Ticks(2), Ticks(3), Ticks(4)));

            long Ticks(int column) =>
                decimal.ToInt64(decimal.Round(decimal.Parse(columns[column], CultureInfo.InvariantCulture) / tickSize));
        }

        return [.. candles.OrderBy(candle => candle.Time)];
    }

    /// <summary>The candles at the minutes of others: a minute without trades has the prices of the last one before it.</summary>
    internal static IReadOnlyList<Candle> Align(IReadOnlyList<Candle> candles, IReadOnlyList<Candle> minutes) =>
        [.. minutes.Select(minute => LastUntil(candles, minute.Time) with { Time = minute.Time })];

    private static Candle LastUntil(IReadOnlyList<Candle> candles, long time) =>
        candles.LastOrDefault(candle => candle.Time <= time, candles[0]);
}
