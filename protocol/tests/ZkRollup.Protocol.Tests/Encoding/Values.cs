using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Protocol.Tests.Encoding;

/// <summary>Values of all ranges: at the ends more often than chance would have it.</summary>
internal static class Values
{
    internal static readonly BigInteger Modulus = Integer(-Fr.One) + 1;

    internal static ulong Integer(Random random, ulong min, ulong max)
    {
        ulong span = max - min;
        ulong any = Any(random);
        return random.Next(4) switch
        {
            0 => min,
            1 => max,
            2 => min + (span == ulong.MaxValue ? any : any % (span + 1)),
            _ => max - Math.Min(span, any & 7),
        };
    }

    internal static Fr Element(Random random, int bits)
    {
        BigInteger below = bits == 255 ? Modulus : BigInteger.One << bits;
        byte[] bytes = new byte[40];
        random.NextBytes(bytes);
        return random.Next(4) switch
        {
            0 => Fr.Zero,
            1 => Element(below - 1),
            2 => Fr.One,
            _ => Element(new BigInteger(bytes, isUnsigned: true) % below),
        };
    }

    internal static EthereumAddress Address(Random random)
    {
        byte[] bytes = new byte[EthereumAddress.Bytes];
        switch (random.Next(3))
        {
            case 0:
                Array.Fill(bytes, (byte)0xff);
                break;
            default:
                random.NextBytes(bytes);
                break;
        }

        Assert.True(EthereumAddress.TryRead(bytes, out EthereumAddress address));
        return address;
    }

    internal static SchnorrSignature Signature(Random random)
    {
        byte[] wide = new byte[64];
        random.NextBytes(wide);
        return new SchnorrSignature(Element(random, 255), Element(random, 255), JubjubScalar.FromWideLittleEndianReduced(wide));
    }

    internal static Fr Element(BigInteger value)
    {
        Assert.True(Fr.TryReadBigEndian(BigEndian(value), out Fr result), $"{value} is not below r");
        return result;
    }

    internal static byte[] BigEndian(BigInteger value)
    {
        byte[] bytes = new byte[Fr.ByteLength];
        byte[] digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, bytes.Length - digits.Length);
        return bytes;
    }

    internal static BigInteger Integer(in Fr value)
    {
        byte[] bytes = new byte[Fr.ByteLength];
        value.WriteBigEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    private static ulong Any(Random random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.NextBytes(bytes);
        return BitConverter.ToUInt64(bytes);
    }
}
