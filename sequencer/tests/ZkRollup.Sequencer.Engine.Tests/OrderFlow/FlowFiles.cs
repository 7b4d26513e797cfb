using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>Reads the flows of shared/data/orderflow.</summary>
internal static class FlowFiles
{
    internal const string Folder = "orderflow";

    private const string EdgeCaseFile = "edge_cases.json.gz";
    private const string Header = "seq,type,side,ioc,qty,order_id,price_ticks";

    /// <summary>All edge cases.</summary>
    internal static IReadOnlyList<FlowCase> ReadEdgeCases()
    {
        using JsonDocument document = JsonDocument.Parse(ReadText(EdgeCaseFile));
        return [.. document.RootElement.EnumerateArray().Select(ToCase)];
    }

    /// <summary>A generated flow.</summary>
    internal static FlowCase ReadFlow(string name)
    {
        string[] lines = ReadText(name + ".orders.csv.gz").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Header, lines[0]);
        return new FlowCase(name, [.. lines.Skip(1).Select(ToMessage)], ReadText(name + ".expected.txt.gz"));
    }

    private static string ReadText(string file)
    {
        using FileStream compressed = File.OpenRead(SharedData.PathOf(Path.Combine(Folder, file)));
        using StreamReader reader = new(new GZipStream(compressed, CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    private static FlowMessage ToMessage(string line)
    {
        string[] cells = line.Split(',');
        return new FlowMessage(
            ToInteger(cells[0]),
            Assert.Single(cells[1]),
            ToSide(cells[2]),
            ToInteger(cells[3]) != 0,
            ToInteger(cells[4]),
            ToInteger(cells[5]),
            ToInteger(cells[6]));
    }

    private static FlowCase ToCase(JsonElement element) => new(
        element.GetProperty("name").GetString()!,
        [.. element.GetProperty("messages").EnumerateArray().Select(ToMessage)],
        string.Join('\n', element.GetProperty("expected_reports").EnumerateArray().Select(report => report.GetString())));

    private static FlowMessage ToMessage(JsonElement element) => new(
        element.GetProperty("seq").GetInt64(),
        Assert.Single(element.GetProperty("type").GetString()!),
        ToSide(element.GetProperty("side").GetString()!),
        element.GetProperty("ioc").GetInt64() != 0,
        element.GetProperty("qty").GetInt64(),
        element.GetProperty("order_id").GetInt64(),
        element.GetProperty("price").GetInt64());

    private static Side ToSide(string cell) => cell switch
    {
        "B" => Side.Buy,
        "S" => Side.Sell,
        _ => throw new FormatException($"{cell} is no side."),
    };

    private static long ToInteger(string cell) => long.Parse(cell, CultureInfo.InvariantCulture);
}
