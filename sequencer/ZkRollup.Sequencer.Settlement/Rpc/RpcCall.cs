using System.Text.Json.Nodes;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>A method and its parameters.</summary>
internal sealed record RpcCall(string Method, params IReadOnlyList<JsonNode?> Parameters)
{
    internal JsonObject ToJson(long id)
    {
        JsonArray parameters = [];
        foreach (JsonNode? parameter in Parameters)
        {
            // A node has one parent; a call that is repeated needs its parameters again.
            parameters.Add(parameter?.DeepClone());
        }

        return new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = Method, ["params"] = parameters };
    }
}
