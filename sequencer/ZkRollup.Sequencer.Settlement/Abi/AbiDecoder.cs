using System.Numerics;
using System.Text;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Abi;

/// <summary>Decodes what the encoder makes, and nothing else.</summary>
/// <remarks>
/// Data come from a node that may be anybody's. Padding must be zero, offsets must follow each other without gap or overlap, and nothing
/// may be left over. So each byte is read once, and no data decode to more than they hold.
/// </remarks>
internal static class AbiDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The values; false if the data are not exactly the encoding of values of these types.</summary>
    internal static bool TryDecode(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> data, out AbiValue[] values)
    {
        bool ok = TryReadSequence(types, data, out values, out int end) && end == data.Length;
        values = ok ? values : [];
        return ok;
    }

    private static bool TryReadSequence(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> data, out AbiValue[] values, out int end)
    {
        values = [];
        long heads = 0;
        for (int i = 0; i < types.Count; i++)
        {
            heads += types[i].HeadBytes;
        }

        end = (int)Math.Min(heads, int.MaxValue);
        if (heads > data.Length)
        {
            return false;
        }

        AbiValue[] read = new AbiValue[types.Count];
        int head = 0;
        for (int i = 0; i < types.Count; i++)
        {
            int start = head;
            if (types[i].IsDynamic)
            {
                if (!TryReadLength(data[head..], out start) || start != end)
                {
                    return false;
                }
            }

            if (!TryRead(types[i], data[start..], out AbiValue? value, out int length))
            {
                return false;
            }

            end = types[i].IsDynamic ? start + length : end;
            head += types[i].HeadBytes;
            read[i] = value!;
        }

        values = read;
        return true;
    }

    private static bool TryRead(AbiType type, ReadOnlySpan<byte> data, out AbiValue? value, out int length)
    {
        switch (type.Kind)
        {
            case AbiKind.Bytes or AbiKind.Text:
                return TryReadBytes(type, data, out value, out length);
            case AbiKind.Array or AbiKind.Tuple:
                IReadOnlyList<AbiType> types = type.Kind == AbiKind.Tuple
                    ? type.Components
                    : new AbiEncoder.Repeated(type.Components[0], type.Size);
                bool isRead = TryReadSequence(types, data, out AbiValue[] items, out length);
                value = isRead ? AbiValue.Of(items) : null;
                return isRead;
            case AbiKind.List:
                return TryReadList(type, data, out value, out length);
            default:
                length = AbiType.WordBytes;
                value = data.Length < length ? null : ReadWord(type, data[..length]);
                return value is not null;
        }
    }

    private static bool TryReadList(AbiType type, ReadOnlySpan<byte> data, out AbiValue? value, out int length)
    {
        (value, length) = (null, 0);

        // An element has at least one word in the head, so a count that the data cannot hold is refused before anything is made for it.
        if (!TryReadLength(data, out int count) || count > (data.Length / AbiType.WordBytes) - 1)
        {
            return false;
        }

        AbiEncoder.Repeated types = new(type.Components[0], count);
        if (!TryReadSequence(types, data[AbiType.WordBytes..], out AbiValue[] items, out length))
        {
            return false;
        }

        length += AbiType.WordBytes;
        value = AbiValue.Of(items);
        return true;
    }

    private static bool TryReadBytes(AbiType type, ReadOnlySpan<byte> data, out AbiValue? value, out int length)
    {
        (value, length) = (null, 0);
        if (!TryReadLength(data, out int count) || count > data.Length - AbiType.WordBytes)
        {
            return false;
        }

        int padded = (count + AbiType.WordBytes - 1) / AbiType.WordBytes * AbiType.WordBytes;
        length = AbiType.WordBytes + padded;
        if (length > data.Length || data[(AbiType.WordBytes + count)..length].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        ReadOnlySpan<byte> content = data.Slice(AbiType.WordBytes, count);
        try
        {
            value = type.Kind == AbiKind.Text ? StrictUtf8.GetString(content) : AbiValue.OfBytes(content);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        return true;
    }

    private static AbiValue? ReadWord(AbiType type, ReadOnlySpan<byte> word)
    {
        BigInteger number = new(word, isUnsigned: type.Kind != AbiKind.Signed, isBigEndian: true);
        return type.Kind switch
        {
            AbiKind.Unsigned when number.GetBitLength() <= type.Size => number,
            AbiKind.Signed when number.GetBitLength() < type.Size => number,
            AbiKind.Boolean when number <= BigInteger.One => number.IsOne,
            AbiKind.Address when EthereumAddress.TryRead(word[(AbiType.WordBytes - EthereumAddress.Bytes)..], out EthereumAddress address)
                && number.GetBitLength() <= 8 * EthereumAddress.Bytes => address,
            AbiKind.FixedBytes when !word[type.Size..].ContainsAnyExcept((byte)0) => AbiValue.OfBytes(word[..type.Size]),
            _ => null,
        };
    }

    private static bool TryReadLength(ReadOnlySpan<byte> data, out int length)
    {
        length = 0;
        if (data.Length < AbiType.WordBytes)
        {
            return false;
        }

        BigInteger number = new(data[..AbiType.WordBytes], isUnsigned: true, isBigEndian: true);
        bool fits = number <= int.MaxValue - AbiType.WordBytes;
        length = fits ? (int)number : 0;
        return fits;
    }
}
