using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>Reads the values of a batch file. After the first error everything is zero or empty.</summary>
internal ref struct BatchFileReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Bytes of a transaction without encoding and records.</summary>
    internal const int TransactionLengthMin = (2 * sizeof(long)) + (2 * sizeof(int));

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The first error; empty for none.</summary>
    internal string Error { get; private set; } = "";

    internal readonly int Remaining => _rest.Length;

    internal void Fail(string error)
    {
        Error = Error.Length == 0 ? error : Error;
        _rest = default;
    }

    internal uint UInt32(string field)
    {
        ReadOnlySpan<byte> taken = Take(field, sizeof(uint));
        return taken.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(taken);
    }

    internal ulong UInt64(string field)
    {
        ReadOnlySpan<byte> taken = Take(field, sizeof(ulong));
        return taken.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64BigEndian(taken);
    }

    /// <summary>A number from 0 to a maximum.</summary>
    internal long Number(string field, long max)
    {
        ulong value = UInt64(field);
        if (value > (ulong)max)
        {
            Fail($"{field} is {value}, at most {max}");
            return 0;
        }

        return (long)value;
    }

    /// <summary>How many items of some bytes or more follow.</summary>
    internal int Count(string field, int itemLength)
    {
        uint count = UInt32(field);
        if (count > _rest.Length / itemLength)
        {
            Fail($"{count} {field} are announced, {_rest.Length} bytes are left");
            return 0;
        }

        return (int)count;
    }

    internal Fr Element(string field)
    {
        ReadOnlySpan<byte> taken = Take(field, Fr.ByteLength);
        if (!taken.IsEmpty && !Fr.TryReadBigEndian(taken, out _))
        {
            Fail($"{field} is not below r");
            return default;
        }

        return !taken.IsEmpty && Fr.TryReadBigEndian(taken, out Fr value) ? value : default;
    }

    internal EthereumAddress Address(string field) =>
        EthereumAddress.TryRead(Take(field, EthereumAddress.Bytes), out EthereumAddress address) ? address : default;

    internal Record Record(string field)
    {
        Span<Fr> lanes = stackalloc Fr[Protocol.State.Record.LaneCount];
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = Element(field);
        }

        if (!Protocol.State.Record.TryFromLanes(lanes, out Record record))
        {
            Fail($"{field} has a lane that is no packed lane");
            return default;
        }

        return record;
    }

    /// <summary>A length and as many bytes.</summary>
    internal ReadOnlySpan<byte> Bytes(string field)
    {
        int length = Count(field, 1);
        return length == 0 ? default : Take(field, length);
    }

    private ReadOnlySpan<byte> Take(string field, int length)
    {
        if (length > _rest.Length)
        {
            Fail($"it ends within {field}");
            return default;
        }

        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
