using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests;

public class FrTests : PrimeFieldTests<Fr>;

public class FpTests : PrimeFieldTests<Fp>;

public class JubjubScalarTests : PrimeFieldTests<JubjubScalar>;

/// <summary>The contract of a prime field, against BigInteger.</summary>
public abstract class PrimeFieldTests<T>
    where T : unmanaged, IPrimeField<T>
{
    private static readonly BigInteger Modulus = Oracle.Integer(T.ModulusLimbs);

    [Fact]
    public void Arithmetic_EdgeAndRandomPairs_MatchesBigInteger()
    {
        List<BigInteger> values = [.. Oracle.EdgeValues(Modulus), .. Oracle.RandomValues(Modulus, 60, seed: 1)];
        foreach (BigInteger a in values)
        {
            foreach (BigInteger b in values)
            {
                T x = Oracle.Element<T>(a);
                T y = Oracle.Element<T>(b);
                Assert.Equal((a + b) % Modulus, Oracle.Integer(x + y));
                Assert.Equal((a - b + Modulus) % Modulus, Oracle.Integer(x - y));
                Assert.Equal(a * b % Modulus, Oracle.Integer(x * y));
                Assert.Equal((Modulus - a) % Modulus, Oracle.Integer(-x));
                Assert.Equal(a == b, x == y);
            }
        }
    }

    [Fact]
    public void Arithmetic_ResultAliasesOperands_Unchanged()
    {
        foreach (BigInteger a in Oracle.EdgeValues(Modulus))
        {
            T x = Oracle.Element<T>(a);
            T y = Oracle.Element<T>(Modulus - 3);
            T r = x;
            T.Multiply(r, y, out r);
            Assert.Equal(x * y, r);
            r = x;
            T.Multiply(y, r, out r);
            Assert.Equal(x * y, r);
            r = x;
            T.Multiply(r, r, out r);
            Assert.Equal(x * x, r);
            r = x;
            T.Add(r, r, out r);
            Assert.Equal(x + x, r);
            r = x;
            T.Subtract(y, r, out r);
            Assert.Equal(y - x, r);
            r = x;
            T.Subtract(r, r, out r);
            Assert.True(r.IsZero);
        }
    }

    [Fact]
    public void Arithmetic_AnyElements_SatisfiesFieldAxioms() => Property.Holds(300, random =>
    {
        T a = Any(random), b = Any(random), c = Any(random);
        T.Add(a, b, out T sum);
        T.Square(a, out T square);
        bool laws = (a + b) + c == a + (b + c) && a + b == b + a && a - b == a + (-b) && sum == a + b
            && (a * b) * c == a * (b * c) && a * b == b * a && a * (b + c) == (a * b) + (a * c) && square == a * a
            && a * T.One == a && a + T.Zero == a && (a - a).IsZero && -(-a) == a;
        T aliased = a;
        T.Square(aliased, out aliased);
        T.Multiply(aliased, b, out aliased);
        T.Add(b, aliased, out aliased);
        T.Subtract(c, aliased, out aliased);
        return laws && aliased == c - (b + (a * a * b));
    });

    /// <summary>An element at random, now and then one at an edge.</summary>
    private static T Any(Random random)
    {
        BigInteger[] edges = [.. Oracle.EdgeValues(Modulus)];
        BigInteger any = Oracle.RandomValues(Modulus, 1, random.Next()).First();
        return Oracle.Element<T>(random.Next(3) == 0 ? edges[random.Next(edges.Length)] : any);
    }

    [Fact]
    public void TryInvert_EdgeAndRandomValues_ProductIsOne()
    {
        foreach (BigInteger a in Oracle.EdgeValues(Modulus).Concat(Oracle.RandomValues(Modulus, 20, seed: 2)))
        {
            T x = Oracle.Element<T>(a);
            Assert.Equal(!a.IsZero, T.TryInvert(x, out T inverse));
            Assert.Equal(a.IsZero ? T.Zero : T.One, x * inverse);
            Assert.Equal(!a.IsZero, T.TryInvert(x, out x));
            Assert.Equal(inverse, x);
        }
    }

    [Fact]
    public void TryInvertVarTime_EdgeAndRandomValues_MatchesTryInvert()
    {
        foreach (BigInteger a in Oracle.EdgeValues(Modulus).Concat(Oracle.RandomValues(Modulus, 2000, seed: 5)))
        {
            T x = Oracle.Element<T>(a);
            Assert.Equal(!a.IsZero, PrimeField.TryInvertVarTime(x, out T inverse));
            Assert.Equal(a.IsZero ? T.Zero : T.One, x * inverse);
            Assert.Equal(!a.IsZero, PrimeField.TryInvertVarTime(x, out x));
            Assert.Equal(inverse, x);
        }
    }

    [Fact]
    public void BatchInvert_WithZeros_MatchesSingleInversions()
    {
        T[] values = [.. Oracle.EdgeValues(Modulus).Concat(Oracle.RandomValues(Modulus, 9, seed: 3)).Select(Oracle.Element<T>), T.Zero];
        T[] inverses = [.. values];
        PrimeField.BatchInvert<T>(inverses);
        for (int i = 0; i < values.Length; i++)
        {
            _ = T.TryInvert(values[i], out T expected);
            Assert.Equal(expected, inverses[i]);
        }

        PrimeField.BatchInvert<T>([]);
    }

    [Fact]
    public void PowVarTime_EdgeExponents_MatchesBigInteger()
    {
        T x = Oracle.Element<T>(5);
        foreach (BigInteger e in Oracle.EdgeValues(Modulus))
        {
            ulong[] exponent = Oracle.Limbs(e, T.ModulusLimbs.Length);
            Assert.Equal(BigInteger.ModPow(5, e, Modulus), Oracle.Integer(PrimeField.PowVarTime(x, exponent)));
        }
    }

    [Fact]
    public void Encoding_CanonicalValues_RoundTrips()
    {
        Span<byte> bytes = stackalloc byte[T.Bytes];
        foreach (BigInteger a in Oracle.EdgeValues(Modulus))
        {
            T x = Oracle.Element<T>(a);
            PrimeField.WriteBigEndian(x, bytes);
            Assert.Equal(a, new BigInteger(bytes, isUnsigned: true, isBigEndian: true));
            Assert.True(PrimeField.TryReadBigEndian(bytes, out T big));
            Assert.Equal(x, big);
            PrimeField.WriteLittleEndian(x, bytes);
            Assert.Equal(a, new BigInteger(bytes, isUnsigned: true, isBigEndian: false));
            Assert.True(PrimeField.TryReadLittleEndian(bytes, out T little));
            Assert.Equal(x, little);
            Assert.Equal(x, PrimeField.FromHex<T>(PrimeField.ToHex(x)));
        }
    }

    [Fact]
    public void Encoding_NotBelowModulusOrWrongLength_Rejected()
    {
        BigInteger top = BigInteger.One << (8 * T.Bytes);
        foreach (BigInteger a in new[] { Modulus, Modulus + 1, top - 1, Modulus + (BigInteger.One << 64) })
        {
            byte[] bytes = new byte[T.Bytes];
            Assert.True(a.TryWriteBytes(bytes, out _, isUnsigned: true, isBigEndian: true));
            Assert.False(PrimeField.TryReadBigEndian(bytes, out T element));
            Assert.True(element.IsZero);
            Array.Reverse(bytes);
            Assert.False(PrimeField.TryReadLittleEndian(bytes, out T _));
            Assert.False(PrimeField.TryFromCanonicalLimbs(Oracle.Limbs(a, T.ModulusLimbs.Length), out T _));
        }

        Assert.False(PrimeField.TryReadBigEndian(new byte[T.Bytes - 1], out T _));
        Assert.False(PrimeField.TryReadBigEndian(new byte[T.Bytes + 1], out T _));
        Assert.False(PrimeField.TryReadLittleEndian([], out T _));
        Assert.Throws<FormatException>(() => PrimeField.FromHex<T>(Modulus.ToString("x", null)));
        Assert.Throws<FormatException>(() => PrimeField.FromHex<T>("0x"));
        Assert.Throws<FormatException>(() => PrimeField.FromHex<T>("0xzz"));
    }

    [Fact]
    public void FromBigEndianReduced_AnyLength_MatchesBigInteger()
    {
        Random random = new(4);
        for (int length = 0; length < 100; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            BigInteger expected = new BigInteger(bytes, isUnsigned: true, isBigEndian: true) % Modulus;
            Assert.Equal(expected, Oracle.Integer(PrimeField.FromBigEndianReduced<T>(bytes)));
        }

        byte[] ones = [.. Enumerable.Repeat((byte)0xff, 64)];
        Assert.Equal(((BigInteger.One << 512) - 1) % Modulus, Oracle.Integer(PrimeField.FromBigEndianReduced<T>(ones)));
    }
}
