using System.Globalization;
using System.IO.Compression;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>Reads a day of LOBSTER: its messages, and row by row the book after each.</summary>
internal sealed class VenueDay : IDisposable
{
    private const string File = "LOBSTER_SampleFile_GOOG_2012-06-21_10.zip";

    /// <summary>The venue writes this price, in either sign, where a side has no more levels.</summary>
    private const long NoLevel = 9_999_999_999;

    /// <summary>The venue's prices are in 1/10,000 of a dollar, and whole cents but for hidden executions.</summary>
    private const long PerCent = 100;

    private readonly ZipArchive _archive = ZipFile.OpenRead(SharedData.PathOf(Path.Combine(FlowFiles.Folder, File)));

    public void Dispose() => _archive.Dispose();

    /// <summary>All messages.</summary>
    internal VenueMessage[] ReadMessages() => [.. ReadLines("message").Select(ToMessage)];

    /// <summary>A row after each message.</summary>
    internal IEnumerable<VenueRow> ReadRows() => ReadLines("orderbook").Select(ToRow);

    private static VenueMessage ToMessage(string line)
    {
        Span<Range> cells = stackalloc Range[6];
        Assert.Equal(6, line.AsSpan().Split(cells, ','));
        int kind = (int)ToInteger(line.AsSpan(cells[1]));
        long price = ToInteger(line.AsSpan(cells[4]));
        return new VenueMessage(
            kind,
            ToInteger(line.AsSpan(cells[2])),
            ToInteger(line.AsSpan(cells[3])),
            kind == VenueMessage.HiddenExecution ? 0 : ToCents(price),
            ToInteger(line.AsSpan(cells[5])) == 1 ? Side.Buy : Side.Sell);
    }

    private static VenueRow ToRow(string line)
    {
        List<(long Price, long Lots)> bids = [];
        List<(long Price, long Lots)> asks = [];
        MemoryExtensions.SpanSplitEnumerator<char> cells = line.AsSpan().Split(',');
        while (cells.MoveNext())
        {
            Add(asks, line, ref cells);
            Assert.True(cells.MoveNext());
            Add(bids, line, ref cells);
        }

        return new VenueRow(bids, asks);
    }

    private static void Add(List<(long Price, long Lots)> levels, string line, ref MemoryExtensions.SpanSplitEnumerator<char> cells)
    {
        long price = ToInteger(line.AsSpan(cells.Current));
        Assert.True(cells.MoveNext());
        if (Math.Abs(price) != NoLevel)
        {
            levels.Add((ToCents(price), ToInteger(line.AsSpan(cells.Current))));
        }
    }

    private static long ToCents(long price)
    {
        Assert.Equal(0, price % PerCent);
        return price / PerCent;
    }

    private static long ToInteger(ReadOnlySpan<char> cell) => long.Parse(cell, CultureInfo.InvariantCulture);

    private IEnumerable<string> ReadLines(string part)
    {
        ZipArchiveEntry entry = Assert.Single(
            _archive.Entries,
            candidate => candidate.Name.Contains($"_{part}_", StringComparison.Ordinal));
        using StreamReader reader = new(entry.Open());
        while (reader.ReadLine() is string line)
        {
            yield return line;
        }
    }
}
