using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Encoding;

/// <summary>An L1 address as 160 bits of a lane: its 20 bytes are a big-endian integer.</summary>
internal static class AddressLane
{
    /// <summary>Appends an address to a lane and closes it.</summary>
    internal static Fr Pack(LanePacker lane, EthereumAddress address) => Append(lane, address).ToElement();

    /// <summary>Appends an address to a lane.</summary>
    internal static LanePacker Append(LanePacker lane, EthereumAddress address)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        address.Write(bytes);
        return lane
            .Add(BinaryPrimitives.ReadUInt64BigEndian(bytes[12..]), 64)
            .Add(BinaryPrimitives.ReadUInt64BigEndian(bytes[4..]), 64)
            .Add(BinaryPrimitives.ReadUInt32BigEndian(bytes), 32);
    }

    /// <summary>Takes an address from a lane.</summary>
    internal static EthereumAddress Take(ref LaneReader lane)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes[12..], lane.Take(64));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[4..], lane.Take(64));
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)lane.Take(32));
        _ = EthereumAddress.TryRead(bytes, out EthereumAddress address);
        return address;
    }
}
