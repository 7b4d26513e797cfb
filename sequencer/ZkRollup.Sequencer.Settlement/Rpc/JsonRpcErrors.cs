using System.Text.Json;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>What the error of a node comes to. Codes are not agreed upon but for 3, a revert; so words decide.</summary>
/// <remarks>The words are those of geth, Nethermind, Besu, Erigon, Reth, anvil and the large providers.</remarks>
internal static class JsonRpcErrors
{
    private const int RevertCode = 3;

    private static readonly (L1ErrorKind Kind, string[] Words)[] OfSending =
    [
        (L1ErrorKind.AlreadyKnown, ["already known", "alreadyknown", "already imported", "known transaction", "already in the pool"]),
        (L1ErrorKind.NonceTooLow, ["nonce too low", "oldnonce", "nonce is too low"]),
        (L1ErrorKind.Underpriced,
        [
            "underpriced", "replacementnotallowed", "feetoolow", "fee too low", "max fee per gas less than block base fee",
            "gas price too low", "feetoolowtocompete", "below configured minimum", "maxfeepergas too low",
        ]),
        (L1ErrorKind.FundsInsufficient, ["insufficient funds", "insufficientfunds", "upfront cost exceeds", "insufficient balance"]),
    ];

    private static readonly string[] TooMany =
    [
        "query returned more than", "more than 10000 results", "block range", "too many blocks", "too many results", "too many logs",
        "response size", "response is too big", "range is too large", "range too large", "exceeds max results", "query timeout exceeded",
        "limited to a", "maximum block range", "logs matched by query exceeds limit",
    ];

    private static readonly string[] Rates =
        ["rate limit", "too many requests", "request count exceeded", "compute units per second", "capacity"];

    internal static L1Error Classify(string method, JsonElement error)
    {
        int code = 0;
        string message = "an error without words";
        byte[]? data = null;
        if (error.ValueKind == JsonValueKind.Object)
        {
            _ = error.TryGetProperty("code", out JsonElement codeElement)
                && codeElement.ValueKind == JsonValueKind.Number
                && codeElement.TryGetInt32(out code);
            message = error.TryGetProperty("message", out JsonElement text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()!
                : message;
            data = error.TryGetProperty("data", out JsonElement dataElement) ? RevertData(dataElement) : null;
        }

        return new L1Error(Kind(method, code, message, data), code, message, data ?? []);
    }

    private static L1ErrorKind Kind(string method, int code, string message, byte[]? data)
    {
        if (method == "eth_sendRawTransaction")
        {
            foreach ((L1ErrorKind kind, string[] words) in OfSending)
            {
                if (Says(message, words))
                {
                    return kind;
                }
            }
        }

        if (method == "eth_getLogs" && Says(message, TooMany))
        {
            return L1ErrorKind.TooManyResults;
        }

        if (method is "eth_call" or "eth_estimateGas")
        {
            if (Says(message, ["insufficient funds", "insufficientfunds"]))
            {
                return L1ErrorKind.FundsInsufficient;
            }

            if (code == RevertCode || data is not null || Says(message, ["revert"]))
            {
                return L1ErrorKind.Reverted;
            }
        }

        return Says(message, Rates) ? L1ErrorKind.RateLimited : L1ErrorKind.Other;
    }

    /// <summary>The data of a revert: a string that ends with it, or an object that holds it.</summary>
    private static byte[]? RevertData(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Object)
        {
            bool isThere = data.TryGetProperty("data", out JsonElement inner) || data.TryGetProperty("result", out inner);
            return isThere ? RevertData(inner) : null;
        }

        string text = data.ValueKind == JsonValueKind.String ? data.GetString()! : string.Empty;
        int start = text.IndexOf("0x", StringComparison.Ordinal);
        return start >= 0 && Hex.TryBytes(text[start..], out byte[] bytes) ? bytes : null;
    }

    private static bool Says(string message, string[] words) =>
        Array.Exists(words, word => message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
