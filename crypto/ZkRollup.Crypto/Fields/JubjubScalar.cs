namespace ZkRollup.Crypto.Fields;

public readonly partial struct JubjubScalar
{
    /// <summary>Reduces an integer of 512 bits modulo l; with a uniform integer the bias is below 2^−259.</summary>
    /// <param name="bytes">Exactly 64 bytes, least significant first.</param>
    /// <exception cref="ArgumentException">The length is not 64.</exception>
    /// <remarks>Time does not depend on the bytes. The reversed copy is cleared.</remarks>
    public static JubjubScalar FromWideLittleEndianReduced(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 2 * ByteLength)
        {
            throw new ArgumentException($"Expected {2 * ByteLength} bytes, got {bytes.Length}.", nameof(bytes));
        }

        Span<byte> reversed = stackalloc byte[2 * ByteLength];
        bytes.CopyTo(reversed);
        reversed.Reverse();
        JubjubScalar result = FromBigEndianReduced(reversed);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(reversed);
        return result;
    }

    /// <summary>Reduces an integer of four limbs, least significant first, modulo l.</summary>
    /// <remarks>A Montgomery product of any a below 2^256 and b below l lies below 2l before its last subtraction.</remarks>
    internal static JubjubScalar FromLimbsReduced(ReadOnlySpan<ulong> limbs)
    {
        Multiply(new(limbs[0], limbs[1], limbs[2], limbs[3]), RadixSquared, out JubjubScalar result);
        return result;
    }
}
