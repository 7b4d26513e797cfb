using System.Numerics;

namespace ZkRollup.Crypto.Signatures.TypedData;

/// <summary>A value of typed data; whether it suits its member's type is checked when it is hashed.</summary>
public sealed class TypedDataValue
{
    private TypedDataValue(object content) => Content = content;

    /// <summary>BigInteger, bool, EthereumAddress, byte[], string, TypedDataValue[], or a dictionary of members.</summary>
    internal object Content { get; }

    /// <summary>A value for uintN or intN.</summary>
    public static TypedDataValue Integer(BigInteger value) => new(value);

    /// <summary>A value for bool.</summary>
    public static TypedDataValue Boolean(bool value) => new(value);

    /// <summary>A value for address.</summary>
    public static TypedDataValue Address(EthereumAddress value) => new(value);

    /// <summary>A value for bytes, of any length, or for bytesN, of exactly N bytes.</summary>
    public static TypedDataValue Bytes(ReadOnlySpan<byte> value) => new(value.ToArray());

    /// <summary>A value for string; hashed as UTF-8.</summary>
    public static TypedDataValue Text(string value) => new(value);

    /// <summary>A value for T[] or T[n].</summary>
    public static TypedDataValue Array(params TypedDataValue[] elements) => new(elements.ToArray());

    /// <summary>A value for a structure: exactly its members, in any order.</summary>
    /// <exception cref="ArgumentException">A member occurs twice.</exception>
    public static TypedDataValue Structure(params (string Name, TypedDataValue Value)[] members) =>
        new(members.ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal));
}
