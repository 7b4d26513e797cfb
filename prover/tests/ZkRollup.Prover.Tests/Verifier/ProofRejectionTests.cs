using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Kzg;
using ZkRollup.Prover.Tests.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Verifier;

/// <summary>Bytes that are no proof, proofs of something else, and challenges that nothing may be proven under.</summary>
public sealed class ProofRejectionTests
{
    private const int Slots = 4;

    private static readonly Statement Squares = SampleCircuits.Squares(Slots, seed: 31);
    private static readonly VerifyingKey Key = Squares.Key(1);
    private static readonly PlonkVerifier Verifier = new(Key);
    private static readonly byte[] Proof = Prove(Squares, Key, seed: 1);

    [Fact]
    public void Verify_AnyByteChanged_Rejected()
    {
        for (int i = 0; i < Proof.Length; i++)
        {
            byte[] changed = [.. Proof];
            changed[i] ^= (byte)(1 << (i % 8));
            VerificationResult result = Verify(changed);
            Assert.False(result.IsValid, $"byte {i}");
            Assert.NotEqual(VerificationStatus.ProofLength, result.Status);
        }
    }

    [Fact]
    public void Verify_AByteOfEachPartOfABigProofChanged_Rejected()
    {
        Statement statement = SampleCircuits.Everything(slots: 2, limbBits: 3, seed: 32);
        VerifyingKey key = statement.Key(1);
        PlonkVerifier verifier = new(key);
        byte[] proof = Prove(statement, key, seed: 1);
        Assert.True(verifier.Verify(Statement.Context, 2, statement.Inputs, proof).IsValid);
        for (int i = 0; i < proof.Length; i += 31)
        {
            byte[] changed = [.. proof];
            changed[i] ^= (byte)(1 << (i % 8));
            Assert.False(verifier.Verify(Statement.Context, 2, statement.Inputs, changed).IsValid, $"byte {i}");
        }
    }

    [Fact]
    public void Verify_AnyPartOfAnotherProof_PairingsDiffer()
    {
        byte[] other = Prove(Squares, Key, seed: 2);
        Assert.True(Verify(Proof).IsValid && Verify(other).IsValid);
        for (int i = 0; i < Key.Layout.PointCount; i++)
        {
            byte[] spliced = Spliced(other, Key.Layout.PointOffset(i), ProofLayout.PointLength);
            Assert.NotEqual(Proof, spliced);
            Assert.Equal(new(VerificationStatus.PairingsDiffer), Verify(spliced));
        }

        for (int i = 0; i < Key.Layout.EvaluationCount; i++)
        {
            // The values of fixed columns depend on ζ, which differs as well.
            byte[] spliced = Spliced(other, Key.Layout.EvaluationOffset(i), ProofLayout.ScalarLength);
            Assert.NotEqual(Proof, spliced);
            Assert.Equal(new(VerificationStatus.PairingsDiffer), Verify(spliced));
        }
    }

    /// <summary>"public input ≥ r; short, long or trailing proof bytes".</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(-736)]
    public void Verify_AnotherLength_SaysExpectedAndGot(int change)
    {
        byte[] resized = [.. Proof];
        Array.Resize(ref resized, Proof.Length + change);
        Assert.Equal(
            new(VerificationStatus.ProofLength, "the proof", $"{Proof.Length} bytes", $"{Proof.Length + change} bytes"), Verify(resized));
    }

    /// <summary>"all-zero or all-infinity proof accepted".</summary>
    [Fact]
    public void Verify_AllZeroProof_PairingsDiffer() =>
        Assert.Equal(new(VerificationStatus.PairingsDiffer), Verify(new byte[Proof.Length]));

    [Fact]
    public void Verify_AllPointsInfinity_PairingsDiffer()
    {
        byte[] changed = [.. Proof];
        for (int i = 0; i < Key.Layout.PointCount; i++)
        {
            changed.AsSpan(Key.Layout.PointOffset(i), ProofLayout.PointLength).Clear();
        }

        Assert.Equal(new(VerificationStatus.PairingsDiffer), Verify(changed));
    }

