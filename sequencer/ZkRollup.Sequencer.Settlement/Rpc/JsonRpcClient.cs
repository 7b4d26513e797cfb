using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>A node of L1 over JSON-RPC and HTTP.</summary>
public sealed class JsonRpcClient : IL1Client, IDisposable
{
    /// <summary>Most blocks that are asked for at once; providers limit the length of a batch.</summary>
    public const int BlocksMax = 100;

    private readonly JsonRpcTransport _transport;
    private readonly JsonRpcOptions _options;

    /// <summary>A client of one node.</summary>
    /// <param name="options">How it is reached.</param>
    /// <param name="journal">Told about attempts that failed.</param>
    /// <param name="time">Measures waits.</param>
    /// <param name="handler">Carries the requests; null for the framework's.</param>
    /// <exception cref="ArgumentException">The endpoint is neither http nor https.</exception>
    public JsonRpcClient(JsonRpcOptions options, IL1Journal? journal = null, TimeProvider? time = null, HttpMessageHandler? handler = null)
    {
        _options = options;
        _transport = new JsonRpcTransport(options, journal ?? SilentJournal.Instance, time ?? TimeProvider.System, handler);
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    /// <summary>Where the node is, without what may be secret.</summary>
    public override string ToString() => _options.ToString();

    /// <inheritdoc/>
    public Task<L1Result<ulong>> ChainIdAsync(CancellationToken cancellation) =>
        AskAsync(new RpcCall("eth_chainId"), JsonRpcAnswers.UInt64, cancellation);

    /// <inheritdoc/>
    public Task<L1Result<L1Block?>> BlockAsync(BlockTag tag, CancellationToken cancellation) =>
        AskAsync(new RpcCall("eth_getBlockByNumber", tag.ToString(), false), JsonRpcAnswers.Block, cancellation);

    /// <inheritdoc/>
    public async Task<L1Result<IReadOnlyList<L1Block>>> BlocksAsync(ulong first, int count, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        List<L1Block> blocks = [];
        for (int done = 0; done < count; done += BlocksMax)
        {
            RpcCall[] calls =
            [
                .. Enumerable.Range(done, Math.Min(BlocksMax, count - done))
                    .Select(i => new RpcCall("eth_getBlockByNumber", BlockTag.Number(first + (ulong)i).ToString(), false)),
            ];
            L1Result<IReadOnlyList<L1Result<JsonElement>>> answers = await _transport.BatchAsync(calls, cancellation).ConfigureAwait(false);
            if (!answers.TryGet(out IReadOnlyList<L1Result<JsonElement>>? list, out L1Error? error))
            {
                return error;
            }

            foreach (L1Result<JsonElement> answer in list)
            {
                if (!answer.Then(element => Parse(element, JsonRpcAnswers.Block)).TryGet(out L1Block? block, out error))
                {
                    return error;
                }

                if (block is null)
                {
                    return blocks;
                }

                if (block.Number != first + (ulong)blocks.Count)
                {
                    return new L1Error(L1ErrorKind.AnswerMalformed, 0, $"block {block.Number}, asked for {first + (ulong)blocks.Count}");
                }

                blocks.Add(block);
            }
        }

        return blocks;
    }

    /// <inheritdoc/>
    public Task<L1Result<BigInteger>> BalanceAsync(EthereumAddress account, BlockTag tag, CancellationToken cancellation) =>
        AskAsync(new RpcCall("eth_getBalance", account.ToString(), tag.ToString()), JsonRpcAnswers.Quantity, cancellation);

    /// <inheritdoc/>
    public Task<L1Result<ulong>> NonceAsync(EthereumAddress account, BlockTag tag, CancellationToken cancellation) =>
        AskAsync(new RpcCall("eth_getTransactionCount", account.ToString(), tag.ToString()), JsonRpcAnswers.UInt64, cancellation);

    /// <inheritdoc/>
    public Task<L1Result<byte[]>> CodeAsync(EthereumAddress account, BlockTag tag, CancellationToken cancellation) =>
        AskAsync(new RpcCall("eth_getCode", account.ToString(), tag.ToString()), JsonRpcAnswers.Bytes, cancellation);

    /// <inheritdoc/>
    public Task<L1Result<byte[]>> CallAsync(EthereumAddress? from, L1Request request, BlockTag tag, CancellationToken cancellation) =>
        AskAsync(new RpcCall("eth_call", Json(from, request), tag.ToString()), JsonRpcAnswers.Bytes, cancellation);

    /// <inheritdoc/>
    public Task<L1Result<ulong>> EstimateGasAsync(EthereumAddress from, L1Request request, CancellationToken cancellation) =>
        AskAsync(new RpcCall("eth_estimateGas", Json(from, request), BlockTag.Pending.ToString()), JsonRpcAnswers.UInt64, cancellation);

    /// <inheritdoc/>
    public Task<L1Result<FeeHistory>> FeeHistoryAsync(int blocks, int percentile, CancellationToken cancellation) =>
        AskAsync(
            new RpcCall("eth_feeHistory", Hex.Quantity(blocks), BlockTag.Latest.ToString(), new JsonArray(percentile)),
            JsonRpcAnswers.Fees,
            cancellation);

    /// <inheritdoc/>
    public async Task<L1Result<Hash32>> SendRawTransactionAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancellation)
    {
        RpcCall call = new("eth_sendRawTransaction", Hex.Data(transaction.Span));
        L1Result<Hash32> result = await AskAsync(call, JsonRpcAnswers.Hash, cancellation).ConfigureAwait(false);
        Hash32 hash = Hash32.Keccak(transaction.Span);
        if (result.Error is { Kind: L1ErrorKind.AlreadyKnown })
        {
            return hash;
        }

        return result.IsOk && result.Value != hash
            ? new L1Error(L1ErrorKind.AnswerMalformed, 0, $"the node took {hash} for {result.Value}")
            : result;
    }

