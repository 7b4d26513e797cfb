using System.Buffers.Binary;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

/// <summary>Keys and owners by number, so that a command is a few integers.</summary>
/// <remarks>
/// 0 is no key, (0, 0). A positive number is a usable key. A negative one is a pair of coordinates that is no usable key: −1 the
/// identity, −2 the point of order 2, −3 off the curve, −4 off the curve with y = 0, −5 off the curve with x = 0, −6 a usable key's
/// mirror image times the point of order 2, which is on the curve but not in the subgroup.
/// </remarks>
internal static class KeyRing
{
    internal const int UnusableMin = -6;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, SchnorrPublicKey> Keys = [];

    /// <summary>What an exchange gets as the key that a signature was verified under.</summary>
    internal static SchnorrPublicKey Verified(int number) => number > 0 ? Usable(number) : default;

    /// <summary>The two lanes of a message that name a key.</summary>
    internal static (Fr X, Fr Y) Coordinates(int number) => number switch
    {
        > 0 => (Usable(number).X, Usable(number).Y),
        0 => (Fr.Zero, Fr.Zero),
        -1 => (Fr.Zero, Fr.One),
        -2 => (Fr.Zero, -Fr.One),
        -3 => (Fr.FromUInt64(1), Fr.FromUInt64(1)),
        -4 => (Fr.FromUInt64(5), Fr.Zero),
        -5 => (Fr.Zero, Fr.FromUInt64(5)),
        -6 => (-Usable(1).X, -Usable(1).Y),
        _ => throw new ArgumentOutOfRangeException(nameof(number), number, $"{UnusableMin} or above."),
    };

    /// <summary>0 is the address 0; others have bits in all three parts of the record.</summary>
    internal static EthereumAddress Owner(long number)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        if (number != 0)
        {
            unchecked
            {
                ulong spread = (ulong)number * 0x9e3779b97f4a7c15;
                BinaryPrimitives.WriteUInt64BigEndian(bytes, spread);
                BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], (uint)(spread >> 17));
                BinaryPrimitives.WriteInt64BigEndian(bytes[12..], number);
            }
        }

        return EthereumAddress.TryRead(bytes, out EthereumAddress address) ? address : throw new InvalidOperationException("20 bytes.");
    }

    private static SchnorrPublicKey Usable(int number)
    {
        lock (Gate)
        {
            if (!Keys.TryGetValue(number, out SchnorrPublicKey key))
            {
                Span<byte> seed = stackalloc byte[SchnorrSecretKey.SeedLength];
                seed.Clear();
                BinaryPrimitives.WriteInt32LittleEndian(seed, number);
                using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(seed);
                key = secret.PublicKey;
                Keys.Add(number, key);
            }

            return key;
        }
    }
}
