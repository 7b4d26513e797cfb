using System.Text;
using System.Text.Json;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Reads fields from the members of a JSON object, which may come in any order; keeps the first error.</summary>
/// <remarks>Names and strings must be written without escapes, as all of ours can be.</remarks>
internal ref struct JsonFieldReader : IFieldVisitor
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly Span<JsonProperty> _properties;
    private DecodeError _error;

    /// <summary>Finds the members of the one object that the text is.</summary>
    /// <param name="json">Untrusted bytes.</param>
    /// <param name="room">Where to keep them while this is used.</param>
    internal JsonFieldReader(ReadOnlySpan<byte> json, Span<JsonProperty> room)
    {
        _json = json;
        _properties = room[..JsonMembers.Find(json, room, out _error)];
    }

    public ulong Integer(in IntegerField field, ulong value)
    {
        if (!TryClaim(field.Name, out JsonProperty property))
        {
            return field.Min;
        }

        ReadOnlySpan<byte> text = _json[property.Value];
        ulong result = property.Type == JsonTokenType.True ? 1UL : 0UL;
        DecodeCause cause = (field.Form, property.Type) switch
        {
            (FieldForm.Number, JsonTokenType.Number) => JsonText.ReadNumber(text, out result),
            (FieldForm.Text, JsonTokenType.String) => JsonText.ReadDecimal(text, out result),
            (FieldForm.Name, JsonTokenType.String) => JsonText.ReadName(text, field.Names, out result),
            (FieldForm.Boolean, JsonTokenType.True or JsonTokenType.False) => DecodeCause.None,
            _ => DecodeCause.WrongType,
        };
        if (cause == DecodeCause.None && !field.Admits(result))
        {
            cause = DecodeCause.OutOfRange;
        }

        Fail(cause, field.Name, property.Value);
        return cause == DecodeCause.None ? result : field.Min;
    }

    public Fr Element(in ElementField field, in Fr value)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        if (!TryClaimBytes(field.Name, bytes, isAnyCase: false, out Range where))
        {
            return default;
        }

        if (!Fr.TryReadBigEndian(bytes, out Fr result))
        {
            Fail(DecodeCause.NotCanonical, field.Name, where);
        }
        else if (field.IsPacked && !LanePacker.IsPacked(result))
        {
            Fail(DecodeCause.OutOfRange, field.Name, where);
            result = default;
        }

        return result;
    }

    public EthereumAddress Address(string name, int lane, EthereumAddress value)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        EthereumAddress result = default;
        if (TryClaimBytes(name, bytes, isAnyCase: true, out _))
        {
            _ = EthereumAddress.TryRead(bytes, out result);
        }

        return result;
    }

    /// <summary>Reads the name of the transaction.</summary>
    /// <param name="name">What the member is called.</param>
    /// <param name="expected">The one that it must be; null if it may be any.</param>
    internal TransactionKind Type(string name, TransactionKind? expected)
    {
        TransactionKind kind = default;
        if (TryClaim(name, out JsonProperty property))
        {
            DecodeCause cause = property.Type != JsonTokenType.String ? DecodeCause.WrongType
                : !TransactionTypes.TryParse(_json[property.Value], out kind) ? DecodeCause.UnknownType
                : expected is not null && expected != kind ? DecodeCause.OtherType
                : DecodeCause.None;
            Fail(cause, name, property.Value);
        }

        return kind;
    }

    /// <summary>Reads the signature.</summary>
    internal SchnorrSignature Signature(string name)
    {
        Span<byte> bytes = stackalloc byte[SchnorrSignature.ByteLength];
        SchnorrSignature result = default;
        if (TryClaimBytes(name, bytes, isAnyCase: false, out Range where) && !SchnorrSignature.TryRead(bytes, out result, out _))
        {
            Fail(DecodeCause.NotCanonical, name, where);
        }

        return result;
    }

    /// <summary>The first error so far.</summary>
    internal readonly DecodeError Error => _error;

    /// <summary>The first error, after all fields: the last one possible is a member that no field has claimed.</summary>
    internal DecodeError Finish()
    {
        foreach (ref readonly JsonProperty property in _properties)
        {
            if (!property.IsClaimed)
            {
                Fail(DecodeCause.Unknown, JsonMembers.NameOf(_json, property), property.Name);
            }
        }

        return _error;
    }

    private bool TryClaimBytes(string name, scoped Span<byte> bytes, bool isAnyCase, out Range where)
    {
        bool isClaimed = TryClaim(name, out JsonProperty property);
        where = property.Value;
        if (!isClaimed)
        {
            return false;
        }

        DecodeCause cause = property.Type != JsonTokenType.String ? DecodeCause.WrongType
            : JsonText.TryReadHex(_json[where], bytes, isAnyCase) ? DecodeCause.None : DecodeCause.NotCanonical;
        Fail(cause, name, where);
        return cause == DecodeCause.None;
    }

    /// <summary>Finds the one member of a name; none if there was an error.</summary>
    private bool TryClaim(string name, out JsonProperty property)
    {
        property = default;
        if (_error.IsError)
        {
            return false;
        }

        bool isFound = false;
        foreach (ref JsonProperty candidate in _properties)
        {
            if (!Ascii.Equals(_json[candidate.Name], name))
            {
                continue;
            }

            if (isFound)
            {
                Fail(DecodeCause.Repeated, name, candidate.Name);
                return false;
            }

            isFound = true;
            candidate.IsClaimed = true;
            property = candidate;
        }

        if (!isFound)
        {
            Fail(DecodeCause.Missing, name, _json.Length..);
        }

        return isFound;
    }

    private void Fail(DecodeCause cause, string name, Range where)
    {
        if (cause != DecodeCause.None && !_error.IsError)
        {
            _error = new DecodeError(cause, name, where.Start.Value);
        }
    }
}
