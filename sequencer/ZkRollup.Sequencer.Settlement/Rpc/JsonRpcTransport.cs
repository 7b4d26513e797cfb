using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>JSON-RPC 2.0 over HTTP, one call or a batch of them, with attempts.</summary>
/// <remarks>
/// Everything is asked again when the connection fails, so only what is safe to ask twice may go through here. That holds for all reading,
/// and for eth_sendRawTransaction, as the same bytes are the same transaction.
/// </remarks>
internal sealed class JsonRpcTransport : IDisposable
{
    private readonly JsonRpcOptions _options;
    private readonly HttpClient _http;
    private readonly IL1Journal _journal;
    private readonly TimeProvider _time;
    private readonly Uri _endpoint;
    private long _lastId;

    internal JsonRpcTransport(JsonRpcOptions options, IL1Journal journal, TimeProvider time, HttpMessageHandler? handler)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AttemptsMax, 1);
        if (options.Endpoint.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"An endpoint is http or https, got {options.Endpoint.Scheme}.", nameof(options));
        }

        (_options, _journal, _time) = (options, journal, time);
        _endpoint = new UriBuilder(options.Endpoint) { UserName = string.Empty, Password = string.Empty }.Uri;

        // A redirection would carry the request, and the key in its header, to somebody else.
        handler ??= new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = options.AnswerBytesMax,
        };
        if (options.Endpoint.UserInfo.Length > 0)
        {
            byte[] user = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(options.Endpoint.UserInfo));
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(user));
        }
    }

    public void Dispose() => _http.Dispose();

    internal async Task<L1Result<JsonElement>> CallAsync(RpcCall call, CancellationToken cancellation) =>
        (await BatchAsync([call], cancellation).ConfigureAwait(false)).Then(answers => answers[0]);

    /// <summary>The answers in the order of the calls, in whatever order the node gives them.</summary>
    internal async Task<L1Result<IReadOnlyList<L1Result<JsonElement>>>> BatchAsync(
        IReadOnlyList<RpcCall> calls,
        CancellationToken cancellation)
    {
        TimeSpan delay = _options.FirstDelay;
        for (int attempt = 1; ; attempt++)
        {
            L1Result<IReadOnlyList<L1Result<JsonElement>>> result = await AttemptAsync(calls, cancellation).ConfigureAwait(false);
            L1Error? error = result.Error ?? result.Value.FirstOrDefault(answer => answer.Error is { IsTransient: true }).Error;
            if (error is not { IsTransient: true } || attempt == _options.AttemptsMax)
            {
                return result;
            }

            _journal.Note($"{_options}: {calls[0].Method}: {error}; attempt {attempt} of {_options.AttemptsMax}");
            await Task.Delay(delay, _time, cancellation).ConfigureAwait(false);
            delay = delay + delay < _options.DelayMax ? delay + delay : _options.DelayMax;
        }
    }

    private static JsonNode Body(IReadOnlyList<RpcCall> calls, long firstId)
    {
        if (calls.Count == 1)
        {
            return calls[0].ToJson(firstId);
        }

        JsonArray batch = [];
        for (int i = 0; i < calls.Count; i++)
        {
            batch.Add(calls[i].ToJson(firstId + i));
        }

        return batch;
    }

    private static L1Error Malformed(string what) => new(L1ErrorKind.AnswerMalformed, 0, what);

    private async Task<L1Result<IReadOnlyList<L1Result<JsonElement>>>> AttemptAsync(
        IReadOnlyList<RpcCall> calls,
        CancellationToken cancellation)
    {
        long firstId = Interlocked.Add(ref _lastId, calls.Count) - calls.Count + 1;
        using CancellationTokenSource timeout = new(_options.Timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using StringContent content = new(Body(calls, firstId).ToJsonString(), Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await _http.PostAsync(_endpoint, content, either.Token).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return Read(response.StatusCode, body, calls, firstId);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new L1Error(L1ErrorKind.TimedOut, 0, $"no answer within {_options.Timeout.TotalSeconds} s");
        }
        catch (HttpRequestException exception)
        {
            // The message of the library may name the host and the port, never the rest of the address.
            return exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                ? new L1Error(L1ErrorKind.TooManyResults, 0, $"an answer of more than {_options.AnswerBytesMax} bytes")
                : new L1Error(L1ErrorKind.Unreachable, 0, $"{exception.HttpRequestError}: {exception.Message}");
        }
        catch (IOException exception)
        {
            return new L1Error(L1ErrorKind.Unreachable, 0, exception.Message);
        }
    }

    private static L1Result<IReadOnlyList<L1Result<JsonElement>>> Read(
        HttpStatusCode status,
        byte[] body,
        IReadOnlyList<RpcCall> calls,
        long firstId)
    {
        if (status == HttpStatusCode.TooManyRequests)
        {
            return new L1Error(L1ErrorKind.RateLimited, (int)status, "too many requests");
        }

        L1Result<IReadOnlyList<L1Result<JsonElement>>> answers = ReadBody(body, calls, firstId);
        return status == HttpStatusCode.OK || (answers.IsOk && answers.Value.All(answer => !answer.IsOk))
            ? answers
            : new L1Error(L1ErrorKind.HttpStatus, (int)status, status.ToString());
    }

    private static L1Result<IReadOnlyList<L1Result<JsonElement>>> ReadBody(byte[] body, IReadOnlyList<RpcCall> calls, long firstId)
    {
        JsonElement root;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return Malformed($"{body.Length} bytes that are no JSON");
        }

        JsonElement[] elements = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
        L1Result<JsonElement>?[] answers = new L1Result<JsonElement>?[calls.Count];
        foreach (JsonElement element in elements)
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                return Malformed("an answer that is no object");
            }

            bool isNumbered = element.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.Number;
            if (!isNumbered && element.TryGetProperty("error", out JsonElement whole))
            {
                // A node that refuses a request as a whole has no id to answer to.
                return JsonRpcErrors.Classify(calls[0].Method, whole);
            }

            if (!isNumbered || !id.TryGetInt64(out long number) || number < firstId || number >= firstId + calls.Count)
            {
                return Malformed("an answer to another question");
            }

            ref L1Result<JsonElement>? answer = ref answers[number - firstId];
            if (answer is not null)
            {
                return Malformed("two answers to one question");
            }

            answer = Answer(calls[(int)(number - firstId)].Method, element);
        }

        return answers.Any(answer => answer is null)
            ? Malformed("a question without an answer")
            : answers.Select(answer => answer!.Value).ToArray();
    }

    private static L1Result<JsonElement> Answer(string method, JsonElement element) =>
        element.TryGetProperty("error", out JsonElement error) && error.ValueKind != JsonValueKind.Null
            ? JsonRpcErrors.Classify(method, error)
            : element.TryGetProperty("result", out JsonElement result)
                ? result
                : Malformed("an answer with neither result nor error");
}
