using System.Buffers.Binary;
using System.Security.Cryptography;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Traffic;

/// <summary>Keys and addresses that follow from a seed: whoever knows it has them, so they are for local chains alone.</summary>
internal static class DevelopmentKeys
{
    /// <summary>A key.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="holder">Whose it is: an account, or a signer as a negative number.</param>
    /// <param name="number">Which of the holder's.</param>
    internal static SchnorrSecretKey Of(ulong seed, long holder, long number)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(seed, holder, number, digest);
        return SchnorrSecretKey.FromSeed(digest);
    }

    /// <summary>The address of an account's owner.</summary>
    internal static EthereumAddress Owner(ulong seed, long account)
    {
        const long ofAddress = -1;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(seed, account, ofAddress, digest);
        _ = EthereumAddress.TryRead(digest[..EthereumAddress.Bytes], out EthereumAddress address);
        return address;
    }

    private static void Hash(ulong seed, long holder, long number, Span<byte> digest)
    {
        ReadOnlySpan<byte> label = "zkr/traffic"u8;
        Span<byte> source = stackalloc byte[label.Length + (3 * sizeof(long))];
        label.CopyTo(source);
        BinaryPrimitives.WriteUInt64BigEndian(source[label.Length..], seed);
        BinaryPrimitives.WriteInt64BigEndian(source[(label.Length + sizeof(long))..], holder);
        BinaryPrimitives.WriteInt64BigEndian(source[(label.Length + (2 * sizeof(long)))..], number);
        SHA256.HashData(source, digest);
    }
}
