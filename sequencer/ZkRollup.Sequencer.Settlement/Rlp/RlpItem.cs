using System.Numerics;

namespace ZkRollup.Sequencer.Settlement.Rlp;

/// <summary>Bytes or a list of items, encoded as the yellow paper of Ethereum says, appendix B.</summary>
internal sealed class RlpItem
{
    private const byte ShortBytes = 0x80;
    private const byte LongBytes = 0xb7;
    private const byte ShortList = 0xc0;
    private const byte LongList = 0xf7;
    private const int ShortMax = 55;

    private readonly byte[] _encoded;

    private RlpItem(byte[] encoded) => _encoded = encoded;

    /// <summary>Bytes as they are.</summary>
    internal static RlpItem Of(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 1 && bytes[0] < ShortBytes
            ? new RlpItem([bytes[0]])
            : new RlpItem([.. Head(bytes.Length, ShortBytes, LongBytes), .. bytes]);

    /// <summary>An integer: big-endian without leading zeros, so that zero is no byte.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    internal static RlpItem Of(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value.IsZero ? Of([]) : Of(value.ToByteArray(isUnsigned: true, isBigEndian: true));
    }

    /// <summary>A list.</summary>
    internal static RlpItem List(params IReadOnlyList<RlpItem> items)
    {
        byte[] content = [.. items.SelectMany(item => item._encoded)];
        return new RlpItem([.. Head(content.Length, ShortList, LongList), .. content]);
    }

    /// <summary>The encoding, with further bytes before it, as typed transactions have one.</summary>
    internal byte[] Encode(params ReadOnlySpan<byte> prefix) => [.. prefix, .. _encoded];

    private static byte[] Head(int length, byte shortHead, byte longHead)
    {
        if (length <= ShortMax)
        {
            return [(byte)(shortHead + length)];
        }

        byte[] digits = new BigInteger(length).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [(byte)(longHead + digits.Length), .. digits];
    }
}
