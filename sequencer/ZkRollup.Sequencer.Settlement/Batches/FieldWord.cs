using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Sequencer.Settlement.Batches;

/// <summary>Elements of Fr as the uint256 words of the contracts.</summary>
public static class FieldWord
{
    /// <summary>The integer of an element, below r.</summary>
    public static BigInteger Of(in Fr element)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        element.WriteLittleEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>The element of a word; false if it is negative or not below r.</summary>
    public static bool TryRead(BigInteger word, out Fr element)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        bytes.Clear();
        element = default;
        return word.Sign >= 0 && word.TryWriteBytes(bytes, out _, isUnsigned: true) && Fr.TryReadLittleEndian(bytes, out element);
    }
}
