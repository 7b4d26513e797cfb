using System.Buffers.Binary;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Kzg;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>Keys as bytes: read back, refused with the cause, and worth nothing once a byte differs.</summary>
public sealed class VerifyingKeyTests
{
    private static readonly Statement Squares = SampleCircuits.Squares(slots: 4, seed: 51);
    private static readonly Statement Everything = SampleCircuits.Everything(slots: 4, limbBits: 4, seed: 51);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void TryRead_OfWritten_IsTheSameKey(int packingFactor)
    {
        foreach (Statement statement in new[] { Squares, Everything })
        {
            VerifyingKey key = statement.Key(packingFactor);
            Assert.Equal(VerifyingKeyStatus.Success, VerifyingKey.TryRead(key.Bytes, out VerifyingKey? read).Status);
            Assert.Equal(key.Bytes, VerifyingKeyCodec.ToBytes(read!));
            Assert.Equal(key.Bytes, read!.Bytes);
            Assert.Equal(Keccak256.Hash(key.Bytes), read.Digest);
            Assert.Equal(key.Layout.Length, read.Layout.Length);
            Assert.True(read.IsInsecure);
        }
    }

    /// <summary>"flip each byte of every key": a key that can still be read has another digest and refuses the proof.</summary>
    [Fact]
    public void TryRead_AnyByteChanged_RefusedOrAnotherKey()
    {
        VerifyingKey key = Squares.Key(1);
        byte[] proof = new ReferenceProver(key, Squares, Statement.Context, seed: 3).Prove().ToBytes(key.Layout);
        Assert.True(PlonkVerifier.Verify(key, Statement.Context, 4, Squares.Inputs, proof).IsValid);
        HashSet<string> digests = [Convert.ToHexString(key.Digest)];
        HashSet<VerifyingKeyStatus> causes = [];
        int verified = 0;
        int refused = 0;
        for (int i = 0; i < key.Bytes.Length; i++)
        {
            byte[] changed = [.. key.Bytes];
            changed[i] ^= (byte)(1 << (i % 8));
            VerifyingKeyReadResult result = VerifyingKey.TryRead(changed, out VerifyingKey? read);
            Assert.Equal(result.IsSuccess, read is not null);
            _ = causes.Add(result.Status);
            if (read is not null)
            {
                Assert.Equal(changed, VerifyingKeyCodec.ToBytes(read));
                Assert.True(digests.Add(Convert.ToHexString(read.Digest)));
                refused += i % 4 == 0 && !PlonkVerifier.Verify(read, Statement.Context, 4, Squares.Inputs, proof).IsValid ? 1 : 0;
                verified += i % 4 == 0 ? 1 : 0;
            }
        }

        // All keys have their own digest, on which every challenge depends; a quarter of them is tried on the proof.
        Assert.InRange(verified, 10, int.MaxValue);
        Assert.Equal(verified, refused);
        Assert.Contains(VerifyingKeyStatus.Success, causes);
        Assert.Contains(VerifyingKeyStatus.ProgramDoesNotFit, causes);
    }

    [Fact]
    public void TryRead_AnyPrefix_Truncated()
    {
        byte[] bytes = [.. Squares.Key(1).Bytes];
        for (int length = 0; length < bytes.Length; length++)
        {
            VerifyingKeyStatus status = VerifyingKey.TryRead(bytes.AsSpan(0, length), out _).Status;
            Assert.Equal(length < 8 ? VerifyingKeyStatus.UnknownVersion : VerifyingKeyStatus.Truncated, status);
        }

        VerifyingKeyReadResult trailing = VerifyingKey.TryRead([.. bytes, 0], out _);
        Assert.Equal((VerifyingKeyStatus.TrailingBytes, bytes.Length), (trailing.Status, trailing.Offset));
    }

