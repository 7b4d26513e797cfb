using System.Globalization;

namespace ZkRollup.Crypto.Signatures.TypedData;

/// <summary>What a member of a typed structure holds.</summary>
internal enum TypedDataKind
{
    /// <summary>uint8 … uint256.</summary>
    Unsigned,

    /// <summary>int8 … int256.</summary>
    Signed,

    /// <summary>bool.</summary>
    Boolean,

    /// <summary>address.</summary>
    Address,

    /// <summary>bytes1 … bytes32.</summary>
    FixedBytes,

    /// <summary>bytes.</summary>
    Bytes,

    /// <summary>string.</summary>
    Text,

    /// <summary>T[] or T[n].</summary>
    Array,

    /// <summary>A named structure.</summary>
    Structure,
}

/// <summary>A parsed type name of EIP-712.</summary>
/// <param name="Name">As written.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Size">Bits of a number, bytes of bytesN, elements of a T[n]; 0 where there is no fixed size.</param>
/// <param name="Element">Type of the elements of an array; otherwise null.</param>
internal sealed record TypedDataType(string Name, TypedDataKind Kind, int Size, TypedDataType? Element)
{
    /// <summary>The structure at the bottom of the type, or null if it is made of elementary values.</summary>
    internal string? StructureName => Kind == TypedDataKind.Structure ? Name : Element?.StructureName;

    /// <summary>Parses a type name.</summary>
    /// <exception cref="ArgumentException">It is neither elementary, nor an array, nor an identifier.</exception>
    internal static TypedDataType Parse(string name)
    {
        if (name.EndsWith(']'))
        {
            int open = name.LastIndexOf('[');
            string count = open < 0 ? string.Empty : name[(open + 1)..^1];
            int size = 0;
            if (open <= 0 || (count.Length > 0 && !TryParseNumber(count, 1, int.MaxValue, out size)))
            {
                throw new ArgumentException($"'{name}' is no array type.", nameof(name));
            }

            return new TypedDataType(name, TypedDataKind.Array, size, Parse(name[..open]));
        }

        if (name.StartsWith("uint", StringComparison.Ordinal) && TryParseNumber(name[4..], 8, 256, out int bits) && bits % 8 == 0)
        {
            return new TypedDataType(name, TypedDataKind.Unsigned, bits, null);
        }

        if (name.StartsWith("int", StringComparison.Ordinal) && TryParseNumber(name[3..], 8, 256, out bits) && bits % 8 == 0)
        {
            return new TypedDataType(name, TypedDataKind.Signed, bits, null);
        }

        if (name.StartsWith("bytes", StringComparison.Ordinal) && TryParseNumber(name[5..], 1, 32, out int bytes))
        {
            return new TypedDataType(name, TypedDataKind.FixedBytes, bytes, null);
        }

        return ParseWord(name);
    }

    private static TypedDataType ParseWord(string name) => name switch
    {
        "bool" => new(name, TypedDataKind.Boolean, 0, null),
        "address" => new(name, TypedDataKind.Address, 0, null),
        "bytes" => new(name, TypedDataKind.Bytes, 0, null),
        "string" => new(name, TypedDataKind.Text, 0, null),
        _ when IsStructureName(name) => new(name, TypedDataKind.Structure, 0, null),
        _ => throw new ArgumentException($"'{name}' is no type.", nameof(name)),
    };

    /// <summary>An identifier that cannot be mistaken for an elementary type, uint or uint257 for instance.</summary>
    private static bool IsStructureName(string name) =>
        IsIdentifier(name) && name.TrimEnd("0123456789".ToCharArray()) is not ("uint" or "int" or "bytes");

    /// <summary>A letter, $ or _, then any of those and digits.</summary>
    internal static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$');

    private static bool TryParseNumber(string text, int min, int max, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max && text[0] != '0';
}
