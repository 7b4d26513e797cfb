using System.Text.Json;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Finds the members of a text that is one JSON object.</summary>
internal static class JsonMembers
{
    /// <summary>No value is nested; a little depth lets one that is be named as a field of a wrong type.</summary>
    private const int DepthMax = 8;

    /// <summary>Longest part of a member's name that an error repeats.</summary>
    private const int NameLengthMax = 64;

    /// <summary>Finds all members.</summary>
    /// <param name="json">Untrusted bytes.</param>
    /// <param name="room">Receives the members, in the order of the text.</param>
    /// <param name="error">NotJson or TooMany.</param>
    /// <returns>How many there are.</returns>
    internal static int Find(ReadOnlySpan<byte> json, Span<JsonProperty> room, out DecodeError error)
    {
        int count = 0;
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            bool isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                JsonProperty member = ReadMember(ref reader);
                if (count == room.Length)
                {
                    error = new DecodeError(DecodeCause.TooMany, NameOf(json, member), member.Name.Start.Value);
                    return count;
                }

                room[count++] = member;
            }

            // Throws if something follows the object.
            _ = isObject && reader.Read();
            error = isObject ? default : new DecodeError(DecodeCause.NotJson, null, 0);
        }
        catch (JsonException)
        {
            error = new DecodeError(DecodeCause.NotJson, null, (int)reader.BytesConsumed);
        }

        return count;
    }

    /// <summary>What a member is called, as far as an error repeats it.</summary>
    internal static string NameOf(ReadOnlySpan<byte> json, in JsonProperty member)
    {
        ReadOnlySpan<byte> name = json[member.Name];
        return System.Text.Encoding.UTF8.GetString(name[..Math.Min(NameLengthMax, name.Length)]);
    }

    private static JsonProperty ReadMember(ref Utf8JsonReader reader)
    {
        Range name = Inside(reader, quote: 1);
        _ = reader.Read();
        JsonTokenType type = reader.TokenType;
        Range value = Inside(reader, quote: type == JsonTokenType.String ? 1 : 0);
        reader.Skip();
        return new JsonProperty(name, value, type);
    }

    private static Range Inside(in Utf8JsonReader reader, int quote)
    {
        int start = (int)reader.TokenStartIndex + quote;
        return start..(start + reader.ValueSpan.Length);
    }
}
