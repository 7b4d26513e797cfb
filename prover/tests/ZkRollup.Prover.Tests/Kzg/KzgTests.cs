using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu.Fft;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Transcript;

namespace ZkRollup.Prover.Tests.Kzg;

/// <summary>Commitments against the secret, openings at every kind of point, and everything a verifier must refuse.</summary>
public sealed class KzgTests : IDisposable
{
    private const int Log2 = 6;
    private const int Size = 1 << Log2;

    private static readonly ReferenceString Source = StringSamples.Development;
    private static readonly KzgVerifier Verifier = new(Source);

    private readonly KzgCommitter _committer = new(LagrangeBasis.Create(Source, Log2));

    public void Dispose() => _committer.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(1056)]
    public void Commit_AnyDegree_IsValueAtSecret(int length)
    {
        Fr[] p = RandomPolynomial(length, seed: length);
        Assert.Equal(AtSecret(p), _committer.Commit(p));
    }

    [Fact]
    public void Commit_DegreeBoundExceeded_SaysSo()
    {
        Fr[] p = new Fr[Source.Count + 1];
        foreach (Action act in new Action[]
        {
            () => _committer.Commit(p),
            () => _committer.Open(p, Fr.One),
            () => _committer.OpenBatch([p], Fr.One, Fr.One),
        })
        {
            string message = Assert.Throws<ArgumentException>(act).Message;
            Assert.Contains("Degree bound exceeded: expected at most 1056 coefficients, got 1057", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void CommitValues_AnyValues_EqualsCommitmentToCoefficients()
    {
        using EvaluationDomain domain = new(Log2);
        Fr[] small = [.. Enumerable.Range(0, Size).Select(i => Fr.FromInt64((i % 7) - 3))];
        foreach (Fr[] values in new[] { RandomPolynomial(Size, 3), small, new Fr[Size], [.. Enumerable.Repeat(Fr.One, Size)] })
        {
            Fr[] coefficients = [.. values];
            domain.Inverse(coefficients);
            Assert.Equal(_committer.Commit(coefficients), _committer.CommitValues(values));
        }
    }

    [Fact]
    public void CommitValues_Blinded_OpensToTheSameValuesOnTheSubgroup()
    {
        using EvaluationDomain domain = new(Log2);
        foreach (int count in new[] { 0, 1, 3, 32 })
        {
            Fr[] values = RandomPolynomial(Size, 4);
            Fr[] blinding = RandomPolynomial(count, 5);
            Fr[] coefficients = [.. values];
            domain.Inverse(coefficients);
            Fr[] blinded = KzgCommitter.Blind(coefficients, blinding);
            G1Affine commitment = _committer.CommitValues(values, blinding);
            Assert.Equal(_committer.Commit(blinded), commitment);
            Assert.Equal(Size + count, blinded.Length);
            Fr root = Fr.PowVarTime(domain.Root, [5]);
            Assert.Equal(values[5], Polynomial.Evaluate(blinded, root));

            // Outside the subgroup the value is another one, by b(z)·(z^n − 1).
            Fr z = Fr.FromUInt64(77);
            Fr shift = Polynomial.Evaluate(blinding, z) * (Fr.PowVarTime(z, [Size]) - Fr.One);
            Assert.Equal(Polynomial.Evaluate(coefficients, z) + shift, Polynomial.Evaluate(blinded, z));
            KzgOpening opening = _committer.Open(blinded, z);
            Assert.Equal(KzgVerificationResult.Valid, Verifier.TryVerify(commitment, z, opening.Value, opening.Proof));
        }
    }

    [Fact]
    public void CommitValues_WrongLengths_Throws()
    {
        Assert.Throws<ArgumentException>(() => _committer.CommitValues(new Fr[Size - 1]));
        Assert.Throws<ArgumentException>(() => _committer.CommitValues(new Fr[Size + 1]));
        Assert.Throws<ArgumentException>(() => _committer.CommitValues(new Fr[Size], new Fr[33]));
        Assert.Throws<ArgumentException>(() => KzgCommitter.Blind(new Fr[2], new Fr[3]));
        using KzgCommitter plain = new(Source);
        Assert.Throws<InvalidOperationException>(() => plain.CommitValues(new Fr[Size]));

        // A string that ends with the subgroup leaves nothing to blind with.
        using KzgCommitter narrow = new(LagrangeBasis.Create(StringSamples.Foreign(18), 4));
        Assert.Equal(2, narrow.BlindingMax);
        Assert.Throws<ArgumentException>(() => narrow.CommitValues(new Fr[16], new Fr[3]));
    }

    [Fact]
    public void Open_RandomAndSpecialPoints_Verifies()
    {
        Fr[] points =
        [
            Fr.Zero, Fr.One, -Fr.One, Fr.RootOfUnity(Log2), Fr.RootOfUnity(32), DevelopmentSecret.Tau, Fr.FromUInt64(5),
            .. RandomPolynomial(3, 8),
        ];
        foreach (int length in new[] { 0, 1, 2, 77 })
        {
            Fr[] p = RandomPolynomial(length, seed: length);
            G1Affine commitment = _committer.Commit(p);
            foreach (Fr z in points)
            {
                KzgOpening opening = _committer.Open(p, z);
                Assert.Equal(Polynomial.Evaluate(p, z), opening.Value);
                Assert.Equal(KzgVerificationResult.Valid, Verifier.TryVerify(commitment, z, opening.Value, opening.Proof));
                Assert.Equal(length <= 1, opening.Proof.IsInfinity);
                Fr other = opening.Value + Fr.One;
                Assert.Equal(KzgVerificationResult.PairingsDiffer, Verifier.TryVerify(commitment, z, other, opening.Proof));
            }
        }
    }

    [Fact]
    public void TryVerify_AnythingTampered_IsRejected()
    {
        Fr[] p = RandomPolynomial(50, 11);
        Fr[] q = RandomPolynomial(50, 12);
        Fr z = Fr.FromUInt64(1234567);
        G1Affine commitment = _committer.Commit(p);
        (Fr y, G1Affine proof) = _committer.Open(p, z);
        KzgOpening other = _committer.Open(q, z);
        (G1Affine C, Fr Z, Fr Y, G1Affine W)[] wrong =
        [
            (commitment, z, y + Fr.One, proof),
            (commitment, z, Fr.Zero, proof),
            (commitment, z, -y, proof),
            (commitment, z + Fr.One, y, proof),
            (commitment, Fr.Zero, y, proof),
            (commitment, z, y, -proof),
            (commitment, z, y, other.Proof),
            (commitment, z, y, G1Affine.Infinity),
            (commitment, z, y, commitment),
            (commitment, z, y, G1Affine.Generator),
            (commitment, z, other.Value, other.Proof),
            (_committer.Commit(q), z, y, proof),
            (-commitment, z, y, proof),
            (G1Affine.Infinity, z, y, proof),
            (G1Affine.Infinity, z, y, G1Affine.Infinity),
            (G1Affine.Generator, z, Fr.Zero, G1Affine.Infinity),
        ];
        foreach ((G1Affine c, Fr point, Fr value, G1Affine w) in wrong)
        {
            Assert.Equal(KzgVerificationResult.PairingsDiffer, Verifier.TryVerify(c, point, value, w));
        }

        Assert.Equal(KzgVerificationResult.Valid, Verifier.TryVerify(commitment, z, y, proof));
        KzgVerifier stranger = new(StringSamples.Foreign(8));
        Assert.Equal(KzgVerificationResult.PairingsDiffer, stranger.TryVerify(commitment, z, y, proof));

        // All infinity says that the polynomial 0 is 0, which is so.
        Assert.Equal(KzgVerificationResult.Valid, Verifier.TryVerify(G1Affine.Infinity, z, Fr.Zero, G1Affine.Infinity));
    }

    [Fact]
    public void IsTauTimes_PointAndItsMultiple_OnlyThatOne()
    {
        ReadOnlySpan<G1Affine> powers = Source.Powers;
        Assert.True(Verifier.IsTauTimes(powers[8], powers[7]));
        Assert.True(Verifier.IsTauTimes(G1Affine.Infinity, G1Affine.Infinity));
        Assert.False(Verifier.IsTauTimes(powers[7], powers[8]));
        Assert.False(Verifier.IsTauTimes(-powers[8], powers[7]));
        Assert.False(Verifier.IsTauTimes(powers[9], powers[7]));
        Assert.False(Verifier.IsTauTimes(powers[8], G1Affine.Infinity));
        Assert.False(Verifier.IsTauTimes(G1Affine.Infinity, powers[7]));
    }

    [Fact]
    public void TryVerify_SeveralFaults_NamesTheFirstInOrder()
    {
        G1Affine good = _committer.Commit(RandomPolynomial(5, 1));
        G1Affine outside = StringSamples.MovedOutside(good);
        G1Affine off = StringSamples.MovedOff(good);
        Fr one = Fr.One;
        Assert.Equal(KzgVerificationResult.CommitmentNotInSubgroup, Verifier.TryVerify(outside, one, one, off));
        Assert.Equal(KzgVerificationResult.CommitmentNotOnCurve, Verifier.TryVerify(off, one, one, outside));
        Assert.Equal(
            KzgVerificationResult.CommitmentNotOnCurve, Verifier.TryVerifyBatch([outside, off], one, [one, one], outside, one));
        Assert.Equal(
            KzgVerificationResult.CommitmentNotInSubgroup, Verifier.TryVerifyBatch([good, outside], one, [one, one], outside, one));
        byte[] modulus = Convert.FromHexString("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");
        Assert.Equal(KzgVerificationResult.CommitmentNotInSubgroup, Verifier.TryVerify(Encode(outside), modulus, modulus, Encode(outside)));
        Assert.Equal(KzgVerificationResult.PointNotCanonical, Verifier.TryVerify(Encode(good), modulus, modulus, Encode(outside)));
        Assert.Equal(KzgVerificationResult.ValueNotCanonical, Verifier.TryVerify(Encode(good), Encode(one), modulus, Encode(off)));
    }

    [Fact]
    public void TryVerify_PointsOutsideCurveOrSubgroup_AreNamed()
    {
        Fr[] p = RandomPolynomial(20, 13);
        Fr z = Fr.FromUInt64(9);
        G1Affine commitment = _committer.Commit(p);
        (Fr y, G1Affine proof) = _committer.Open(p, z);
        Assert.Equal(
            KzgVerificationResult.CommitmentNotInSubgroup, Verifier.TryVerify(StringSamples.MovedOutside(commitment), z, y, proof));
        Assert.Equal(KzgVerificationResult.CommitmentNotOnCurve, Verifier.TryVerify(StringSamples.MovedOff(commitment), z, y, proof));
        Assert.Equal(KzgVerificationResult.ProofNotInSubgroup, Verifier.TryVerify(commitment, z, y, StringSamples.MovedOutside(proof)));
        Assert.Equal(KzgVerificationResult.ProofNotInSubgroup, Verifier.TryVerify(commitment, z, y, StringSamples.OrderThree));
        Assert.Equal(KzgVerificationResult.ProofNotOnCurve, Verifier.TryVerify(commitment, z, y, StringSamples.MovedOff(proof)));
    }

    [Fact]
    public void TryVerifyBytes_StrictEncodings_NameTheFirstFault()
    {
        Fr[] p = RandomPolynomial(20, 14);
        Fr z = Fr.FromUInt64(9);
        byte[] c = Encode(_committer.Commit(p));
        (Fr value, G1Affine proof) = _committer.Open(p, z);
        byte[] w = Encode(proof);
        byte[] at = Encode(z);
        byte[] y = Encode(value);
        byte[] modulus = Convert.FromHexString("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");
        byte[] padded = [.. c];
        padded[0] = 1;
        byte[] outside = Encode(StringSamples.MovedOutside(proof));
        byte[] off = Encode(StringSamples.MovedOff(proof));
        (KzgVerificationResult Expected, byte[] C, byte[] Z, byte[] Y, byte[] W)[] cases =
        [
            (KzgVerificationResult.Valid, c, at, y, w),
            (KzgVerificationResult.CommitmentNotCanonical, padded, at, y, w),
            (KzgVerificationResult.CommitmentNotCanonical, c[..127], at, y, w),
            (KzgVerificationResult.CommitmentNotCanonical, [.. c, 0], modulus, y, w),
            (KzgVerificationResult.CommitmentNotCanonical, [], [], [], []),
            (KzgVerificationResult.CommitmentNotOnCurve, off, at, y, w),
            (KzgVerificationResult.CommitmentNotInSubgroup, outside, at, y, w),
            (KzgVerificationResult.PointNotCanonical, c, modulus, y, w),
            (KzgVerificationResult.PointNotCanonical, c, at[1..], y, w),
            (KzgVerificationResult.ValueNotCanonical, c, at, modulus, w),
            (KzgVerificationResult.ValueNotCanonical, c, at, [.. y, 0], w),
            (KzgVerificationResult.ProofNotCanonical, c, at, y, padded),
            (KzgVerificationResult.ProofNotCanonical, c, at, y, []),
            (KzgVerificationResult.ProofNotOnCurve, c, at, y, off),
            (KzgVerificationResult.ProofNotInSubgroup, c, at, y, outside),
            (KzgVerificationResult.PairingsDiffer, c, at, y, c),
            (KzgVerificationResult.PairingsDiffer, c, at, y, new byte[128]),
        ];
        foreach ((KzgVerificationResult expected, byte[] commitment, byte[] point, byte[] said, byte[] opening) in cases)
        {
            Assert.Equal(expected, Verifier.TryVerify(commitment, point, said, opening));
        }
    }

    [Fact]
    public void TryVerifyBytes_RandomBytes_NeverThrows()
    {
        Random random = new(15);
        for (int i = 0; i < 200; i++)
        {
            byte[][] parts = [.. Enumerable.Range(0, 4).Select(_ => new byte[random.Next(140)])];
            foreach (byte[] part in parts)
            {
                random.NextBytes(part);
            }

            Assert.NotEqual(KzgVerificationResult.Valid, Verifier.TryVerify(parts[0], parts[1], parts[2], parts[3]));
        }
    }

    [Fact]
    public void OpenBatch_PolynomialsOfDifferentDegree_VerifiesAndRejects()
    {
        Fr[][] polynomials = [RandomPolynomial(40, 16), RandomPolynomial(3, 17), [], RandomPolynomial(90, 18), RandomPolynomial(1, 19)];
        ReadOnlyMemory<Fr>[] memories = [.. polynomials.Select(p => new ReadOnlyMemory<Fr>(p))];
        G1Affine[] commitments = [.. polynomials.Select(p => _committer.Commit(p))];
        Fr z = Fr.FromUInt64(31);
        Fr[] values = [.. polynomials.Select(p => Polynomial.Evaluate(p, z))];
        Fr challenge = KzgBatch.DrawChallenge(new KeccakTranscript("test"u8), commitments, z, values);
        KzgBatchOpening opening = _committer.OpenBatch(memories, z, challenge);
        Assert.Equal(values, opening.Values);
        Assert.Equal(KzgVerificationResult.Valid, Verifier.TryVerifyBatch(commitments, z, values, opening.Proof, challenge));

        for (int i = 0; i < values.Length; i++)
        {
            Fr[] wrong = [.. values];
            wrong[i] += Fr.One;
            Assert.Equal(KzgVerificationResult.PairingsDiffer, Verifier.TryVerifyBatch(commitments, z, wrong, opening.Proof, challenge));
            Assert.NotEqual(challenge, KzgBatch.DrawChallenge(new KeccakTranscript("test"u8), commitments, z, wrong));
            G1Affine[] moved = [.. commitments];
            moved[i] = StringSamples.MovedOutside(moved[i]);
            Assert.Equal(
                KzgVerificationResult.CommitmentNotInSubgroup, Verifier.TryVerifyBatch(moved, z, values, opening.Proof, challenge));
        }

        // Two errors that cancel for this challenge: why it must be drawn after the values.
        Fr[] cancelling = [.. values];
        cancelling[0] += challenge;
        cancelling[1] -= Fr.One;
        Assert.Equal(KzgVerificationResult.Valid, Verifier.TryVerifyBatch(commitments, z, cancelling, opening.Proof, challenge));
        Fr redrawn = KzgBatch.DrawChallenge(new KeccakTranscript("test"u8), commitments, z, cancelling);
        Assert.Equal(KzgVerificationResult.PairingsDiffer, Verifier.TryVerifyBatch(commitments, z, cancelling, opening.Proof, redrawn));
    }

    [Fact]
    public void TryVerifyBatch_CountsAndProofs_AreChecked()
    {
        Fr[] p = RandomPolynomial(9, 20);
        G1Affine c = _committer.Commit(p);
        Fr z = Fr.FromUInt64(3);
        KzgBatchOpening opening = _committer.OpenBatch([p, p], z, Fr.FromUInt64(2));
        Fr[] values = [.. opening.Values];
        Fr gamma = Fr.FromUInt64(2);
        Assert.Equal(KzgVerificationResult.Valid, Verifier.TryVerifyBatch([c, c], z, values, opening.Proof, gamma));
        Assert.Equal(KzgVerificationResult.CountsDiffer, Verifier.TryVerifyBatch([], z, [], G1Affine.Infinity, gamma));
        Assert.Equal(KzgVerificationResult.CountsDiffer, Verifier.TryVerifyBatch([c], z, values, opening.Proof, gamma));
        Assert.Equal(KzgVerificationResult.PairingsDiffer, Verifier.TryVerifyBatch([c, c], z, values, opening.Proof, Fr.One));
        Assert.Equal(
            KzgVerificationResult.ProofNotInSubgroup,
            Verifier.TryVerifyBatch([c, c], z, values, StringSamples.MovedOutside(opening.Proof), gamma));
        Assert.Equal(
            KzgVerificationResult.ProofNotOnCurve,
            Verifier.TryVerifyBatch([c, c], z, values, StringSamples.MovedOff(opening.Proof), gamma));
        Assert.Throws<ArgumentException>(() => _committer.OpenBatch([], z, gamma));
    }

    [Fact]
    public void DivideByLinear_AnyPolynomial_MultipliesBack()
    {
        foreach (int length in new[] { 0, 1, 2, 33 })
        {
            Fr[] p = RandomPolynomial(length, length);
            Fr z = Fr.FromUInt64(17);
            Fr[] quotient = new Fr[Math.Max(0, length - 1)];
            Fr remainder = Polynomial.DivideByLinear(p, z, quotient);
            Assert.Equal(Polynomial.Evaluate(p, z), remainder);
            Fr[] product = new Fr[length];
            for (int i = 0; i < quotient.Length; i++)
            {
                product[i + 1] += quotient[i];
                product[i] -= z * quotient[i];
            }

            if (length > 0)
            {
                product[0] += remainder;
                Assert.Equal(remainder, Polynomial.DivideByLinear(p, z, p.AsSpan(0, length - 1)));
                Assert.Equal(quotient, p[..^1]);
            }

            Assert.Equal(RandomPolynomial(length, length), product);
            Assert.Throws<ArgumentException>(() => Polynomial.DivideByLinear(product, z, new Fr[length + 1]));
        }

        Assert.Throws<ArgumentException>(() => Polynomial.AddScaled(new Fr[1], new Fr[2], Fr.One));
    }

    [Fact]
    public void Commit_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _committer.Commit(RandomPolynomial(500, 1), source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => _committer.CommitValues(RandomPolynomial(Size, 1), default, source.Token));
    }

    private static G1Affine AtSecret(Fr[] p) =>
        G1Jacobian.Generator.MultiplyVarTime(Polynomial.Evaluate(p, DevelopmentSecret.Tau)).ToAffine();

    private static byte[] Encode(in G1Affine point)
    {
        byte[] bytes = new byte[128];
        point.WriteEip2537(bytes);
        return bytes;
    }

    private static byte[] Encode(in Fr value)
    {
        byte[] bytes = new byte[32];
        value.WriteBigEndian(bytes);
        return bytes;
    }

    private static Fr[] RandomPolynomial(int length, int seed)
    {
        Random random = new(seed);
        byte[] bytes = new byte[40];
        return [.. Enumerable.Range(0, length).Select(_ =>
        {
            random.NextBytes(bytes);
            return Fr.FromBigEndianReduced(bytes);
        })];
    }
}
