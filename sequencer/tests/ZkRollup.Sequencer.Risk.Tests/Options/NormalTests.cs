using System.Numerics;
using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Tests.Options;

public class NormalTests
{
    private const double AllowedUlps = 4;

    /// <summary>Values of erfc(y) = 2·Φ(−y·√2), as in Abramowitz and Stegun, tables 7.1 and 7.3, to more digits.</summary>
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.1, 0.887537083981715101595)]
    [InlineData(0.5, 0.479500122186953462317)]
    [InlineData(1.0, 0.157299207050285130659)]
    [InlineData(2.0, 0.004677734981047265837931)]
    [InlineData(4.0, 1.541725790028001885216e-8)]
    [InlineData(5.0, 1.537459794428034850188e-12)]
    [InlineData(10.0, 2.088487583762544757001e-45)]
    [InlineData(26.0, 5.663192408856142846476e-296)]
    public void ErfcScaled_TableValue_Matches(double y, double erfc) =>
        Assert.Equal(1, Normal.ErfcScaled(y) * Math.Exp(-y * y) / erfc, 1e-15 * (1 + (y * y)));

    [Fact]
    public void Cdf_KnownQuantiles_Match()
    {
        Assert.Equal(0.5, Normal.Cdf(0));
        Assert.Equal(0.975, Normal.Cdf(1.959963984540054235524594430520551527956), 1e-16);
        Assert.Equal(0.99, Normal.Cdf(2.326347874040841100885606163346911723155), 1e-16);
        Assert.Equal(0.8413447460685429, Normal.Cdf(1), 1.2e-16);
    }

    [Fact]
    public void Cdf_GridFromTailToTail_IsExactToAFewUlps()
    {
        double worst = 0;
        for (int i = -148; i <= 40; i++)
        {
            double z = i / 4.0;
            Exact exact = Exact.ForNormal(z);
            BigInteger point = exact.Of(z);
            worst = Math.Max(worst, exact.ErrorUlps(Normal.Cdf(z), exact.Cdf(point)));
            worst = Math.Max(worst, exact.ErrorUlps(Normal.Density(z), exact.Density(point)));
        }

        Assert.InRange(worst, 0.1, AllowedUlps);
    }

    [Fact]
    public void CdfAndItsRatio_RandomArguments_AreExactToAFewUlps() => Property.Holds(200, random =>
    {
        double z = random.Next(2) == 0 ? random.Next(-37.0, 0) : -random.NextLog(1e-10, 1);
        Exact exact = Exact.ForNormal(z);
        BigInteger point = exact.Of(z);
        BigInteger cdf = exact.Cdf(point);
        Assert.InRange(exact.ErrorUlps(Normal.Cdf(z), cdf), 0, AllowedUlps);
        Assert.InRange(exact.ErrorUlps(Normal.CdfOverDensity(z), exact.Divide(cdf, exact.Density(point))), 0, AllowedUlps);
    });

    [Theory]
    [InlineData(-1e5)]
    [InlineData(-1e12)]
    [InlineData(-1e150)]
    public void CdfOverDensity_FarTail_IsItsFirstTerms(double z)
    {
        double expected = (1 - (1 / z / z)) / -z;
        Assert.Equal(expected, Normal.CdfOverDensity(z), expected * 1e-15);
    }

    [Fact]
    public void Cdf_BeyondTheRangeOfDoubles_IsZeroOrOne()
    {
        Assert.Equal(0, Normal.Cdf(-40));
        Assert.Equal(1, Normal.Cdf(9));
        Assert.Equal(0, Normal.Density(1e10));
    }
}
