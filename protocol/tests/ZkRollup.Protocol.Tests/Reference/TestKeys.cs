using System.Buffers.Binary;
using System.Collections.Concurrent;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.Tests.Reference;

/// <summary>Keys and addresses that are made from small numbers.</summary>
internal static class TestKeys
{
    private static readonly ConcurrentDictionary<long, SchnorrPublicKey> Keys = new();

    /// <summary>A key of an account: slot −1 is its master key, the others are its sessions'.</summary>
    internal static SchnorrPublicKey Of(AccountId account, int slot = -1) => Of((account.Value * 100) + slot + 1);

    /// <summary>The key of a signer of the oracle.</summary>
    internal static SchnorrPublicKey OfSigner(long signer) => Of(-1 - signer);

    /// <summary>The owner of an account.</summary>
    internal static EthereumAddress AddressOf(AccountId account)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        bytes.Fill(0xa5);
        BinaryPrimitives.WriteInt64BigEndian(bytes, account.Value);
        Assert.True(EthereumAddress.TryRead(bytes, out EthereumAddress address));
        return address;
    }

    private static SchnorrPublicKey Of(long number) => Keys.GetOrAdd(number, static n =>
    {
        Span<byte> seed = stackalloc byte[SchnorrSecretKey.SeedLength];
        BinaryPrimitives.WriteInt64LittleEndian(seed, n);
        using SchnorrSecretKey key = SchnorrSecretKey.FromSeed(seed);
        return key.PublicKey;
    });
}
