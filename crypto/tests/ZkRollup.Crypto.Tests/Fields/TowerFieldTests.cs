using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Tests.Fields;

public class Fp2FieldTests : TowerFieldTests<Fp2>;

public class Fp6FieldTests : TowerFieldTests<Fp6>;

public class Fp12FieldTests : TowerFieldTests<Fp12>;

/// <summary>The contract of an extension field: against polynomials over BigInteger, the laws of a field, aliasing.</summary>
public abstract class TowerFieldTests<T>
    where T : unmanaged, IField<T>
{
    [Fact]
    public void Multiply_RandomPairs_MatchesPolynomials() => Property.Holds(100, random =>
    {
        T a = TowerOracle.RandomElement<T>(random);
        T b = TowerOracle.RandomElement<T>(random);
        BigInteger[] x = TowerOracle.Polynomial(a);
        BigInteger[] y = TowerOracle.Polynomial(b);
        T.Square(a, out T square);
        return TowerOracle.Multiply(x, y).SequenceEqual(TowerOracle.Polynomial(a * b))
            && TowerOracle.Multiply(x, x).SequenceEqual(TowerOracle.Polynomial(square));
    });

    [Fact]
    public void Add_RandomPairs_MatchesPolynomials() => Property.Holds(100, random =>
    {
        BigInteger p = Oracle.Integer(Fp.Modulus);
        T a = TowerOracle.RandomElement<T>(random);
        T b = TowerOracle.RandomElement<T>(random);
        BigInteger[] x = TowerOracle.Polynomial(a);
        BigInteger[] y = TowerOracle.Polynomial(b);
        T.Double(a, out T twice);
        return x.Zip(y, (c, d) => (c + d) % p).SequenceEqual(TowerOracle.Polynomial(a + b))
            && x.Zip(y, (c, d) => (c - d + p) % p).SequenceEqual(TowerOracle.Polynomial(a - b))
            && x.Select(c => (p - c) % p).SequenceEqual(TowerOracle.Polynomial(-a))
            && twice == a + a;
    });

    [Fact]
    public void FieldLaws_RandomTriples_Hold() => Property.Holds(100, random =>
    {
        T a = TowerOracle.RandomElement<T>(random);
        T b = TowerOracle.RandomElement<T>(random);
        T c = TowerOracle.RandomElement<T>(random);
        return a * b == b * a && (a * b) * c == a * (b * c) && a * (b + c) == (a * b) + (a * c)
            && a * T.One == a && (a * T.Zero).IsZero && (a - a).IsZero && a + T.Zero == a;
    });

    [Fact]
    public void TryInvert_RandomValuesAndZero_ProductIsOne()
    {
        Property.Holds(50, random =>
        {
            T a = TowerOracle.RandomElement<T>(random);
            bool invertible = T.TryInvert(a, out T inverse);
            return invertible == !a.IsZero && a * inverse == (a.IsZero ? T.Zero : T.One);
        });
        Assert.False(T.TryInvert(T.Zero, out T zero));
        Assert.True(zero.IsZero);
        Assert.True(T.TryInvert(T.One, out T one));
        Assert.Equal(T.One, one);
    }

    [Fact]
    public void Operations_ResultAliasesOperands_Unchanged() => Property.Holds(30, random =>
    {
        T a = TowerOracle.RandomElement<T>(random);
        T b = TowerOracle.RandomElement<T>(random);
        T r1 = a, r2 = b, r3 = a, r4 = a, r5 = b, r6 = a, r7 = a, r8 = a, r9 = a;
        T.Multiply(r1, b, out r1);
        T.Multiply(a, r2, out r2);
        T.Multiply(r3, r3, out r3);
        T.Square(r4, out r4);
        T.Subtract(a, r5, out r5);
        T.Add(r6, r6, out r6);
        T.Negate(r7, out r7);
        T.Double(r8, out r8);
        _ = T.TryInvert(r9, out r9);
        _ = T.TryInvert(a, out T inverse);
        return r1 == a * b && r2 == a * b && r3 == a * a && r4 == a * a && r5 == a - b && r6 == a + a && r7 == -a && r8 == a + a
            && r9 == inverse;
    });

    [Fact]
    public void Equality_OneCoefficientDiffers_Differs()
    {
        T one = T.One;
        Assert.True(one == T.One);
        Assert.True(one != T.Zero);
        Assert.Equal(one.GetHashCode(), T.One.GetHashCode());
        for (int seed = 0; seed < 50; seed++)
        {
            T a = TowerOracle.RandomElement<T>(new Random(seed));
            Assert.True(a != a + one);
            Assert.False(a.Equals((object)(a + one)));
            Assert.True(a.Equals((object)a));
        }
    }
}
