using System.Text.Json;
using System.Text.Json.Nodes;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Logs;

/// <summary>A cursor as JSON, for a file or a column. Logs have the form of the RPC.</summary>
public static class FollowerCursorText
{
    /// <summary>Writes a cursor.</summary>
    public static string Write(FollowerCursor cursor)
    {
        JsonArray spans = [];
        foreach (FollowedSpan span in cursor.Spans)
        {
            spans.Add(new JsonObject
            {
                ["first"] = Number(span.First),
                ["last"] = Number(span.Last),
                ["hash"] = span.LastHash.ToString(),
                ["logs"] = new JsonArray([.. span.Logs.Select(Json)]),
            });
        }

        return new JsonObject { ["next"] = Number(cursor.NextBlock), ["isWhole"] = cursor.IsWhole, ["spans"] = spans }.ToJsonString();
    }

    /// <summary>Reads a cursor; false if the text was not written here.</summary>
    public static bool TryRead(string text, out FollowerCursor? cursor)
    {
        cursor = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            FollowedSpan[] spans = [.. root.GetProperty("spans").EnumerateArray().Select(Span)];
            cursor = new FollowerCursor(Number(root.GetProperty("next")), spans) { IsWhole = root.GetProperty("isWhole").GetBoolean() };
            return true;
        }
        catch (Exception exception)
            when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            return false;
        }
    }

    private static FollowedSpan Span(JsonElement element) =>
        new(
            Number(element.GetProperty("first")),
            Number(element.GetProperty("last")),
            JsonRpcAnswers.Hash(element.GetProperty("hash")),
            JsonRpcAnswers.Logs(element.GetProperty("logs")));

    private static JsonObject Json(L1Log log) => new()
    {
        ["address"] = log.Address.ToString(),
        ["topics"] = new JsonArray([.. log.Topics.Select(topic => (JsonNode)topic.ToString())]),
        ["data"] = Hex.Data(log.Data.Span),
        ["blockNumber"] = Number(log.BlockNumber),
        ["blockHash"] = log.BlockHash.ToString(),
        ["transactionHash"] = log.TransactionHash.ToString(),
        ["logIndex"] = Number(log.Index),
    };

    private static string Number(ulong number) => Hex.Quantity(number);

    private static ulong Number(JsonElement element) => JsonRpcAnswers.UInt64(element);
}
