using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ZkRollup.Sequencer.Settlement.Tests.Rpc;

/// <summary>A node that answers as it is told, one answer after the other; the last one again and again.</summary>
internal sealed class ScriptedHandler(params Func<JsonNode, HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private int _next;

    internal List<HttpRequestMessage> Requests { get; } = [];

    internal List<JsonNode> Bodies { get; } = [];

    /// <summary>An answer with a result, in JSON.</summary>
    internal static Func<JsonNode, HttpResponseMessage> Result(string json) =>
        request => Json($"{{\"jsonrpc\":\"2.0\",\"id\":{request["id"]},\"result\":{json}}}");

    /// <summary>An answer with an error, in JSON.</summary>
    internal static Func<JsonNode, HttpResponseMessage> Error(string json) =>
        request => Json($"{{\"jsonrpc\":\"2.0\",\"id\":{request["id"]},\"error\":{json}}}");

    /// <summary>Any answer.</summary>
    internal static Func<JsonNode, HttpResponseMessage> Raw(string text, HttpStatusCode status = HttpStatusCode.OK) =>
        _ => Json(text, status);

    /// <summary>No answer.</summary>
    internal static HttpResponseMessage Break(JsonNode request) =>
        throw new HttpRequestException(HttpRequestError.ConnectionError, $"no connection for {request["method"]}");

    internal static HttpResponseMessage Json(string text, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        JsonNode body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        Requests.Add(request);
        Bodies.Add(body);
        Func<JsonNode, HttpResponseMessage> answer = answers[Math.Min(_next++, answers.Length - 1)];
        return answer(body);
    }
}
