using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Abi;

/// <summary>A value of the ABI: an integer, a truth, an address, bytes, text, or values in order (arrays, lists, tuples).</summary>
/// <remarks>Whether it suits a type is checked when it is encoded.</remarks>
[SuppressMessage("Usage", "CA2225", Justification = "The conversions stand for constructors, so that arguments read as in Solidity.")]
public sealed class AbiValue
{
    private const int ShownBytes = 8;

    private readonly object _content;

    private AbiValue(object content) => _content = content;

    /// <summary>The integer.</summary>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public BigInteger Integer => (BigInteger)_content;

    /// <summary>The integer, if it has at most 64 bits.</summary>
    /// <exception cref="OverflowException">It has more.</exception>
    public ulong UInt64 => (ulong)Integer;

    /// <summary>The truth.</summary>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public bool Boolean => (bool)_content;

    /// <summary>The address.</summary>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public EthereumAddress Address => (EthereumAddress)_content;

    /// <summary>The bytes.</summary>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public ReadOnlyMemory<byte> Bytes => (byte[])_content;

    /// <summary>The text.</summary>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public string Text => (string)_content;

    /// <summary>The values in order.</summary>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public IReadOnlyList<AbiValue> Items => (AbiValue[])_content;

    internal object Content => _content;

    /// <summary>Values in order: an array, a list or a tuple.</summary>
    public static AbiValue Of(params IReadOnlyList<AbiValue> items) => new(items.ToArray());

    /// <summary>Integers in order.</summary>
    public static AbiValue OfIntegers(IReadOnlyList<BigInteger> items) => new(items.Select(item => (AbiValue)item).ToArray());

    /// <summary>Bytes, of any length or a fixed one.</summary>
    public static AbiValue OfBytes(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>The integers of an array or list.</summary>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public BigInteger[] ToIntegers() => [.. Items.Select(item => item.Integer)];

    /// <summary>An integer.</summary>
    public static implicit operator AbiValue(BigInteger value) => new(value);

    /// <summary>An integer.</summary>
    public static implicit operator AbiValue(ulong value) => new(new BigInteger(value));

    /// <summary>A truth.</summary>
    public static implicit operator AbiValue(bool value) => new(value);

    /// <summary>An address.</summary>
    public static implicit operator AbiValue(EthereumAddress value) => new(value);

    /// <summary>Bytes.</summary>
    public static implicit operator AbiValue(byte[] value) => OfBytes(value);

    /// <summary>32 bytes.</summary>
    public static implicit operator AbiValue(Hash32 value) => new(value.ToArray());

    /// <summary>Text.</summary>
    public static implicit operator AbiValue(string value) => new(value);

    /// <summary>For people: long bytes by their beginning and length.</summary>
    public override string ToString() => _content switch
    {
        AbiValue[] items => $"[{string.Join(", ", items.Select(item => item.ToString()))}]",
        byte[] bytes when bytes.Length > Hash32.Bytes => $"{Hex.Data(bytes.AsSpan(0, ShownBytes))}… ({bytes.Length} bytes)",
        byte[] bytes => Hex.Data(bytes),
        string text => $"'{text}'",
        bool truth => truth ? "true" : "false",
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        _ => _content.ToString()!,
    };
}
