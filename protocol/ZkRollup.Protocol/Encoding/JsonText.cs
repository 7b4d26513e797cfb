using System.Text;

namespace ZkRollup.Protocol.Encoding;

/// <summary>The texts that JSON has for values: one for each value, and no other is read.</summary>
internal static class JsonText
{
    private const int HexPrefix = 2;

    /// <summary>Reads decimal digits without a sign and without a leading zero.</summary>
    /// <returns>None, NotCanonical, or OutOfRange if it exceeds 64 bits.</returns>
    internal static DecodeCause ReadDecimal(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty || (text.Length > 1 && text[0] == '0') || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return DecodeCause.NotCanonical;
        }

        UInt128 sum = 0;
        foreach (byte digit in text)
        {
            sum = (10 * sum) + (UInt128)(digit - '0');
            if (sum > ulong.MaxValue)
            {
                return DecodeCause.OutOfRange;
            }
        }

        value = (ulong)sum;
        return DecodeCause.None;
    }

    /// <summary>Reads a number of JSON that must be an integer and not negative.</summary>
    /// <returns>None, WrongType if it has a fraction or an exponent, or OutOfRange.</returns>
    internal static DecodeCause ReadNumber(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
        {
            return DecodeCause.WrongType;
        }

        return text[0] == '-' ? DecodeCause.OutOfRange : ReadDecimal(text, out value);
    }

    /// <summary>Reads one of a few names.</summary>
    /// <returns>None or OutOfRange.</returns>
    internal static DecodeCause ReadName(ReadOnlySpan<byte> text, ReadOnlySpan<string> names, out ulong value)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (Ascii.Equals(text, names[i]))
            {
                value = (ulong)i;
                return DecodeCause.None;
            }
        }

        value = 0;
        return DecodeCause.OutOfRange;
    }

    /// <summary>Reads 0x and two digits for each byte.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">Receives the bytes; has the length that the field has.</param>
    /// <param name="isAnyCase">False if letters must be in lower case.</param>
    /// <returns>False if it is anything else.</returns>
    internal static bool TryReadHex(ReadOnlySpan<byte> text, Span<byte> bytes, bool isAnyCase = false)
    {
        if (text.Length != HexPrefix + (2 * bytes.Length) || !text.StartsWith("0x"u8))
        {
            return false;
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            int high = Digit(text[HexPrefix + (2 * i)], isAnyCase);
            int low = Digit(text[HexPrefix + (2 * i) + 1], isAnyCase);
            if (high < 0 || low < 0)
            {
                return false;
            }

            bytes[i] = (byte)((16 * high) + low);
        }

        return true;
    }

    /// <summary>Writes 0x and two digits for each byte, in lower case.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="text">Has room.</param>
    /// <returns>What was written.</returns>
    internal static ReadOnlySpan<char> WriteHex(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        "0x".CopyTo(text);
        _ = Convert.TryToHexStringLower(bytes, text[HexPrefix..], out int written);
        return text[..(HexPrefix + written)];
    }

    /// <summary>Characters of the text of so many bytes.</summary>
    internal static int HexLength(int bytes) => HexPrefix + (2 * bytes);

    private static int Digit(byte character, bool isAnyCase) => (char)character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' when isAnyCase => character - 'A' + 10,
        _ => -1,
    };
}
