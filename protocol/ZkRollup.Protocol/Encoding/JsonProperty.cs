using System.Text.Json;

namespace ZkRollup.Protocol.Encoding;

/// <summary>A member of a JSON object: where its name and its value lie, both without quotes.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="Type">The value's type; an object or an array has only its first byte as a value.</param>
internal record struct JsonProperty(Range Name, Range Value, JsonTokenType Type)
{
    /// <summary>True once a field has claimed it.</summary>
    internal bool IsClaimed { get; set; }
}
