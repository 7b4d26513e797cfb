using System.Buffers;
using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>Appends the values of a batch file.</summary>
internal sealed class BatchFileWriter
{
    private readonly ArrayBufferWriter<byte> _target = new();

    internal ReadOnlySpan<byte> Written => _target.WrittenSpan;

    internal void Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_target.GetSpan(sizeof(int)), value);
        _target.Advance(sizeof(int));
    }

    internal void Int64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_target.GetSpan(sizeof(long)), value);
        _target.Advance(sizeof(long));
    }

    internal void Element(in Fr value)
    {
        value.WriteBigEndian(_target.GetSpan(Fr.ByteLength)[..Fr.ByteLength]);
        _target.Advance(Fr.ByteLength);
    }

    internal void Address(EthereumAddress value)
    {
        value.Write(_target.GetSpan(EthereumAddress.Bytes)[..EthereumAddress.Bytes]);
        _target.Advance(EthereumAddress.Bytes);
    }

    internal void Bytes(ReadOnlySpan<byte> value) => _target.Write(value);
}
