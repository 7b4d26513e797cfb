using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Prover.Kzg;

namespace ZkRollup.Prover.Tests.Kzg;

/// <summary>The development string against its secret, and the checks of a string against one fault at a time.</summary>
public class ReferenceStringTests
{
    private const int Count = 40;

    private static readonly G1Affine[] Good = StringSamples.Powers(Count);

    /// <summary>Faults of powers and what they must be called.</summary>
    public static TheoryData<string, ReferenceStringStatus, long> Faults() => new()
    {
        { "first is twice the generator", ReferenceStringStatus.FirstPowerNotGenerator, 0 },
        { "all powers doubled", ReferenceStringStatus.FirstPowerNotGenerator, 0 },
        { "17 and 18 swapped", ReferenceStringStatus.PowersInconsistent, 17 },
        { "20 negated", ReferenceStringStatus.PowersInconsistent, 20 },
        { "last replaced by the one before", ReferenceStringStatus.PowersInconsistent, Count - 1 },
        { "1 replaced by the generator", ReferenceStringStatus.PowersInconsistent, 1 },
        { "9 is infinity", ReferenceStringStatus.Infinity, 9 },
        { "9 off the curve", ReferenceStringStatus.NotOnCurve, 9 },
        { "last outside the subgroup", ReferenceStringStatus.NotInSubgroup, Count - 1 },
        { "0 outside the subgroup", ReferenceStringStatus.NotInSubgroup, 0 },
        { "order three alone", ReferenceStringStatus.NotInSubgroup, 5 },
        { "another secret in G2", ReferenceStringStatus.PowersInconsistent, 1 },
        { "tau G2 negated", ReferenceStringStatus.PowersInconsistent, 1 },
        { "tau G2 infinite", ReferenceStringStatus.Infinity, 1 },
        { "tau G2 outside the subgroup", ReferenceStringStatus.NotInSubgroup, 1 },
        { "tau G2 off the curve", ReferenceStringStatus.NotOnCurve, 1 },
        { "G2 not the generator", ReferenceStringStatus.FirstG2NotGenerator, 0 },
        { "secret 1", ReferenceStringStatus.TrivialSecret, -1 },
        { "secret minus 1", ReferenceStringStatus.TrivialSecret, -1 },
        { "one power", ReferenceStringStatus.TooFewPowers, -1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void TryCreate_OneFault_IsNamedWithItsIndex(string fault, ReferenceStringStatus status, long index)
    {
        (G1Affine[] powers, G2Affine g2, G2Affine tauG2) = Break(fault);
        ReferenceStringReadResult verdict = ReferenceString.TryCreate(powers, g2, tauG2, out ReferenceString? result);
        Assert.Equal((status, index), (verdict.Status, verdict.Index));
        Assert.Null(result);
    }

    [Fact]
    public void TryCreate_GoodPowers_KeepsThemAndIsNotInsecure()
    {
        ReferenceString value = StringSamples.Foreign(Count);
        Assert.Equal(Good, value.Powers.ToArray());
        Assert.Equal(StringSamples.TauG2, value.TauG2);
        Assert.False(value.IsInsecure);
    }

    [Fact]
    public void TryCreate_PowerDoubled_NeverAccepted()
    {
        for (int i = 0; i < Count; i += 3)
        {
            G1Affine[] powers = [.. Good];
            powers[i] = G1Jacobian.FromAffine(powers[i]).MultiplyVarTime(Fr.FromUInt64(2)).ToAffine();
            ReferenceStringReadResult verdict = ReferenceString.TryCreate(powers, G2Affine.Generator, StringSamples.TauG2, out _);
            Assert.Equal(i == 0 ? ReferenceStringStatus.FirstPowerNotGenerator : ReferenceStringStatus.PowersInconsistent, verdict.Status);
            Assert.Equal(i, verdict.Index);
        }
    }

    [Fact]
    public void CreateDevelopment_AnyPower_IsThatOfTheSecret()
    {
        ReferenceString value = StringSamples.Development;
        Fr power = Fr.One;
        for (int i = 0; i < value.Count; i++)
        {
            if (i < 20 || i % 100 == 0 || i == value.Count - 1)
            {
                Assert.Equal(G1Jacobian.Generator.MultiplyVarTime(power).ToAffine(), value.Powers[i]);
            }

            power *= DevelopmentSecret.Tau;
        }

        Assert.Equal(G2Jacobian.Generator.MultiplyVarTime(DevelopmentSecret.Tau).ToAffine(), value.TauG2);
        Assert.True(value.IsInsecure);
    }

    [Fact]
    public void CreateDevelopment_Digest_IsPinned()
    {
        // Changes only with the secret or the encoding: both break every cached and deployed string.
        Assert.Equal(
            "ab2a355c181cc153e5311274c858d57d58a62eaec7cbb241281ff3a46faae09f",
            Convert.ToHexStringLower(ReferenceString.CreateDevelopment(64).Digest));
        Assert.Equal(
            "512f83eeaeabed84becfa777fbde128767beeb91e705d115fe96b21259f005b7",
            Convert.ToHexStringLower(ReferenceString.CreateDevelopment((1 << 16) + 32).Digest));
    }

    [Fact]
    public void Digest_ByHand_MatchesDefinition()
    {
        ReferenceString value = StringSamples.Foreign(3);
        byte[] file = StringSamples.CeremonyFile(value.Powers, G2Affine.Generator, value.TauG2);
        byte[] message = [.. "ZKRSRS01"u8, 0, 0, 0, 0, 0, 0, 0, 3, .. file.AsSpan(0, 288), .. file.AsSpan(288 + 192)];
        Assert.Equal(Keccak256.Hash(message), value.Digest.ToArray());
    }

    [Fact]
    public void DevelopmentSecret_IsNoRootOfUnity()
    {
        Assert.NotEqual(Fr.One, Fr.PowVarTime(DevelopmentSecret.Tau, [1UL << 32]));
        Assert.NotEqual(Fr.Zero, DevelopmentSecret.Tau);
    }

    [Fact]
    public void TryCreate_DevelopmentPointsFromElsewhere_IsInsecure()
    {
        ReferenceString value = StringSamples.Development;
        Assert.True(ReferenceString.TryCreate(value.Powers[..50], G2Affine.Generator, value.TauG2, out ReferenceString? again).IsSuccess);
        Assert.True(again!.IsInsecure);
        Assert.False(again.Digest.SequenceEqual(value.Digest));
    }

    [Fact]
    public void CreateDevelopment_CancelledOrTooSmall_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ReferenceString.CreateDevelopment(5000, null, source.Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReferenceString.CreateDevelopment(1));
    }

    [Fact]
    public void FixedBaseTable_EdgeScalars_MatchesMultiplication()
    {
        Fr[] scalars =
        [
            Fr.Zero, Fr.One, -Fr.One, Fr.FromUInt64(127), Fr.FromUInt64(128), Fr.FromUInt64(129), Fr.FromUInt64(255), Fr.FromUInt64(256),
            Fr.FromUInt64(0x8080808080808080), Fr.FromUInt64(0x8180818081808180), Fr.FromUInt64(ulong.MaxValue),
            Fr.FromHex("7380808080808080808080808080808080808080808080808080808080808080"), StringSamples.Tau, -StringSamples.Tau,
        ];
        using FixedBaseTable table = new(Good[3]);
        Assert.Equal(
            scalars.Select(scalar => G1Jacobian.FromAffine(Good[3]).MultiplyVarTime(scalar).ToAffine()),
            table.MultiplyAll(scalars, null, default));
    }

    private static (G1Affine[] Powers, G2Affine G2, G2Affine TauG2) Break(string fault)
    {
        G1Affine[] p = [.. Good];
        G2Affine generator = G2Affine.Generator;
        G2Affine tau = StringSamples.TauG2;
        G1Affine Twice(int i) => G1Jacobian.FromAffine(p[i]).MultiplyVarTime(Fr.FromUInt64(2)).ToAffine();
        switch (fault)
        {
            case "first is twice the generator": p[0] = Twice(0); break;
            case "all powers doubled": p = [.. p.Select((_, i) => Twice(i))]; break;
            case "17 and 18 swapped": (p[17], p[18]) = (p[18], p[17]); break;
            case "20 negated": p[20] = -p[20]; break;
            case "last replaced by the one before": p[^1] = p[^2]; break;
            case "1 replaced by the generator": p[1] = p[0]; break;
            case "9 is infinity": p[9] = G1Affine.Infinity; break;
            case "9 off the curve": p[9] = StringSamples.MovedOff(p[9]); break;
            case "last outside the subgroup": p[^1] = StringSamples.MovedOutside(p[^1]); break;
            case "0 outside the subgroup": p[0] = StringSamples.MovedOutside(p[0]); break;
            case "order three alone": p[5] = StringSamples.OrderThree; break;
            case "another secret in G2": tau = StringSamples.Development.TauG2; break;
            case "tau G2 negated": tau = -tau; break;
            case "tau G2 infinite": tau = G2Affine.Infinity; break;
            case "tau G2 outside the subgroup": tau = StringSamples.OutsideG2; break;
            case "tau G2 off the curve": tau = new(tau.X, tau.Y + Fp2.One); break;
            case "G2 not the generator": generator = tau; break;
            case "secret 1": return ([.. Enumerable.Repeat(p[0], Count)], generator, generator);
            case "secret minus 1": return ([.. Enumerable.Range(0, Count).Select(i => i % 2 == 0 ? p[0] : -p[0])], generator, -generator);
            case "one power": return ([p[0]], generator, tau);
            default: throw new ArgumentException(fault, nameof(fault));
        }

        return (p, generator, tau);
    }
}
