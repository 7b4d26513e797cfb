using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Writes fields one after the other, little-endian.</summary>
/// <param name="destination">Has room for all fields.</param>
internal ref struct BinaryFieldWriter(Span<byte> destination) : IFieldVisitor
{
    private Span<byte> _rest = destination;

    public ulong Integer(in IntegerField field, ulong value)
    {
        _ = field.Require(value);
        Span<byte> bytes = Take(field.ByteLength);
        switch (bytes.Length)
        {
            case 1:
                bytes[0] = (byte)value;
                break;
            case 2:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
                break;
            case 4:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
                break;
            default:
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
                break;
        }

        return value;
    }

    public Fr Element(in ElementField field, in Fr value)
    {
        value.WriteLittleEndian(Take(Fr.ByteLength));
        return value;
    }

    public EthereumAddress Address(string name, int lane, EthereumAddress value)
    {
        value.Write(Take(EthereumAddress.Bytes));
        return value;
    }

    private Span<byte> Take(int length)
    {
        Span<byte> result = _rest[..length];
        _rest = _rest[length..];
        return result;
    }
}
