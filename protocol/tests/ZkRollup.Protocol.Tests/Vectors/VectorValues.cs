using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Tests.Encoding;

namespace ZkRollup.Protocol.Tests.Vectors;

/// <summary>Field values of vectors: the greatest, the least, or any by the generator SplitMix64, which stays what it is.</summary>
/// <param name="choice">Which.</param>
/// <param name="seed">What the generator starts from.</param>
internal struct VectorValues(VectorValues.Choice choice, ulong seed) : IFieldVisitor
{
    private ulong _state = seed;

    internal enum Choice
    {
        Greatest,
        Least,
        Any,
    }

    public ulong Integer(in IntegerField field, ulong value) =>
        (ulong)Pick(field.Min, field.Max, field.Max == ulong.MaxValue ? BigInteger.One << 64 : field.Max - field.Min + 1);

    public Fr Element(in ElementField field, in Fr value)
    {
        BigInteger count = field.IsPacked ? BigInteger.One << 252 : Values.Modulus;
        return Values.Element(Pick(0, count - 1, count));
    }

    public EthereumAddress Address(string name, int lane, EthereumAddress value)
    {
        BigInteger count = BigInteger.One << 160;
        byte[] bytes = Values.BigEndian(Pick(1, count - 1, count));
        Assert.True(EthereumAddress.TryRead(bytes.AsSpan(^EthereumAddress.Bytes..), out EthereumAddress result));
        return result;
    }

    private BigInteger Pick(BigInteger least, BigInteger greatest, BigInteger count) => choice switch
    {
        Choice.Greatest => greatest,
        Choice.Least => least,
        _ => least + (((BigInteger)Next() << 192) + ((BigInteger)Next() << 128) + ((BigInteger)Next() << 64) + Next()) % count,
    };

    /// <summary>Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators (OOPSLA 2014), figure 16.</summary>
    private ulong Next()
    {
        _state += 0x9e3779b97f4a7c15;
        ulong z = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
