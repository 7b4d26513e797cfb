using ZkRollup.Sequencer.Risk.Volatility;

namespace ZkRollup.Sequencer.Risk.Tests.Volatility;

public class RawSviTests
{
    [Fact]
    public void SlopeAndCurvature_RandomSmiles_MatchCentralDifferences() => Property.Holds(500, random =>
    {
        RawSvi smile = Smiles.Next(random);
        double k = random.Next(-2.0, 2);
        double step = 1e-3 * smile.Sigma;
        double left = smile.TotalVariance(k - step);
        double centre = smile.TotalVariance(k);
        double right = smile.TotalVariance(k + step);
        Assert.Equal((right - left) / (2 * step), smile.Slope(k), 1e-5 * smile.B);
        Assert.Equal((right - (2 * centre) + left) / step / step, smile.Curvature(k), 1e-4 * smile.B / smile.Sigma);
    });

    [Fact]
    public void BoundsOn_RandomIntervals_HoldAtEveryPointAndAreReached() => Property.Holds(500, random =>
    {
        RawSvi smile = Smiles.Next(random);
        double from = random.Next(-2.0, 2);
        double to = from + random.NextLog(1e-3, 3);
        SmileBounds bounds = smile.BoundsOn(from, to);
        double least = double.MaxValue, most = double.MinValue, flattest = double.MaxValue, sharpest = 0;
        for (int i = 0; i <= 1000; i++)
        {
            double k = from + ((to - from) * i / 1000);
            least = Math.Min(least, smile.TotalVariance(k));
            most = Math.Max(most, smile.TotalVariance(k));
            flattest = Math.Min(flattest, smile.Curvature(k));
            sharpest = Math.Max(sharpest, smile.Curvature(k));
            Assert.InRange(smile.Slope(k), bounds.SlopeMin - (1e-14 * smile.B), bounds.SlopeMax + (1e-14 * smile.B));
        }

        double gap = (to - from) / 1000;
        Assert.InRange(bounds.VarianceMin, least - (smile.B / smile.Sigma * gap * gap), least * (1 + 1e-12));
        Assert.Equal(1, bounds.VarianceMax / most, 1e-12);
        Assert.Equal(1, bounds.CurvatureMin / flattest, 1e-12);
        Assert.InRange(bounds.CurvatureMax, sharpest * (1 - 1e-12), sharpest * 1.05);
    });

    [Fact]
    public void SmallestVariance_RandomSmiles_IsTheLeastAndIsReached() => Property.Holds(500, random =>
    {
        RawSvi smile = Smiles.Next(random);
        double root = Math.Sqrt(1 - (smile.Rho * smile.Rho));
        double vertex = smile.M - (smile.Rho * smile.Sigma / root);
        Assert.Equal(smile.SmallestVariance, smile.TotalVariance(vertex), 1e-14);
        Assert.InRange(smile.TotalVariance(random.Next(-3.0, 3)), smile.SmallestVariance - 1e-14, double.MaxValue);
    });

    [Fact]
    public void WingSlope_FarOut_IsTheSlopeOfTheSteeperWing()
    {
        Assert.Equal(Smiles.Vogt.WingSlope, Smiles.Vogt.TotalVariance(1e9) / 1e9, 1e-8);
        Assert.Equal(Smiles.Month.WingSlope, Smiles.Month.TotalVariance(-1e9) / 1e9, 1e-8);
    }

    /// <summary>The parameters that Gatheral and Jacquier print for the Vogt smile, in both parametrisations.</summary>
    [Fact]
    public void OfJumpWings_VogtParameters_AreTheRawOnes()
    {
        RawSvi smile = Smiles.OfJumpWings(1, 0.01742625, -0.1752111, 0.6997381, 1.316798, 0.0116249);
        Assert.Equal(Smiles.Vogt.A, smile.A, 1e-5);
        Assert.Equal(Smiles.Vogt.B, smile.B, 1e-5);
        Assert.Equal(Smiles.Vogt.Rho, smile.Rho, 1e-5);
        Assert.Equal(Smiles.Vogt.M, smile.M, 1e-5);
        Assert.Equal(Smiles.Vogt.Sigma, smile.Sigma, 1e-5);
    }
}
