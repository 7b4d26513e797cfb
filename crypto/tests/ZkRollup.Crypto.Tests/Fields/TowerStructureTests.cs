using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Pairing;

namespace ZkRollup.Crypto.Tests.Fields;

/// <summary>What the extensions offer beyond the laws of a field: powers of Frobenius, sparse products, roots, signs.</summary>
public class TowerStructureTests
{
    private static readonly BigInteger P = Oracle.Integer(Fp.Modulus);

    [Fact]
    public void Nonresidues_OfTheTower_DefineIt()
    {
        Fp2 u = new(Fp.Zero, Fp.One);
        Assert.Equal(-Fp2.One, u * u);
        Fp6 v = new(Fp2.Zero, Fp2.One, Fp2.Zero);
        Assert.Equal(new Fp6(new Fp2(Fp.One, Fp.One), Fp2.Zero, Fp2.Zero), v * v * v);
        Fp12 w = new(Fp6.Zero, Fp6.One);
        Assert.Equal(new Fp12(v, Fp6.Zero), w * w);
    }

    [Fact]
    public void MultiplyByNonresidue_RandomValues_MatchesProduct() => Property.Holds(50, random =>
    {
        Fp2 a = TowerOracle.RandomElement<Fp2>(random);
        Fp6 b = TowerOracle.RandomElement<Fp6>(random);
        Fp2 r = a;
        Fp2.MultiplyByNonresidue(r, out r);
        Fp6 s = b;
        Fp6.MultiplyByNonresidue(s, out s);
        return r == a * Fp2.Nonresidue && s == b * new Fp6(Fp2.Zero, Fp2.One, Fp2.Zero);
    });

    [Fact]
    public void Frobenius_RandomValues_IsThePowerP() => Property.Holds(10, random =>
    {
        Fp12 a = TowerOracle.RandomElement<Fp12>(random);
        Fp12 power = Fp12.PowVarTime(a, Fp.Modulus);
        Fp12 squared = Fp12.PowVarTime(power, Fp.Modulus);
        Fp12 r = a;
        Fp12 s = a;
        Fp12.Frobenius(r, out r);
        Fp12.FrobeniusSquared(s, out s);
        Fp6.Frobenius(a.C0, out Fp6 sixth);
        return r == power && s == squared && a.C0.C0.Conjugate == Fp2.PowVarTime(a.C0.C0, Fp.Modulus)
            && new Fp12(sixth, Fp6.Zero) == Fp12.PowVarTime(new Fp12(a.C0, Fp6.Zero), Fp.Modulus);
    });

    [Fact]
    public void Conjugate_RandomValues_IsThePowerPToTheSixth() => Property.Holds(10, random =>
    {
        Fp12 a = TowerOracle.RandomElement<Fp12>(random);
        Fp12 power = a;
        for (int i = 0; i < 3; i++)
        {
            Fp12.FrobeniusSquared(power, out power);
        }

        return a.Conjugate == power;
    });

    [Fact]
    public void SparseProducts_RandomValues_MatchDenseProducts() => Property.Holds(50, random =>
    {
        Fp12 a = TowerOracle.RandomElement<Fp12>(random);
        Fp6 b = TowerOracle.RandomElement<Fp6>(random);
        Fp2 zero = Fp2.Zero;
        Fp12 line = new(new Fp6(b.C0, b.C1, zero), new Fp6(zero, b.C2, zero));
        Fp12 r = a;
        Fp12.MultiplyByLine(r, b.C0, b.C1, b.C2, out r);
        Fp6 s = a.C0;
        Fp6.MultiplyBySparse01(s, b.C0, b.C1, out s);
        Fp6 t = a.C0;
        Fp6.MultiplyBySparse1(t, b.C1, out t);
        Fp2.MultiplyByFp(b.C0, b.C1.C0, out Fp2 scaled);
        return r == a * line && s == a.C0 * line.C0 && t == a.C0 * new Fp6(zero, b.C1, zero) && scaled == b.C0 * new Fp2(b.C1.C0, Fp.Zero);
    });

    [Fact]
    public void CyclotomicSquare_InTheSubgroup_MatchesSquare() => Property.Holds(20, random =>
    {
        // The power (p⁶ − 1)(p² + 1) takes any element there.
        Fp12 a = TowerOracle.RandomElement<Fp12>(random);
        _ = Fp12.TryInvert(a, out Fp12 inverse);
        Fp12 cyclotomic = a.Conjugate * inverse;
        Fp12.FrobeniusSquared(cyclotomic, out Fp12 power);
        cyclotomic *= power;
        Fp12 r = cyclotomic;
        Fp12.CyclotomicSquare(r, out r);
        return r == cyclotomic * cyclotomic && cyclotomic * cyclotomic.Conjugate == Fp12.One;
    });

    [Fact]
    public void FinalExponentiation_RandomValue_IsThePowerOfItsDefinition()
    {
        BigInteger exponent = 3 * (BigInteger.Pow(P, 12) - 1) / Oracle.Integer(Fr.Modulus);
        Fp12 a = TowerOracle.RandomElement<Fp12>(new Random(31));
        FinalExponentiation.Apply(a, out Fp12 result);
        Assert.Equal(Fp12.PowVarTime(a, Oracle.Limbs(exponent, 70)), result);
        FinalExponentiation.Apply(Fp12.Zero, out result);
        Assert.True(result.IsZero);
    }

    [Fact]
    public void SquareRoot_OfFp2Squares_IsFound() => Property.Holds(60, random =>
    {
        Fp2 a = TowerOracle.RandomElement<Fp2>(random);
        return IsRootOf(a * a) && IsRootOf((a * a).Conjugate);

        static bool IsRootOf(Fp2 square) => Fp2.TrySquareRootVarTime(square, out Fp2 root) && root * root == square;
    });

    [Fact]
    public void SquareRoot_OfFp2NonSquares_IsRejected() => Property.Holds(60, random =>
    {
        Fp2 a = TowerOracle.RandomElement<Fp2>(random);
        Fp2 nonSquare = a * a * Fp2.Nonresidue;
        return a.IsZero || (!Fp2.TrySquareRootVarTime(nonSquare, out Fp2 root) && root.IsZero);
    });

    [Fact]
    public void SquareRoot_OfBaseFieldElements_IsAlwaysFound()
    {
        foreach (BigInteger value in Oracle.EdgeValues(P))
        {
            Fp2 a = new(Oracle.Element<Fp>(value), Fp.Zero);
            Assert.True(Fp2.TrySquareRootVarTime(a, out Fp2 root));
            Assert.Equal(a, root * root);
        }
    }

    [Fact]
    public void Signs_EdgeValues_FollowTheirDefinitions()
    {
        BigInteger[] values = [0, 1, 2, (P - 1) / 2, (P + 1) / 2, P - 2, P - 1];
        foreach (BigInteger c0 in values)
        {
            foreach (BigInteger c1 in values)
            {
                Fp2 a = new(Oracle.Element<Fp>(c0), Oracle.Element<Fp>(c1));
                Assert.Equal((c1.IsZero ? c0 : c1) > (P - 1) / 2, a.IsLexicographicallyLargest);
                Assert.Equal(!(c0.IsZero ? c1 : c0).IsEven, a.IsOdd);
                Assert.True(a.IsZero || a.IsLexicographicallyLargest != (-a).IsLexicographicallyLargest);
            }
        }
    }
}
