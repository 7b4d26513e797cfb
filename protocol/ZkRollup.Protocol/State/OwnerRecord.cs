using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.State;

/// <summary>Who owns an account: the L1 address and the master key.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct OwnerRecord
{
    /// <summary>The L1 address.</summary>
    public EthereumAddress Address { get; init; }

    /// <summary>x of the master key; 0 if there is none.</summary>
    public Fr KeyX { get; init; }

    /// <summary>y of the master key; 0 if there is none.</summary>
    public Fr KeyY { get; init; }

    /// <summary>The last nonce of the master key.</summary>
    public Nonce MasterNonce { get; init; }

    /// <summary>True if the account has an owner.</summary>
    public bool Exists => Address != default;

    /// <summary>True if there is a master key.</summary>
    public bool HasKey => !KeyY.IsZero;

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static OwnerRecord FromRecord(in Record record) => new()
    {
        Address = JoinAddress(record.A0, record.B0, record.A1),
        KeyX = record.X,
        KeyY = record.Y,
        MasterNonce = new Nonce((long)record.A2),
    };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord()
    {
        (ulong low, ulong middle, ulong high) = SplitAddress(Address);
        return new Record(KeyX, KeyY, low, high, (ulong)MasterNonce.Value, 0, 0, middle, 0, 0, 0, 0, 0);
    }

    /// <summary>Bits 0 to 59, 60 to 119 and 120 to 159 of an address as an integer.</summary>
    public static (ulong Low, ulong Middle, ulong High) SplitAddress(EthereumAddress address)
    {
        Span<byte> bytes = stackalloc byte[32];
        address.Write(bytes[12..]);
        UInt128 low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
        ulong top = BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
        const ulong mask = (1UL << 60) - 1;
        return ((ulong)(low & mask), (ulong)((low >> 60) & mask), (ulong)(low >> 120) | (top << 8));
    }

    private static EthereumAddress JoinAddress(ulong low, ulong middle, ulong high)
    {
        Span<byte> bytes = stackalloc byte[32];
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], low | ((UInt128)middle << 60) | ((UInt128)high << 120));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], (uint)(high >> 8));
        return EthereumAddress.TryRead(bytes[12..], out EthereumAddress address)
            ? address
            : throw new InvalidOperationException("20 bytes are an address.");
    }
}