    /// <summary>"G1ADD does not check the subgroup": every point, moved by a point of order 3, moved off the curve, and beyond p.</summary>
    [Fact]
    public void Verify_BadPoint_NamesItAndTheCause()
    {
        for (int i = 0; i < Key.Layout.PointCount; i++)
        {
            Span<byte> encoded = Proof.AsSpan(Key.Layout.PointOffset(i), ProofLayout.PointLength);
            Assert.Equal(PointDecodeResult.Success, PointCodec.TryReadUnchecked(encoded, out G1Affine point));
            AssertPoint(i, StringSamples.MovedOutside(point), VerificationStatus.PointNotInSubgroup);
            AssertPoint(i, StringSamples.OrderThree, VerificationStatus.PointNotInSubgroup);
            AssertPoint(i, StringSamples.MovedOff(point), VerificationStatus.PointNotOnCurve);
            AssertPoint(i, new(point.X, Fp.Zero), VerificationStatus.PointNotOnCurve);
            foreach (int coordinate in new[] { 0, Fp.ByteLength })
            {
                byte[] beyond = [.. Proof];
                AddModulus(beyond.AsSpan(Key.Layout.PointOffset(i) + coordinate, Fp.ByteLength), Fp.Modulus);
                AssertNamed(Verify(beyond), VerificationStatus.PointNotCanonical, Key.Layout.PointName(i));
            }

            // The compression and infinity flags of other encodings.
            foreach (byte flag in new byte[] { 0x80, 0x40, 0x20 })
            {
                byte[] flagged = [.. Proof];
                flagged[Key.Layout.PointOffset(i)] |= flag;
                AssertNamed(Verify(flagged), VerificationStatus.PointNotCanonical, Key.Layout.PointName(i));
            }
        }
    }

    [Fact]
    public void Verify_EvaluationPlusModulus_NamesIt()
    {
        for (int i = 0; i < Key.Layout.EvaluationCount; i++)
        {
            byte[] changed = [.. Proof];
            AddModulus(changed.AsSpan(Key.Layout.EvaluationOffset(i), ProofLayout.ScalarLength), Fr.Modulus);
            AssertNamed(Verify(changed), VerificationStatus.EvaluationNotCanonical, Key.Layout.EvaluationName(i));
        }
    }

    [Theory]
    [InlineData(0, VerificationStatus.SlotsNotAllowed)]
    [InlineData(-4, VerificationStatus.SlotsNotAllowed)]
    [InlineData(2, VerificationStatus.SlotsNotAllowed)]
    [InlineData(5, VerificationStatus.SlotsNotAllowed)]
    [InlineData(128, VerificationStatus.SlotsNotAllowed)]
    [InlineData(int.MinValue, VerificationStatus.SlotsNotAllowed)]
    [InlineData(8, VerificationStatus.PairingsDiffer)]
    [InlineData(64, VerificationStatus.PairingsDiffer)]
    public void Verify_AnotherNumberOfSlots_Rejected(int slots, VerificationStatus status) =>
        Assert.Equal(status, Verifier.Verify(Statement.Context, slots, Squares.Inputs, Proof).Status);

    [Fact]
    public void Verify_InputsOfAnotherShape_NamesThePart()
    {
        Statement statement = SampleCircuits.Everything(slots: 2, limbBits: 3, seed: 3);
        PlonkVerifier verifier = new(statement.Key(2));
        Fr[] scalars = [.. statement.Inputs.Scalars];
        Fr[] words = [.. statement.Inputs.Columns[0]];
        (PublicInputs Inputs, VerificationStatus Status)[] cases =
        [
            (PublicInputs.None, VerificationStatus.PublicScalarCount),
            (new([.. scalars, Fr.One], [words]), VerificationStatus.PublicScalarCount),
            (new(null!, [words]), VerificationStatus.PublicScalarCount),
            (new(scalars, []), VerificationStatus.InstanceColumnCount),
            (new(scalars, [words, words]), VerificationStatus.InstanceColumnCount),
            (new(scalars, null!), VerificationStatus.InstanceColumnCount),
            (new(scalars, [[.. words, Fr.One]]), VerificationStatus.InstanceWordCount),
            (new(scalars, [null!]), VerificationStatus.InstanceWordCount),
            (new(scalars, [words]), VerificationStatus.ProofLength),
            (new(scalars, [[]]), VerificationStatus.ProofLength),
        ];
        foreach ((PublicInputs inputs, VerificationStatus status) in cases)
        {
            VerificationResult result = verifier.Verify(Statement.Context, 2, inputs, []);
            Assert.Equal(status, result.Status);
            Assert.NotNull(result.Expected);
            Assert.NotNull(result.Got);
        }
    }

