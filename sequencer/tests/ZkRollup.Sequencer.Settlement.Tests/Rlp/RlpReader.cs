using System.Numerics;

namespace ZkRollup.Sequencer.Settlement.Tests.Rlp;

/// <summary>Reads what is encoded, strictly: shortest heads, no leading zero in lengths. A list is an object[], bytes are byte[].</summary>
internal static class RlpReader
{
    internal static object Read(ReadOnlySpan<byte> data)
    {
        object item = Read(data, out int length);
        return length == data.Length ? item : throw new FormatException($"{data.Length - length} bytes are left over");
    }

    internal static BigInteger Integer(object item) => new((byte[])item, isUnsigned: true, isBigEndian: true);

    private static object Read(ReadOnlySpan<byte> data, out int length)
    {
        byte head = data[0];
        if (head < 0x80)
        {
            length = 1;
            return new[] { head };
        }

        bool isList = head >= 0xc0;
        int form = head - (isList ? 0xc0 : 0x80);
        int start = 1;
        int size = form;
        if (form > 55)
        {
            start = 1 + form - 55;
            BigInteger wide = new(data[1..start], isUnsigned: true, isBigEndian: true);
            size = wide > 55 && data[1] != 0 ? (int)wide : throw new FormatException("a length that is too long");
        }

        length = start + size;
        ReadOnlySpan<byte> content = data[start..length];
        if (!isList)
        {
            return size == 1 && content[0] < 0x80 ? throw new FormatException("a byte with a head") : content.ToArray();
        }

        List<object> items = [];
        while (!content.IsEmpty)
        {
            items.Add(Read(content, out int part));
            content = content[part..];
        }

        return items.ToArray();
    }
}