    /// <summary>Each field of the counts with a value that does not fit the rest; they come after version and name.</summary>
    [Theory]
    [InlineData(0, 1 << 25, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(0, 3, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(0, 0, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(0, -4, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(1, 4, VerifyingKeyStatus.ProgramDoesNotFit)]
    [InlineData(1, 1, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(1, 7, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(2, 3, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(2, 16, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(3, 0, VerifyingKeyStatus.ProgramDoesNotFit)]
    [InlineData(3, -1, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(4, int.MaxValue, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(5, 0, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(5, 1 << 20, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(6, -1, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(7, -1, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(8, 4097, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(9, -1, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(10, 3, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(11, 1, VerifyingKeyStatus.ProgramDoesNotFit)]
    [InlineData(12, 2, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(12, 128, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(13, 1 << 27, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(14, 2, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(14, -1, VerifyingKeyStatus.CountsNotAllowed)]
    [InlineData(15, 1, VerifyingKeyStatus.ProgramDoesNotFit)]
    [InlineData(15, 2, VerifyingKeyStatus.CountsNotAllowed)]
    public void TryRead_CountThatDoesNotFit_Refused(int field, int value, VerifyingKeyStatus status)
    {
        byte[] bytes = [.. Squares.Key(1).Bytes];
        const int Start = 8 + 4 + 7;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Start + (4 * field)), value);
        VerifyingKeyReadResult result = VerifyingKey.TryRead(bytes, out VerifyingKey? key);
        Assert.Equal(status, result.Status);
        Assert.NotNull(result.Detail);
        Assert.Null(key);
    }

    [Fact]
    public void TryRead_BadPointNameOrFlag_Refused()
    {
        VerifyingKey key = Squares.Key(1);
        int commitment = key.Bytes.Length - 1 - 32 - PointCodec.G2Length - PointCodec.G1Length;
        int tau = commitment + PointCodec.G1Length;
        AssertPoint(commitment, StringSamples.MovedOff(key.Commitments[0]), VerifyingKeyStatus.PointNotOnCurve);
        AssertPoint(commitment, StringSamples.MovedOutside(key.Commitments[0]), VerifyingKeyStatus.PointNotInSubgroup);
        AssertStatus(bytes => bytes.AsSpan(commitment, 48).Fill(0xff), VerifyingKeyStatus.PointNotCanonical);
        AssertStatus(bytes => PointCodec.Write(StringSamples.OutsideG2, bytes.AsSpan(tau)), VerifyingKeyStatus.PointNotInSubgroup);
        AssertStatus(bytes => bytes.AsSpan(tau, PointCodec.G2Length).Clear(), VerifyingKeyStatus.PointNotInSubgroup);
        AssertStatus(bytes => bytes[tau + PointCodec.G2Length - 1] ^= 1, VerifyingKeyStatus.PointNotOnCurve);
        AssertStatus(bytes => bytes[12] = 0xff, VerifyingKeyStatus.NameNotCanonical);
        AssertStatus(bytes => bytes[10] = 1, VerifyingKeyStatus.NameNotCanonical);
        AssertStatus(bytes => bytes[^1] = 0, VerifyingKeyStatus.DevelopmentFlagWrong);
        AssertStatus(bytes => bytes[^1] = 2, VerifyingKeyStatus.DevelopmentFlagWrong);
        AssertStatus(bytes => PointCodec.Write(StringSamples.TauG2, bytes.AsSpan(tau)), VerifyingKeyStatus.DevelopmentFlagWrong);

        void AssertPoint(int offset, G1Affine point, VerifyingKeyStatus status) =>
            AssertStatus(bytes => PointCodec.Write(point, bytes.AsSpan(offset)), status);

        void AssertStatus(Action<byte[]> change, VerifyingKeyStatus status)
        {
            byte[] bytes = [.. key.Bytes];
            change(bytes);
            Assert.Equal(status, VerifyingKey.TryRead(bytes, out _).Status);
        }
    }

    [Fact]
    public void TryRead_PseudorandomBytes_NeverThrows()
    {
        byte[] version = [.. "ZKRVKEY3"u8];
        byte[] block = Keccak256.Hash("keys that are none"u8);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = new byte[8 + (i % 400)];
            version.CopyTo(bytes, 0);
            for (int j = 12; j < bytes.Length; j++)
            {
                // Mostly zeros, so that many counts are small and reading gets far.
                block = j % 32 == 0 ? Keccak256.Hash(block) : block;
                bytes[j] = j % 4 == 3 ? (byte)(block[j % 32] & 15) : (byte)0;
            }

            Assert.False(VerifyingKey.TryRead(bytes, out _).IsSuccess);
        }
    }

    [Fact]
    public void Of_PublicTermsWithoutABus_Refused()
    {
        VerifyingKey key = Squares.Key(1);
        ExpressionProgram terms = ExpressionProgram.Compile(Expression.One, Expression.Of(Symbol.Gamma));
        string message = Assert.Throws<ArgumentException>(() => Key(key.Shape, key.Combined, terms)).Message;
        Assert.Contains("no constraint reads their sum", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PublicTermsThatReadMoreThanBetaAndGamma_Refused()
    {
        VerifyingKey key = Everything.Key(1);
        foreach (Expression part in new[]
        {
            Expression.Of(Symbol.Y), Expression.Of(Symbol.BusBalance), Expression.Of(Symbol.FirstRow), Expression.PublicScalar(3),
            Expression.Column(ColumnKind.Witness, 0),
        })
        {
            ExpressionProgram terms = ExpressionProgram.Compile(Expression.One, part);
            string message = Assert.Throws<ArgumentException>(() => Key(key.Shape, key.Combined, terms)).Message;
            Assert.Contains("the terms of the public inputs read", message, StringComparison.Ordinal);
        }

        ExpressionProgram odd = ExpressionProgram.Compile(Expression.One);
        string pairs = Assert.Throws<ArgumentException>(() => Key(key.Shape, key.Combined, odd)).Message;
        Assert.Contains("in pairs", pairs, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ConstraintThatDoesNotFit_Refused()
    {
        VerifyingKey key = Squares.Key(1);
        ExpressionProgram none = ExpressionProgram.Compile();
        Expression value = Expression.Column(ColumnKind.Witness, 0, 1) * Expression.Column(ColumnKind.Witness, 1);
        Expression ends = Expression.Of(Symbol.ExceptLastRow) * Expression.Of(Symbol.ExceptLastRow);
        (Expression[] Roots, string Part)[] cases =
        [
            ([value * value, value], "has 2 outputs"),
            ([value * value * value], "the degree of the combined constraint is 6, expected 3"),
            ([value * Expression.Column(ColumnKind.Fixed, 0) * ends], "2 times by ExceptLastRow"),
            ([value * Expression.Column(ColumnKind.Fixed, 5)], "reads Column 5 of"),
            ([value * Expression.Column(ColumnKind.Instance, 0)], "reads Column 0 of 0"),
            ([value * Expression.Column(ColumnKind.Counter, 0)], "reads Column 0 of 0"),
            ([value * Expression.PublicScalar(2)], "reads PublicScalar 2 of 2"),
            ([value * Expression.Column(ColumnKind.Witness, 1, 1)], "the rotated columns"),
            ([Expression.Column(ColumnKind.Witness, 0)], "the rotated columns"),
        ];
        foreach ((Expression[] roots, string part) in cases)
        {
            string message = Assert.Throws<ArgumentException>(() => Key(key.Shape, ExpressionProgram.Compile(roots), none)).Message;
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    /// <summary>One commitment too few or too many for the T that the key allows.</summary>
    [Fact]
    public void Of_CountersForOtherT_Refused()
    {
        VerifyingKey key = Everything.Key(1);
        Assert.Equal(key.Shape.CounterCommitmentCount, key.CounterCommitments.Distinct().Count());
        IReadOnlyList<G1Affine> sound = key.CounterCommitments;
        foreach (IEnumerable<G1Affine> counters in new[] { sound.Skip(1), sound.Append(G1Affine.Generator) })
        {
            string message = Assert.Throws<ArgumentException>(() => new VerifyingKey(
                key.Shape, key.Combined, key.PublicTerms, key.Commitments, [.. counters], key.TauG2, key.ReferenceStringDigest)).Message;
            Assert.Contains($"expected {key.CounterCommitments.Count} commitments to row counters", message, StringComparison.Ordinal);
        }
    }

    private static VerifyingKey Key(CircuitShape shape, ExpressionProgram combined, ExpressionProgram publicTerms) =>
        new(
            shape,
            combined,
            publicTerms,
            [.. new PackPlan(shape).KeyPacks.Select(_ => G1Affine.Generator)],
            [.. Enumerable.Repeat(G1Affine.Generator, shape.CounterCommitmentCount)],
            DevelopmentSecret.TauG2,
            new byte[ReferenceString.DigestLength]);
}
