using System.Buffers.Binary;
using System.Security.Cryptography;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.Snapshots;

/// <summary>Writes the blocks of a snapshot.</summary>
internal sealed class SnapshotWriter
{
    private const int LengthBytes = 4;

    private readonly Stream _stream;
    private readonly byte[] _digest = new byte[SnapshotFormat.DigestBytes];

    /// <summary>The digest before the block, its length, its payload, its digest.</summary>
    private readonly byte[] _block = new byte[(2 * SnapshotFormat.DigestBytes) + LengthBytes + SnapshotFormat.BlockBytes];
    private int _count;

    internal SnapshotWriter(Stream stream)
    {
        _stream = stream;
        Span<byte> header = stackalloc byte[SnapshotFormat.HeaderBytes];
        SnapshotFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[SnapshotFormat.Magic.Length..], SnapshotFormat.Version);
        stream.Write(header);
        SHA256.HashData(header, _digest);
    }

    internal void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    internal void Write(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    internal void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    internal void Write(in Fr value) => value.WriteLittleEndian(Take(SnapshotFormat.ElementBytes));

    /// <summary>Writes an address and the elements of its record that are not 0.</summary>
    internal void Write(uint address, in Record record)
    {
        ReadOnlySpan<ulong> fields =
        [
            record.A0, record.A1, record.A2, record.A3, record.A4, record.B0, record.B1, record.B2, record.B3, record.B4, record.B5,
        ];
        int mask = (record.X.IsZero ? 0 : 1) | (record.Y.IsZero ? 0 : 2);
        for (int i = 0; i < fields.Length; i++)
        {
            mask |= fields[i] == 0 ? 0 : 4 << i;
        }

        Write(address);
        BinaryPrimitives.WriteUInt16LittleEndian(Take(2), (ushort)mask);
        if ((mask & 1) != 0)
        {
            Write(record.X);
        }

        if ((mask & 2) != 0)
        {
            Write(record.Y);
        }

        foreach (ulong field in fields)
        {
            if (field != 0)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(Take(8), field);
            }
        }
    }

    /// <summary>Writes what is left, and the end.</summary>
    internal void Finish()
    {
        if (_count > 0)
        {
            WriteBlock();
        }

        WriteBlock();
    }

    private Span<byte> Take(int bytes)
    {
        if (_count + bytes > SnapshotFormat.BlockBytes)
        {
            WriteBlock();
        }

        Span<byte> result = _block.AsSpan(SnapshotFormat.DigestBytes + LengthBytes + _count, bytes);
        _count += bytes;
        return result;
    }

    private void WriteBlock()
    {
        int end = SnapshotFormat.DigestBytes + LengthBytes + _count;
        _digest.CopyTo(_block.AsSpan());
        BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(SnapshotFormat.DigestBytes), _count);
        SHA256.HashData(_block.AsSpan(0, end), _digest);
        _digest.CopyTo(_block.AsSpan(end));
        _stream.Write(_block.AsSpan(SnapshotFormat.DigestBytes, LengthBytes + _count + SnapshotFormat.DigestBytes));
        _count = 0;
    }
}