    /// <summary>The order of docs/proof-format.md: faults are removed one by one, and each time the next one is named.</summary>
    [Fact]
    public void Verify_SeveralFaults_NamesTheFirst()
    {
        byte[] faulty = [.. Proof, 0];
        ProofLayout layout = Key.Layout;
        Assert.Equal(VerificationStatus.SlotsNotAllowed, Verifier.Verify(Statement.Context, 3, PublicInputs.None, faulty).Status);
        Assert.Equal(VerificationStatus.PublicScalarCount, Verifier.Verify(Statement.Context, Slots, PublicInputs.None, faulty).Status);
        Assert.Equal(VerificationStatus.ProofLength, Verify(faulty).Status);
        faulty = [.. Proof];
        Assert.Equal(PointDecodeResult.Success, PointCodec.TryReadUnchecked(faulty.AsSpan(layout.PointOffset(2), 96), out G1Affine second));
        PointCodec.Write(StringSamples.MovedOutside(second), faulty.AsSpan(layout.PointOffset(2), 96));
        faulty.AsSpan(layout.EvaluationOffset(1), 32).Fill(0xff);
        int last = layout.PointCount - 1;
        Assert.Equal(PointDecodeResult.Success, PointCodec.TryReadUnchecked(faulty.AsSpan(layout.PointOffset(last), 96), out G1Affine end));
        PointCodec.Write(StringSamples.MovedOff(end), faulty.AsSpan(layout.PointOffset(last), 96));
        faulty.AsSpan(layout.PointOffset(1), 48).Fill(0xff);
        AssertNamed(Verify(faulty), VerificationStatus.PointNotCanonical, layout.PointName(1));
        Proof.AsSpan(layout.PointOffset(1), 48).CopyTo(faulty.AsSpan(layout.PointOffset(1)));
        AssertNamed(Verify(faulty), VerificationStatus.PointNotOnCurve, "W'");
        Proof.AsSpan(layout.PointOffset(last), 96).CopyTo(faulty.AsSpan(layout.PointOffset(last)));
        AssertNamed(Verify(faulty), VerificationStatus.EvaluationNotCanonical, layout.EvaluationName(1));
        Proof.AsSpan(layout.EvaluationOffset(1), 32).CopyTo(faulty.AsSpan(layout.EvaluationOffset(1)));
        AssertNamed(Verify(faulty), VerificationStatus.PointNotInSubgroup, layout.PointName(2));
        Proof.AsSpan(layout.PointOffset(2), 96).CopyTo(faulty.AsSpan(layout.PointOffset(2)));
        Assert.True(Verify(faulty).IsValid);
    }

    [Fact]
    public void Verify_AnotherPlaceOrStatement_PairingsDiffer()
    {
        byte[] blobs = Statement.Context.BlobHashes.ToArray();
        byte[] otherBlobs = [.. blobs];
        otherBlobs[33] ^= 1;
        ProofContext[] contexts =
        [
            Statement.MakeContext(1, 0x5a, blobs), Statement.MakeContext(31337, 0x5b, blobs),
            Statement.MakeContext(31337, 0x5a, otherBlobs),
            Statement.MakeContext(31337, 0x5a, blobs[..32]), Statement.MakeContext(31337, 0x5a, []),
        ];
        Assert.True(Verifier.Verify(Statement.MakeContext(31337, 0x5a, blobs), Slots, Squares.Inputs, Proof).IsValid);
        foreach (ProofContext context in contexts)
        {
            Assert.Equal(new(VerificationStatus.PairingsDiffer), Verifier.Verify(context, Slots, Squares.Inputs, Proof));
        }

        for (int i = 0; i < 2; i++)
        {
            Fr[] scalars = [.. Squares.Inputs.Scalars];
            scalars[i] += Fr.One;
            Assert.Equal(new(VerificationStatus.PairingsDiffer), Verifier.Verify(Statement.Context, Slots, new(scalars, []), Proof));
        }
    }

    [Fact]
    public void Verify_UnderKeyOfAnotherCircuitOfTheSameShape_PairingsDiffer()
    {
        Statement other = SampleCircuits.Everything(slots: 2, limbBits: 3, seed: 3, publicNumerator: 1);
        Statement statement = SampleCircuits.Everything(slots: 2, limbBits: 3, seed: 3);
        VerifyingKey key = statement.Key(2);
        byte[] proof = Prove(statement, key, seed: 1);
        Assert.True(PlonkVerifier.Verify(key, Statement.Context, 2, statement.Inputs, proof).IsValid);
        VerificationResult result = PlonkVerifier.Verify(other.Key(2), Statement.Context, 2, statement.Inputs, proof);
        Assert.Equal(new(VerificationStatus.PairingsDiffer), result);
    }

    [Fact]
    public void Check_EvaluationPointZeroOrOnARow_Rejected()
    {
        Challenges challenges = new(Fr.One, Fr.One, Fr.One, Fr.Zero, Fr.FromUInt64(2), Fr.FromUInt64(3));
        Fr omega = Fr.RootOfUnity(4);
        foreach (Fr zeta in new[] { Fr.Zero, Fr.One, omega, omega * omega * omega, NaivePolynomial.Inverse(omega) })
        {
            AssertNamed(Check(challenges with { Zeta = zeta }), VerificationStatus.EvaluationPointInDomain, "zeta");
        }

        Assert.Equal(new(VerificationStatus.PairingsDiffer), Check(challenges with { Zeta = Fr.FromUInt64(5) }));
    }