    /// <inheritdoc/>
    public Task<L1Result<TransactionReceipt?>> ReceiptAsync(Hash32 transaction, CancellationToken cancellation) =>
        AskAsync(new RpcCall("eth_getTransactionReceipt", transaction.ToString()), JsonRpcAnswers.Receipt, cancellation);

    /// <inheritdoc/>
    public Task<L1Result<IReadOnlyList<L1Log>>> LogsAsync(LogFilter filter, ulong first, ulong last, CancellationToken cancellation)
    {
        JsonObject json = new()
        {
            ["fromBlock"] = BlockTag.Number(first).ToString(),
            ["toBlock"] = BlockTag.Number(last).ToString(),
            ["address"] = new JsonArray([.. filter.Addresses.Select(address => (JsonNode)address.ToString())]),
        };
        if (filter.Topics.Count > 0)
        {
            json["topics"] = new JsonArray(new JsonArray([.. filter.Topics.Select(topic => (JsonNode)topic.ToString())]));
        }

        return AskAsync(new RpcCall("eth_getLogs", json), JsonRpcAnswers.Logs, cancellation);
    }

    private static JsonObject Json(EthereumAddress? from, L1Request request)
    {
        JsonObject json = new() { ["input"] = Hex.Data(request.Data.Span) };
        if (from is EthereumAddress sender)
        {
            json["from"] = sender.ToString();
        }

        if (request.To is EthereumAddress to)
        {
            json["to"] = to.ToString();
        }

        if (!request.Value.IsZero)
        {
            json["value"] = Hex.Quantity(request.Value);
        }

        if (request.GasLimit is ulong gas)
        {
            json["gas"] = Hex.Quantity(gas);
        }

        return json;
    }

    /// <summary>Whatever a node says, an answer that does not have the expected form is an error and no exception.</summary>
    private static L1Result<T> Parse<T>(JsonElement element, Func<JsonElement, T> parse)
    {
        try
        {
            return parse(element);
        }
        catch (Exception exception)
            when (exception is FormatException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return new L1Error(L1ErrorKind.AnswerMalformed, 0, exception.Message);
        }
    }

    private async Task<L1Result<T>> AskAsync<T>(RpcCall call, Func<JsonElement, T> parse, CancellationToken cancellation)
    {
        L1Result<JsonElement> answer = await _transport.CallAsync(call, cancellation).ConfigureAwait(false);
        return answer.Then(element => Parse(element, parse));
    }
}
