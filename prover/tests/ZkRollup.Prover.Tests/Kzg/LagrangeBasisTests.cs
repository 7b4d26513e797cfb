using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Msm;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Tests.Kzg;

/// <summary>Lagrange points against the definition by the secret, in both ways to make them, and their files.</summary>
public class LagrangeBasisTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zkrollup-lagrange-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(6, 1)]
    [InlineData(9, 1)]
    [InlineData(0, 4)]
    [InlineData(3, 5)]
    [InlineData(6, 2)]
    [InlineData(4, 4)]
    public void FromPowers_DevelopmentString_EqualsPointsBySecret(int log2, int packing)
    {
        G1Affine[] bySecret = LagrangeBasis.FromDevelopmentSecret(log2, packing, null, default);
        Assert.Equal(packing << log2, bySecret.Length);
        Assert.Equal(bySecret, LagrangeBasis.FromPowers(StringSamples.Development, log2, packing, null, default));
        Assert.Equal(bySecret, LagrangeBasis.Create(StringSamples.Development, log2, packing).Points.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void LagrangeValues_BySecret_MatchDefinition(int packing)
    {
        // τ^i·Π_(k≠j) (τ^F − ω^k)/(ω^j − ω^k), the definition, for n = 8.
        Fr[] roots = [.. Enumerable.Range(0, 8).Select(i => Fr.PowVarTime(Fr.RootOfUnity(3), [(ulong)i]))];
        Fr[] values = DevelopmentSecret.LagrangeValues(3, packing);
        Fr at = Fr.PowVarTime(DevelopmentSecret.Tau, [(ulong)packing]);
        for (int index = 0; index < 8 * packing; index++)
        {
            Fr numerator = Fr.PowVarTime(DevelopmentSecret.Tau, [(ulong)(index / 8)]);
            Fr denominator = Fr.One;
            foreach (Fr root in roots.Where(root => root != roots[index % 8]))
            {
                numerator *= at - root;
                denominator *= roots[index % 8] - root;
            }

            Assert.Equal(numerator, denominator * values[index]);
        }
    }

    [Fact]
    public void Create_ForeignString_TransformsPowers()
    {
        LagrangeBasis basis = LagrangeBasis.Create(StringSamples.Foreign(16), 4);
        Fr one = Fr.Zero;
        G1Jacobian sum = G1Jacobian.Infinity;
        G1Jacobian identity = G1Jacobian.Infinity;
        for (int i = 0; i < basis.Size; i++)
        {
            // Σ L_i = 1 and Σ ω^i·L_i = X.
            G1Jacobian.AddMixed(sum, basis.Points[i], out sum);
            one = i == 0 ? Fr.One : one * Fr.RootOfUnity(4);
            identity += G1Jacobian.FromAffine(basis.Points[i]).MultiplyVarTime(one);
        }

        Assert.Equal(G1Affine.Generator, sum.ToAffine());
        Assert.Equal(basis.Source.Powers[1], identity.ToAffine());
    }

    [Fact]
    public void Matches_OnePointWrong_IsFalse()
    {
        G1Affine[] points = LagrangeBasis.FromDevelopmentSecret(5, 1, null, default);
        Assert.True(LagrangeBasis.Matches(StringSamples.Development, 5, 1, points, default));
        for (int i = 0; i < points.Length; i += 7)
        {
            G1Affine[] wrong = [.. points];
            wrong[i] = -wrong[i];
            Assert.False(LagrangeBasis.Matches(StringSamples.Development, 5, 1, wrong, default));
        }

        (points[3], points[4]) = (points[4], points[3]);
        Assert.False(LagrangeBasis.Matches(StringSamples.Development, 5, 1, points, default));
    }

    [Fact]
    public void Matches_OtherPackingOrOrder_IsFalse()
    {
        G1Affine[] points = LagrangeBasis.FromDevelopmentSecret(4, 2, null, default);
        Assert.True(LagrangeBasis.Matches(StringSamples.Development, 4, 2, points, default));
        Assert.False(LagrangeBasis.Matches(StringSamples.Development, 5, 1, points, default));
        Assert.False(LagrangeBasis.Matches(StringSamples.Development, 3, 4, points, default));
        Assert.False(LagrangeBasis.Matches(StringSamples.Development, 4, 1, points.AsSpan(0, 16), default));
        Assert.False(LagrangeBasis.Matches(StringSamples.Development, 4, 2, [.. points[16..], .. points[..16]], default));
        points[16 + 9] = -points[16 + 9];
        Assert.False(LagrangeBasis.Matches(StringSamples.Development, 4, 2, points, default));
    }

    [Fact]
    public void Create_MorePointsThanPowers_Throws()
    {
        Assert.Throws<ArgumentException>(() => LagrangeBasis.Create(StringSamples.Development, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => LagrangeBasis.Create(StringSamples.Development, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LagrangeBasis.Create(StringSamples.Development, 25));
    }

    [Fact]
    public void FromPowers_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => LagrangeBasis.FromPowers(StringSamples.Development, 8, 1, null, source.Token));
    }

    [Fact]
    public void Open_SecondTime_ReadsTheFile()
    {
        LagrangeBasis made = LagrangeBasis.Open(_folder, StringSamples.Development, 6);
        string path = Assert.Single(Directory.GetFiles(_folder));
        DateTime written = File.GetLastWriteTimeUtc(path);
        LagrangeBasis read = LagrangeBasis.Open(_folder, StringSamples.Development, 6);
        Assert.Equal(made.Points.ToArray(), read.Points.ToArray());
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));

        // Another size, another packing and another string are other files.
        _ = LagrangeBasis.Open(_folder, StringSamples.Development, 5);
        _ = LagrangeBasis.Open(_folder, StringSamples.Development, 5, packing: 2);
        _ = LagrangeBasis.Open(_folder, StringSamples.Foreign(64), 6);
        Assert.Equal(4, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Open_FileOfOtherPacking_IsRefused()
    {
        // As many points of the same string, under the name of the wanted file.
        _ = LagrangeBasis.Open(_folder, StringSamples.Development, 6);
        string wanted = Assert.Single(Directory.GetFiles(_folder));
        byte[] key = File.ReadAllBytes(wanted)[32..64];
        File.Delete(wanted);
        LagrangeBasis made = LagrangeBasis.Open(_folder, StringSamples.Development, 5, packing: 2);
        string other = Assert.Single(Directory.GetFiles(_folder));
        LagrangeBasis read = LagrangeBasis.Open(_folder, StringSamples.Development, 5, packing: 2);
        Assert.Equal(2, read.Packing);
        Assert.Equal(made.Points.ToArray(), read.Points.ToArray());
        File.Move(other, wanted);
        RequireRejected(wanted, "WrongDigest");

        // Even with the right key the points are another basis.
        PointFile.Write(wanted, PointFile.Content.Lagrange, key, made.Points, []);
        RequireRejected(wanted, "PowersInconsistent");
    }

    [Fact]
    public void Open_DamagedOrOtherFile_Throws()
    {
        _ = LagrangeBasis.Open(_folder, StringSamples.Development, 6);
        string path = Assert.Single(Directory.GetFiles(_folder));
        byte[] file = File.ReadAllBytes(path);
        byte[] key = file[32..64];
        byte[] damaged = [.. file];
        damaged[1000] ^= 1;
        File.WriteAllBytes(path, damaged);
        RequireRejected(path, "WrongDigest");

        // Right hashes over wrong points, of another key, of another content.
        G1Affine[] points = LagrangeBasis.FromDevelopmentSecret(6, 1, null, default);
        G1Affine[] wrong = [.. points];
        (wrong[3], wrong[4]) = (wrong[4], wrong[3]);
        PointFile.Write(path, PointFile.Content.Lagrange, key, wrong, []);
        RequireRejected(path, "PowersInconsistent");
        PointFile.Write(path, PointFile.Content.Lagrange, key, points.AsSpan(1), []);
        RequireRejected(path, "PowersInconsistent");
        wrong = [.. points];
        wrong[5] = StringSamples.MovedOutside(wrong[5]);
        PointFile.Write(path, PointFile.Content.Lagrange, key, wrong, []);
        RequireRejected(path, "NotInSubgroup");
        PointFile.Write(path, PointFile.Content.Lagrange, new byte[32], points, []);
        RequireRejected(path, "WrongDigest");
        PointFile.Write(path, PointFile.Content.Powers, key, points, []);
        RequireRejected(path, "WrongStructure");
        PointFile.Write(path, PointFile.Content.Lagrange, key, points, []);
        Assert.Equal(points, LagrangeBasis.Open(_folder, StringSamples.Development, 6).Points.ToArray());
    }

    [Fact]
    public void MultiplyAllVarTime_EdgeScalarsAndPoints_MatchesPlainMultiplication()
    {
        BigInteger z2 = BigInteger.Pow(0xd201000000010000UL, 2);
        Fr square = Fr.FromUInt64(0xd201000000010000) * Fr.FromUInt64(0xd201000000010000);
        Fr[] scalars =
        [
            Fr.Zero, Fr.One, -Fr.One, Fr.FromUInt64(2), square, square - Fr.One, square + Fr.One, -square, square * square,
            Fr.FromHex("ffffffffffffffffffffffffffffffff"), StringSamples.Tau, Fr.RootOfUnity(2), Fr.RootOfUnity(12),
        ];
        G1Jacobian any = G1Jacobian.FromAffine(StringSamples.Development.Powers[9]);
        foreach (G1Jacobian point in new[] { G1Jacobian.Generator, any, G1Jacobian.Infinity })
        {
            G1Jacobian[] points = [.. scalars.Select(_ => point)];
            EndomorphismMultiplication.MultiplyAllVarTime(points, scalars);
            Assert.Equal(scalars.Select(scalar => point.MultiplyVarTime(scalar)), points);
        }

        foreach (Fr scalar in scalars)
        {
            (UInt128 low, UInt128 high) = EndomorphismSplit.Split(scalar);
            byte[] bytes = new byte[32];
            scalar.WriteBigEndian(bytes);
            Assert.Equal(new BigInteger(bytes, isUnsigned: true, isBigEndian: true), low + (high * z2));
            Assert.True(low < z2);
        }
    }

    private void RequireRejected(string path, string cause)
    {
        InvalidDataException error =
            Assert.Throws<InvalidDataException>(() => LagrangeBasis.Open(_folder, StringSamples.Development, 6));
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }
}
