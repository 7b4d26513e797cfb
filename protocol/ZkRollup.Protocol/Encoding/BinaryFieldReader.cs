using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Reads fields one after the other, little-endian; keeps the first error.</summary>
/// <param name="bytes">A whole transaction, untrusted.</param>
/// <param name="offset">Where the first field begins.</param>
internal ref struct BinaryFieldReader(ReadOnlySpan<byte> bytes, int offset) : IFieldVisitor
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _offset = offset;
    private DecodeError _error;

    public ulong Integer(in IntegerField field, ulong value)
    {
        int start = _offset;
        if (!TryTake(field.Name, field.ByteLength, out ReadOnlySpan<byte> taken))
        {
            return field.Min;
        }

        ulong result = taken.Length switch
        {
            1 => taken[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(taken),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(taken),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(taken),
        };
        if (field.Admits(result))
        {
            return result;
        }

        _error = new DecodeError(DecodeCause.OutOfRange, field.Name, start);
        return field.Min;
    }

    public Fr Element(in ElementField field, in Fr value)
    {
        int start = _offset;
        if (!TryTake(field.Name, Fr.ByteLength, out ReadOnlySpan<byte> taken))
        {
            return default;
        }

        if (!Fr.TryReadLittleEndian(taken, out Fr result))
        {
            _error = new DecodeError(DecodeCause.NotCanonical, field.Name, start);
            return default;
        }

        if (field.IsPacked && !LanePacker.IsPacked(result))
        {
            _error = new DecodeError(DecodeCause.OutOfRange, field.Name, start);
            return default;
        }

        return result;
    }

    public EthereumAddress Address(string name, int lane, EthereumAddress value)
    {
        EthereumAddress result = default;
        if (TryTake(name, EthereumAddress.Bytes, out ReadOnlySpan<byte> taken))
        {
            _ = EthereumAddress.TryRead(taken, out result);
        }

        return result;
    }

    /// <summary>Reads the signature after the fields.</summary>
    internal SchnorrSignature Signature(string name)
    {
        int start = _offset;
        SchnorrSignature result = default;
        if (TryTake(name, SchnorrSignature.ByteLength, out ReadOnlySpan<byte> taken)
            && !SchnorrSignature.TryRead(taken, out result, out _))
        {
            _error = new DecodeError(DecodeCause.NotCanonical, name, start);
        }

        return result;
    }

    /// <summary>The first error, after all fields.</summary>
    internal readonly DecodeError Finish() =>
        !_error.IsError && _offset != _bytes.Length ? new DecodeError(DecodeCause.Trailing, null, _offset) : _error;

    private bool TryTake(string name, int length, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (_error.IsError)
        {
            return false;
        }

        if (_bytes.Length - _offset < length)
        {
            _error = new DecodeError(DecodeCause.Truncated, name, _offset);
            return false;
        }

        taken = _bytes.Slice(_offset, length);
        _offset += length;
        return true;
    }
}
