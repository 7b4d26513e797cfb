using System.Buffers.Binary;
using System.Security.Cryptography;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.Snapshots;

/// <summary>Reads the blocks of a snapshot. A block's bytes are given out only after its digest was found right.</summary>
/// <remarks>What was wrong first is in <see cref="Result"/>; from then on every number reads as 0.</remarks>
internal sealed class SnapshotReader
{
    private const int LengthBytes = 4;

    private readonly Stream _stream;
    private readonly byte[] _block = new byte[SnapshotFormat.DigestBytes + LengthBytes + SnapshotFormat.BlockBytes];
    private readonly byte[] _digest = new byte[SnapshotFormat.DigestBytes];
    private int _next;
    private int _end;
    private bool _isLast;

    internal SnapshotReader(Stream stream)
    {
        _stream = stream;
        ReadHeader();
    }

    /// <summary>Valid, or what was wrong first.</summary>
    internal SnapshotResult Result { get; private set; }

    internal bool IsValid => Result == SnapshotResult.Valid;

    /// <summary>Notes what is wrong, unless something else was before.</summary>
    internal void Fail(SnapshotResult result) => Result = IsValid ? result : Result;

    internal uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A number from 0 to a bound.</summary>
    /// <param name="most">The bound.</param>
    /// <param name="otherwise">What is wrong if it is exceeded.</param>
    internal int ReadInt32(int most, SnapshotResult otherwise = SnapshotResult.NumberInvalid)
    {
        uint value = ReadUInt32();
        if (value <= (uint)most)
        {
            return (int)value;
        }

        Fail(otherwise);
        return 0;
    }

    /// <summary>A number from 0 to a bound.</summary>
    internal long ReadInt64(long most)
    {
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
        if (value <= (ulong)most)
        {
            return (long)value;
        }

        Fail(SnapshotResult.NumberInvalid);
        return 0;
    }

    internal Fr ReadElement()
    {
        if (!Fr.TryReadLittleEndian(Take(SnapshotFormat.ElementBytes), out Fr result))
        {
            Fail(SnapshotResult.NumberInvalid);
        }

        return result;
    }

    /// <summary>The elements of a record.</summary>
    internal Record ReadRecord()
    {
        int mask = BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
        if (mask >> SnapshotFormat.FieldsOfRecord != 0)
        {
            Fail(SnapshotResult.RecordInvalid);
        }

        Fr x = (mask & 1) != 0 ? ReadElement() : default;
        Fr y = (mask & 2) != 0 ? ReadElement() : default;
        Span<ulong> f = stackalloc ulong[SnapshotFormat.FieldsOfRecord - 2];
        for (int i = 0; i < f.Length; i++)
        {
            f[i] = (mask >> (i + 2) & 1) != 0 ? BinaryPrimitives.ReadUInt64LittleEndian(Take(8)) : 0;
        }

        return new Record(x, y, f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10]);
    }

    /// <summary>Reads the end: no number is left, nothing follows.</summary>
    internal void Finish()
    {
        if (IsValid && _next != _end)
        {
            Fail(SnapshotResult.NumberInvalid);
        }

        ReadBlock();
        if (IsValid && !_isLast)
        {
            Fail(SnapshotResult.NumberInvalid);
        }

        if (IsValid && _stream.ReadByte() >= 0)
        {
            Fail(SnapshotResult.TrailingBytes);
        }
    }

    private void ReadHeader()
    {
        Span<byte> header = stackalloc byte[SnapshotFormat.HeaderBytes];
        int read = _stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> magic = SnapshotFormat.Magic;
        int compared = Math.Min(read, magic.Length);
        if (read == 0 || !header[..compared].SequenceEqual(magic[..compared]))
        {
            Fail(SnapshotResult.NotASnapshot);
        }
        else if (read < header.Length)
        {
            Fail(SnapshotResult.Truncated);
        }
        else if (BinaryPrimitives.ReadUInt32LittleEndian(header[magic.Length..]) != SnapshotFormat.Version)
        {
            Fail(SnapshotResult.VersionUnknown);
        }

        SHA256.HashData(header, _digest);
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (_next == _end && !_isLast)
        {
            ReadBlock();
        }

        if (_end - _next < bytes)
        {
            Fail(SnapshotResult.NumberInvalid);
            _next = _end;
            _block.AsSpan(0, bytes).Clear();
            return _block.AsSpan(0, bytes);
        }

        _next += bytes;
        return _block.AsSpan(_next - bytes, bytes);
    }

    /// <summary>Reads the next block and compares its digest.</summary>
    private void ReadBlock()
    {
        const int start = SnapshotFormat.DigestBytes + LengthBytes;
        Span<byte> length = _block.AsSpan(SnapshotFormat.DigestBytes, LengthBytes);
        Span<byte> digest = stackalloc byte[SnapshotFormat.DigestBytes];
        _next = start;
        _end = start;
        if (!TryFill(length))
        {
            return;
        }

        uint payload = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (payload > SnapshotFormat.BlockBytes)
        {
            Fail(SnapshotResult.ChecksumWrong);
            return;
        }

        if (!TryFill(_block.AsSpan(start, (int)payload)) || !TryFill(digest))
        {
            return;
        }

        _digest.CopyTo(_block.AsSpan());
        SHA256.HashData(_block.AsSpan(0, start + (int)payload), _digest);
        if (!digest.SequenceEqual(_digest))
        {
            Fail(SnapshotResult.ChecksumWrong);
            return;
        }

        _end = start + (int)payload;
        _isLast = payload == 0;
    }

    private bool TryFill(Span<byte> bytes)
    {
        if (!IsValid)
        {
            return false;
        }

        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            Fail(SnapshotResult.Truncated);
            return false;
        }

        return true;
    }
}
