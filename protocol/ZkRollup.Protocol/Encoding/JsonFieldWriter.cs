using System.Globalization;
using System.Text.Json;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Writes fields as members of a JSON object that is open.</summary>
/// <param name="writer">Where to.</param>
internal readonly struct JsonFieldWriter(Utf8JsonWriter writer) : IFieldVisitor
{
    private const int DecimalLengthMax = 20;

    public ulong Integer(in IntegerField field, ulong value)
    {
        _ = field.Require(value);
        switch (field.Form)
        {
            case FieldForm.Number:
                writer.WriteNumber(field.Name, value);
                break;
            case FieldForm.Text:
                Span<char> text = stackalloc char[DecimalLengthMax];
                _ = value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
                writer.WriteString(field.Name, text[..length]);
                break;
            case FieldForm.Name:
                writer.WriteString(field.Name, field.Names[(int)value]);
                break;
            default:
                writer.WriteBoolean(field.Name, value != 0);
                break;
        }

        return value;
    }

    public Fr Element(in ElementField field, in Fr value)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        value.WriteBigEndian(bytes);
        Write(field.Name, bytes);
        return value;
    }

    public EthereumAddress Address(string name, int lane, EthereumAddress value)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        value.Write(bytes);
        Write(name, bytes);
        return value;
    }

    internal void Signature(string name, in SchnorrSignature signature)
    {
        Span<byte> bytes = stackalloc byte[SchnorrSignature.ByteLength];
        signature.Write(bytes);
        Write(name, bytes);
    }

    private void Write(string name, ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[JsonText.HexLength(SchnorrSignature.ByteLength)];
        writer.WriteString(name, JsonText.WriteHex(bytes, text));
    }
}