    [Fact]
    public void Check_OpeningPointOnADivisor_Rejected()
    {
        Fr zeta = Fr.FromUInt64(5);
        Challenges challenges = new(Fr.One, Fr.One, Fr.One, zeta, Fr.FromUInt64(2), zeta);
        int packs = Key.Plan.Packs.Count;
        int rotated = Key.Plan.Packs.ToList().FindIndex(pack => pack.IsRotated);
        int plain = Key.Plan.Packs.ToList().FindIndex(pack => pack.Kind == ColumnKind.Witness);
        Assert.InRange(plain, 1, rotated - 1);
        AssertNamed(Check(challenges), VerificationStatus.OpeningPointOnDivisor, $"pack {plain}");
        AssertNamed(Check(challenges with { Z = zeta * Fr.RootOfUnity(4) }), VerificationStatus.OpeningPointOnDivisor, $"pack {rotated}");

        // The fixed pack is opened where X^F is ζ^T: with ζ = s^F, at z = s^T.
        Pack pack = Key.Plan.Packs[0];
        Challenges fixedPack = challenges with
        {
            Zeta = Fr.PowVarTime(zeta, [(ulong)pack.Factor]),
            Z = Fr.PowVarTime(zeta, [Slots]),
        };
        AssertNamed(Check(fixedPack), VerificationStatus.OpeningPointOnDivisor, "pack 0");
        Assert.Equal(new(VerificationStatus.PairingsDiffer), Check(challenges with { Z = Fr.FromUInt64(7) }));
        Assert.True(packs > rotated);
    }

    [Fact]
    public void Check_PoleOfAPublicTerm_Rejected()
    {
        Statement statement = SampleCircuits.Everything(slots: 2, limbBits: 3, seed: 3);
        VerifyingKey key = statement.Key(2);
        Assert.True(ProofReader.TryRead(key.Layout, Prove(statement, key, seed: 1), out ProofReader? proof).IsValid);
        int tag = statement.Circuit.PublicTerms[0].Bus.Tag;
        Fr beta = Fr.FromUInt64(9);
        Fr pole = -(Fr.FromUInt64((ulong)tag) + (beta * statement.Inputs.Scalars[2]));
        Challenges challenges = new(beta, pole, Fr.One, Fr.FromUInt64(5), Fr.FromUInt64(2), Fr.FromUInt64(3));
        VerificationResult result = new PlonkVerifier(key).Check(2, statement.Inputs, proof!, challenges);
        AssertNamed(result, VerificationStatus.PublicDenominatorZero, "public term 0");
    }

    private static VerificationResult Check(Challenges challenges)
    {
        Assert.True(ProofReader.TryRead(Key.Layout, Proof, out ProofReader? parts).IsValid);
        return Verifier.Check(Slots, Squares.Inputs, parts!, challenges);
    }

    private static byte[] Prove(Statement statement, VerifyingKey key, int seed) =>
        new ReferenceProver(key, statement, Statement.Context, seed).Prove().ToBytes(key.Layout);

    private static VerificationResult Verify(byte[] proof) => Verifier.Verify(Statement.Context, Slots, Squares.Inputs, proof);

    private static byte[] Spliced(byte[] other, int offset, int length)
    {
        byte[] spliced = [.. Proof];
        other.AsSpan(offset, length).CopyTo(spliced.AsSpan(offset));
        return spliced;
    }

    private static void AssertPoint(int index, in G1Affine point, VerificationStatus status)
    {
        byte[] changed = [.. Proof];
        PointCodec.Write(point, changed.AsSpan(Key.Layout.PointOffset(index), ProofLayout.PointLength));
        AssertNamed(Verify(changed), status, Key.Layout.PointName(index));
    }

    private static void AssertNamed(VerificationResult result, VerificationStatus status, string where)
    {
        Assert.Equal((status, where), (result.Status, result.Where));
        Assert.NotNull(result.Expected);
        Assert.NotNull(result.Got);
    }

    /// <summary>Adds a modulus to a big-endian integer, which must stay within its bytes.</summary>
    private static void AddModulus(Span<byte> bytes, ReadOnlySpan<ulong> modulus)
    {
        BigInteger sum = new(bytes, isUnsigned: true, isBigEndian: true);
        for (int i = 0; i < modulus.Length; i++)
        {
            sum += new BigInteger(modulus[i]) << (64 * i);
        }

        byte[] written = sum.ToByteArray(isUnsigned: true, isBigEndian: true);
        Assert.InRange(written.Length, 1, bytes.Length);
        bytes.Clear();
        written.CopyTo(bytes[^written.Length..]);
    }
}
