using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>The two hexadecimal forms of the JSON-RPC of Ethereum: data, two digits a byte, and quantities without leading zeros.</summary>
internal static class Hex
{
    private const int QuantityDigitsMax = 64;

    internal static string Data(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    internal static string Quantity(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        string digits = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return "0x" + (digits.Length == 0 ? "0" : digits);
    }

    /// <summary>Data; an odd number of digits or a missing 0x is a fault.</summary>
    internal static bool TryBytes(string? text, out byte[] bytes)
    {
        bytes = [];
        if (text is null || !text.StartsWith("0x", StringComparison.Ordinal) || text.Length % 2 != 0)
        {
            return false;
        }

        byte[] read = new byte[(text.Length - 2) / 2];
        if (Convert.FromHexString(text.AsSpan(2), read, out _, out int written) != OperationStatus.Done || written != read.Length)
        {
            return false;
        }

        bytes = read;
        return true;
    }

    /// <summary>A quantity below 2^256; some nodes write leading zeros, which are accepted.</summary>
    internal static bool TryQuantity(string? text, out BigInteger value)
    {
        value = default;
        return text is not null
            && text.StartsWith("0x", StringComparison.Ordinal)
            && text.Length is > 2 and <= 2 + QuantityDigitsMax
            && BigInteger.TryParse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
