using System.Numerics;
using System.Text.Json;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>Reads answers of a node. What has another form throws FormatException; the client makes an error of it.</summary>
internal static class JsonRpcAnswers
{
    internal static BigInteger Quantity(JsonElement element) =>
        Hex.TryQuantity(Text(element), out BigInteger value) ? value : throw new FormatException("no quantity");

    internal static ulong UInt64(JsonElement element)
    {
        BigInteger value = Quantity(element);
        return value <= ulong.MaxValue ? (ulong)value : throw new FormatException("a quantity of more than 64 bits");
    }

    internal static byte[] Bytes(JsonElement element) =>
        Hex.TryBytes(Text(element), out byte[] bytes) ? bytes : throw new FormatException("no bytes");

    internal static Hash32 Hash(JsonElement element) =>
        Hash32.TryParse(Text(element), out Hash32 hash) ? hash : throw new FormatException("no hash");

    internal static EthereumAddress Address(JsonElement element) =>
        EthereumAddress.TryParseUnchecked(Text(element), out EthereumAddress address) ? address : throw new FormatException("no address");

    internal static L1Block? Block(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null
            ? null
            : new L1Block(
                UInt64(element.GetProperty("number")),
                Hash(element.GetProperty("hash")),
                Hash(element.GetProperty("parentHash")),
                UInt64(element.GetProperty("timestamp")),
                element.TryGetProperty("baseFeePerGas", out JsonElement fee) ? Quantity(fee) : BigInteger.Zero);

    internal static FeeHistory Fees(JsonElement element)
    {
        BigInteger[] baseFees = [.. element.GetProperty("baseFeePerGas").EnumerateArray().Select(Quantity)];
        BigInteger[] rewards = element.TryGetProperty("reward", out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(block => Quantity(block[0]))]
            : [];
        return baseFees.Length > 0 ? new FeeHistory(baseFees, rewards) : throw new FormatException("a history of no blocks");
    }

    internal static TransactionReceipt? Receipt(JsonElement element)
    {
        // Nodes that answer for a transaction in the pool have no block to name.
        if (element.ValueKind == JsonValueKind.Null || element.GetProperty("blockHash").ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        bool isCreation = element.TryGetProperty("contractAddress", out JsonElement made) && made.ValueKind == JsonValueKind.String;
        return new TransactionReceipt(
            Hash(element.GetProperty("transactionHash")),
            UInt64(element.GetProperty("blockNumber")),
            Hash(element.GetProperty("blockHash")),
            UInt64(element.GetProperty("status")) == 1,
            UInt64(element.GetProperty("gasUsed")),
            Quantity(element.GetProperty("effectiveGasPrice")),
            isCreation ? Address(made) : null,
            Logs(element.GetProperty("logs")));
    }

    internal static IReadOnlyList<L1Log> Logs(JsonElement element) => [.. element.EnumerateArray().Select(Log)];

    private static L1Log Log(JsonElement element) =>
        new(
            Address(element.GetProperty("address")),
            [.. element.GetProperty("topics").EnumerateArray().Select(Hash)],
            Bytes(element.GetProperty("data")),
            UInt64(element.GetProperty("blockNumber")),
            Hash(element.GetProperty("blockHash")),
            Hash(element.GetProperty("transactionHash")),
            UInt64(element.GetProperty("logIndex")));

    private static string Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new FormatException($"{element.ValueKind}, expected text");
}
