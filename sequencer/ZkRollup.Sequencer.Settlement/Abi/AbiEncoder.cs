using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Abi;

/// <summary>Encodes values as the contract ABI says; there is one encoding of each value.</summary>
internal static class AbiEncoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Heads, then tails, of a sequence.</summary>
    /// <exception cref="ArgumentException">A value does not suit its type, or there are fewer or more.</exception>
    internal static byte[] Encode(IReadOnlyList<AbiType> types, IReadOnlyList<AbiValue> values)
    {
        List<byte> output = [];
        Append(types, values, output);
        return [.. output];
    }

    private static void Append(IReadOnlyList<AbiType> types, IReadOnlyList<AbiValue> values, List<byte> output)
    {
        if (types.Count != values.Count)
        {
            throw new ArgumentException($"{types.Count} values expected, got {values.Count}.", nameof(values));
        }

        List<byte> tail = [];
        int heads = types.Sum(type => type.HeadBytes);
        for (int i = 0; i < types.Count; i++)
        {
            if (types[i].IsDynamic)
            {
                AppendInteger(heads + tail.Count, output);
                Append(types[i], values[i], tail);
            }
            else
            {
                Append(types[i], values[i], output);
            }
        }

        output.AddRange(tail);
    }

    private static void Append(AbiType type, AbiValue value, List<byte> output)
    {
        switch (type.Kind, value.Content)
        {
            case (AbiKind.Unsigned, BigInteger number) when number.Sign >= 0 && number.GetBitLength() <= type.Size:
            case (AbiKind.Signed, BigInteger signed) when signed.GetBitLength() < type.Size:
                AppendInteger((BigInteger)value.Content, output);
                break;
            case (AbiKind.Boolean, bool truth):
                AppendInteger(truth ? 1 : 0, output);
                break;
            case (AbiKind.Address, EthereumAddress address):
                Span<byte> word = stackalloc byte[AbiType.WordBytes];
                address.Write(word[(AbiType.WordBytes - EthereumAddress.Bytes)..]);
                output.AddRange(word);
                break;
            case (AbiKind.FixedBytes, byte[] bytes) when bytes.Length == type.Size:
                AppendPadded(bytes, output);
                break;
            case (AbiKind.Bytes, byte[] bytes):
                AppendInteger(bytes.Length, output);
                AppendPadded(bytes, output);
                break;
            case (AbiKind.Text, string text):
                byte[] utf8 = StrictUtf8.GetBytes(text);
                AppendInteger(utf8.Length, output);
                AppendPadded(utf8, output);
                break;
            case (AbiKind.Array, AbiValue[] items) when items.Length == type.Size:
                Append(new Repeated(type.Components[0], items.Length), items, output);
                break;
            case (AbiKind.List, AbiValue[] items):
                AppendInteger(items.Length, output);
                Append(new Repeated(type.Components[0], items.Length), items, output);
                break;
            case (AbiKind.Tuple, AbiValue[] items):
                Append(type.Components, items, output);
                break;
            default:
                throw new ArgumentException($"{value} does not fit {type.Name}.", nameof(value));
        }
    }

    private static void AppendInteger(BigInteger number, List<byte> output)
    {
        Span<byte> word = stackalloc byte[AbiType.WordBytes];
        word.Fill(number.Sign < 0 ? (byte)0xff : (byte)0);
        int length = number.GetByteCount(isUnsigned: number.Sign >= 0);
        _ = number.TryWriteBytes(word[(AbiType.WordBytes - length)..], out _, isUnsigned: number.Sign >= 0, isBigEndian: true);
        output.AddRange(word);
    }

    private static void AppendInteger(int number, List<byte> output)
    {
        Span<byte> word = stackalloc byte[AbiType.WordBytes];
        word.Clear();
        BinaryPrimitives.WriteInt32BigEndian(word[^sizeof(int)..], number);
        output.AddRange(word);
    }

    private static void AppendPadded(ReadOnlySpan<byte> bytes, List<byte> output)
    {
        output.AddRange(bytes);
        int rest = bytes.Length % AbiType.WordBytes;
        for (int i = rest; rest != 0 && i < AbiType.WordBytes; i++)
        {
            output.Add(0);
        }
    }

    /// <summary>One type, again and again.</summary>
    internal sealed class Repeated(AbiType type, int count) : IReadOnlyList<AbiType>
    {
        public int Count => count;

        public AbiType this[int index] => type;

        public IEnumerator<AbiType> GetEnumerator() => Enumerable.Repeat(type, count).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
