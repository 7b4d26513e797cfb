using System.Globalization;

namespace ZkRollup.Sequencer.Settlement.Abi;

/// <summary>A type of the contract ABI.</summary>
/// <remarks>
/// Solidity documentation, "Contract ABI Specification". Arrays of length zero and tuples without components are refused: a short text
/// could otherwise stand for values without end.
/// </remarks>
internal sealed class AbiType
{
    internal const int WordBytes = 32;

    private const int WordBits = 8 * WordBytes;

    private AbiType(AbiKind kind, string name, int size, params IReadOnlyList<AbiType> components)
    {
        (Kind, Name, Size, Components) = (kind, name, size, components);
        IsDynamic = kind is AbiKind.Bytes or AbiKind.Text or AbiKind.List || components.Any(c => c.IsDynamic);
        int bytes = kind switch
        {
            AbiKind.Tuple => components.Sum(c => c.HeadBytes),
            AbiKind.Array => checked(size * components[0].HeadBytes),
            _ => WordBytes,
        };
        HeadBytes = IsDynamic ? WordBytes : bytes;
    }

    internal AbiKind Kind { get; }

    /// <summary>The canonical name, as selectors hash it.</summary>
    internal string Name { get; }

    /// <summary>Bits of an integer, bytes of bytesN, length of an array.</summary>
    internal int Size { get; }

    /// <summary>The element of an array or list; the components of a tuple.</summary>
    internal IReadOnlyList<AbiType> Components { get; }

    /// <summary>Whether the value lies in the tail and the head holds its offset.</summary>
    internal bool IsDynamic { get; }

    /// <summary>Bytes in the head.</summary>
    internal int HeadBytes { get; }

    /// <summary>Parses a type; tuples are written (T,T,…), without names.</summary>
    /// <exception cref="FormatException">No such type.</exception>
    internal static AbiType Parse(string text)
    {
        if (text.EndsWith(']'))
        {
            int open = text.LastIndexOf('[');
            AbiType element = Parse(open > 0 ? text[..open] : throw Unknown(text));
            string length = text[(open + 1)..^1];
            return length.Length == 0
                ? new AbiType(AbiKind.List, element.Name + "[]", 0, element)
                : new AbiType(AbiKind.Array, $"{element.Name}[{length}]", Number(length, text, int.MaxValue), element);
        }

        if (text.StartsWith('(') && text.EndsWith(')'))
        {
            return Tuple(SplitList(text[1..^1]).Select(Parse).ToArray());
        }

        return text switch
        {
            "address" => new AbiType(AbiKind.Address, text, 0),
            "bool" => new AbiType(AbiKind.Boolean, text, 0),
            "bytes" => new AbiType(AbiKind.Bytes, text, 0),
            "string" => new AbiType(AbiKind.Text, text, 0),
            _ when text.StartsWith("uint", StringComparison.Ordinal) => new AbiType(AbiKind.Unsigned, text, Bits(text[4..], text)),
            _ when text.StartsWith("int", StringComparison.Ordinal) => new AbiType(AbiKind.Signed, text, Bits(text[3..], text)),
            _ when text.StartsWith("bytes", StringComparison.Ordinal) =>
                new AbiType(AbiKind.FixedBytes, text, Number(text[5..], text, WordBytes)),
            _ => throw Unknown(text),
        };
    }

    /// <summary>A tuple of these.</summary>
    internal static AbiType Tuple(params IReadOnlyList<AbiType> components) =>
        components.Count > 0
            ? new AbiType(AbiKind.Tuple, $"({string.Join(',', components.Select(c => c.Name))})", 0, components)
            : throw new FormatException("A tuple has components.");

    /// <summary>Splits a list at the commas outside of brackets.</summary>
    internal static IReadOnlyList<string> SplitList(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        List<string> parts = [];
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] == ',' && depth == 0)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return depth == 0 ? parts : throw new FormatException($"Brackets of '{text}' do not match.");
    }

    private static int Bits(string digits, string text)
    {
        int bits = Number(digits, text, WordBits);
        return bits % 8 == 0 ? bits : throw Unknown(text);
    }

    private static int Number(string digits, string text, int most) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number > 0
        && number <= most
        && digits[0] != '0'
            ? number
            : throw Unknown(text);

    private static FormatException Unknown(string text) => new($"'{text}' is no type of the ABI.");
}
