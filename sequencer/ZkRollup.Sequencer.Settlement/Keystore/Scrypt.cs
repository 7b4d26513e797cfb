using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ZkRollup.Sequencer.Settlement.Keystore;

/// <summary>scrypt, RFC 7914.</summary>
/// <remarks>
/// The library at hand refuses N of 2^(16·r) and above, as the RFC does; but the vector by which wallets test their keystores has r = 1
/// and N = 2^18, and so have files. Memory is read at places that depend on the password: that is scrypt.
/// </remarks>
internal static class Scrypt
{
    private const int SalsaWords = 16;

    /// <summary>Fills the output.</summary>
    /// <param name="password">Any bytes.</param>
    /// <param name="salt">Any bytes.</param>
    /// <param name="cost">Defined, and affordable: 128·N·r bytes are taken for a while.</param>
    /// <param name="output">Any number of bytes.</param>
    internal static void Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, ScryptCost cost, Span<byte> output)
    {
        int blockBytes = 128 * cost.R;
        byte[] blocks = new byte[blockBytes * cost.P];
        Rfc2898DeriveBytes.Pbkdf2(password, salt, blocks, 1, HashAlgorithmName.SHA256);
        int words = blockBytes / sizeof(uint);
        uint[] memory = GC.AllocateUninitializedArray<uint>(words * cost.N);
        uint[] state = new uint[words];
        uint[] next = new uint[words];
        for (int i = 0; i < cost.P; i++)
        {
            Mix(blocks.AsSpan(i * blockBytes, blockBytes), memory, ref state, ref next, cost.N);
        }

        Rfc2898DeriveBytes.Pbkdf2(password, blocks, output, 1, HashAlgorithmName.SHA256);
        CryptographicOperations.ZeroMemory(blocks);
        foreach (uint[] secret in (ReadOnlySpan<uint[]>)[memory, state, next])
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(secret.AsSpan()));
        }
    }

    /// <summary>scryptROMix, section 5.</summary>
    private static void Mix(Span<byte> block, uint[] memory, ref uint[] state, ref uint[] next, int n)
    {
        int words = state.Length;
        for (int i = 0; i < words; i++)
        {
            state[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(i * sizeof(uint))..]);
        }

        for (int i = 0; i < n; i++)
        {
            state.CopyTo(memory, i * words);
            MixBlock(state, next);
            (state, next) = (next, state);
        }

        for (int i = 0; i < n; i++)
        {
            // Integerify: the low word of the last 64 bytes suffices, as N has at most 30 bits.
            int j = (int)(state[words - SalsaWords] & (uint)(n - 1));
            Xor(state, memory.AsSpan(j * words, words));
            MixBlock(state, next);
            (state, next) = (next, state);
        }

        for (int i = 0; i < words; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(block[(i * sizeof(uint))..], state[i]);
        }
    }

    /// <summary>scryptBlockMix, section 4: even blocks go to the first half, odd ones to the second.</summary>
    private static void MixBlock(ReadOnlySpan<uint> input, Span<uint> output)
    {
        int blocks = input.Length / SalsaWords;
        Span<uint> x = stackalloc uint[SalsaWords];
        input[^SalsaWords..].CopyTo(x);
        for (int i = 0; i < blocks; i++)
        {
            Xor(x, input.Slice(i * SalsaWords, SalsaWords));
            Salsa(x);
            x.CopyTo(output[(((i / 2) + (i % 2 * blocks / 2)) * SalsaWords)..]);
        }
    }

    private static void Xor(Span<uint> target, ReadOnlySpan<uint> other)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] ^= other[i];
        }
    }

    /// <summary>Salsa20/8, section 3: four double rounds, columns then rows.</summary>
    private static void Salsa(Span<uint> block)
    {
        Span<uint> x = stackalloc uint[SalsaWords];
        block.CopyTo(x);
        for (int round = 0; round < 4; round++)
        {
            Quarter(ref x[0], ref x[4], ref x[8], ref x[12]);
            Quarter(ref x[5], ref x[9], ref x[13], ref x[1]);
            Quarter(ref x[10], ref x[14], ref x[2], ref x[6]);
            Quarter(ref x[15], ref x[3], ref x[7], ref x[11]);
            Quarter(ref x[0], ref x[1], ref x[2], ref x[3]);
            Quarter(ref x[5], ref x[6], ref x[7], ref x[4]);
            Quarter(ref x[10], ref x[11], ref x[8], ref x[9]);
            Quarter(ref x[15], ref x[12], ref x[13], ref x[14]);
        }

        for (int i = 0; i < SalsaWords; i++)
        {
            block[i] += x[i];
        }
    }

    private static void Quarter(ref uint a, ref uint b, ref uint c, ref uint d)
    {
        b ^= BitOperations.RotateLeft(a + d, 7);
        c ^= BitOperations.RotateLeft(b + a, 9);
        d ^= BitOperations.RotateLeft(c + b, 13);
        a ^= BitOperations.RotateLeft(d + c, 18);
    }
}
