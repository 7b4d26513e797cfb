using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Crypto.Tests.Curves;
using ZkRollup.Crypto.Tests.Lanes;

namespace ZkRollup.Crypto.Tests.Signatures;

/// <summary>Batches against single verification: every outcome must be the same, whatever stands beside it.</summary>
public class SchnorrBatchTests
{
    private const int Group = SchnorrLanes.Group;

    private static readonly List<Case> Cases = MakeCases();
    private static readonly Case[] Valid = [.. Cases.Where(item => item.IsValid)];
    private static readonly Case[] Invalid = [.. Cases.Where(item => !item.IsValid)];

    /// <summary>A key, a message hash, a signature, and the outcome of single verification.</summary>
    private sealed record Case(SchnorrPublicKey Key, Fr Message, SchnorrSignature Signature)
    {
        internal bool IsValid { get; } = Schnorr.Verify(Key, Message, Signature) == SchnorrResult.Valid;
    }

    [Fact]
    public void Cases_Mixture_HasEveryCause()
    {
        SchnorrResult[] causes = [.. Cases.Select(item => Schnorr.Verify(item.Key, item.Message, item.Signature)).Distinct().Order()];
        Assert.Equal([SchnorrResult.EquationFails, SchnorrResult.Valid, SchnorrResult.KeyNotOnCurve, SchnorrResult.NonceNotOnCurve], causes);
        Assert.True(Valid.Length >= 8 && Invalid.Length >= 30);
    }

    [Fact]
    public void VerifyBatch_OneInvalidAmongValidAtEveryPosition_OnlyThatOneFails()
    {
        for (int kind = 0; kind < Invalid.Length; kind++)
        {
            Case[] batch = [.. Enumerable.Range(0, Group).Select(i => Valid[(i + kind) % Valid.Length])];
            for (int position = 0; position < Group; position++)
            {
                Case[] changed = [.. batch];
                changed[position] = Invalid[kind];
                Expect(changed);
            }
        }
    }

    [Fact]
    public void VerifyBatch_OneValidAmongInvalidAtEveryPosition_OnlyThatOneIsValid()
    {
        Case[] batch = [.. Enumerable.Range(0, Group).Select(i => Invalid[2 * i % Invalid.Length])];
        for (int position = 0; position < Group; position++)
        {
            Case[] changed = [.. batch];
            changed[position] = Valid[position % Valid.Length];
            Expect(changed);
        }
    }

    [Fact]
    public void VerifyBatch_EveryCountUpTo40_EqualsSingleVerification()
    {
        Random random = new(70);
        for (int count = 0; count <= 40; count++)
        {
            Expect([.. Enumerable.Range(0, count).Select(_ => Pick(random))]);
            Expect([.. Enumerable.Range(0, count).Select(_ => Valid[random.Next(Valid.Length)])]);
        }
    }

    [Fact]
    public void VerifyBatch_SameSignatureInEveryLane_EqualsSingleVerification()
    {
        foreach (Case item in Cases)
        {
            Expect([.. Enumerable.Repeat(item, Group + 2)]);
        }
    }

    [Fact]
    public void VerifyBatch_RandomStress_EqualsSingleVerification()
    {
        const int count = 3000;
        Random random = new(71);
        byte[] bytes = new byte[64];
        Case[] batch = new Case[count];
        for (int i = 0; i < count; i++)
        {
            if (i % 10 == 3)
            {
                batch[i] = Pick(random);
                continue;
            }

            random.NextBytes(bytes);
            using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(bytes.AsSpan(0, 32));
            Fr message = Fr.FromBigEndianReduced(bytes);
            SchnorrSignature signature = secret.Sign(message);
            batch[i] = i % 10 == 7
                ? new Case(secret.PublicKey, message, new(signature.NonceX, signature.NonceY, signature.Scalar + JubjubScalar.One))
                : new Case(secret.PublicKey, message, signature);
        }

        Assert.InRange(batch.Count(item => item.IsValid), count / 2, count - (count / 10));
        Expect(batch);
    }

#if !DEBUG
    [Fact]
    public void VerifyBatch_Group_AllocatesNothing()
    {
        SchnorrPublicKey[] keys = [.. Enumerable.Range(0, 33).Select(i => Valid[i % Valid.Length].Key)];
        Fr[] messages = [.. Enumerable.Range(0, 33).Select(i => Valid[i % Valid.Length].Message)];
        SchnorrSignature[] signatures = [.. Enumerable.Range(0, 33).Select(i => Valid[i % Valid.Length].Signature)];
        bool[] valid = new bool[33];
        Schnorr.VerifyBatch(keys, messages, signatures, valid);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Schnorr.VerifyBatch(keys, messages, signatures, valid);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.DoesNotContain(false, valid);
    }
#endif

    [RequiresLanesFact]
    public void Evaluate_ExtremeScalarsAndChallenges_IsZeroExactlyForTheirPoint()
    {
        BigInteger l = JubjubOracle.L, top = BigInteger.One << 252;
        BigInteger[] scalars = [0, 1, 2, l - 1, l - 2, l / 2, (l / 2) + 1, .. Oracle.RandomValues(l, 9, seed: 72)];
        BigInteger[] challenges = [0, 1, 2, l - 1, l, l + 1, top - 1, top - 2, top / 2, .. Oracle.RandomValues(top, 7, seed: 73)];
        JubjubPoint[] keys = [JubjubPoint.Generator, -JubjubPoint.Generator, .. SubgroupPoints(14)];
        for (int shift = 0; shift < Group; shift++)
        {
            BigInteger[] shiftedChallenges = [.. Enumerable.Range(0, Group).Select(i => challenges[(i + shift) % Group])];
            JubjubPoint[] shiftedKeys = [.. Enumerable.Range(0, Group).Select(i => keys[(i + (3 * shift)) % Group])];
            JubjubPoint[] expected = [.. Enumerable.Range(0, Group).Select(i =>
                ((scalars[i] * JubjubOracle.Generator) + (shiftedChallenges[i] * JubjubOracle.From(-shiftedKeys[i]))).ToPoint())];
            RequireZeros(scalars, shiftedChallenges, shiftedKeys, expected, _ => true);
            for (int wrong = 0; wrong < Group; wrong++)
            {
                JubjubPoint[] nonces = [.. expected];
                nonces[wrong] += JubjubSamples.SmallOrder[1 + ((wrong + shift) % 7)];
                RequireZeros(scalars, shiftedChallenges, shiftedKeys, nonces, i => i != wrong);
            }
        }
    }

    private static unsafe void RequireZeros(
        BigInteger[] scalars, BigInteger[] challenges, JubjubPoint[] keys, JubjubPoint[] nonces, Func<int, bool> isZero)
    {
        Fr* elements = stackalloc Fr[4 * Group];
        ulong* scalarDigits = stackalloc ulong[4 * Group];
        ulong* challengeDigits = stackalloc ulong[4 * Group];
        Fr* differences = stackalloc Fr[3 * Group];
        for (int i = 0; i < Group; i++)
        {
            (-keys[i]).ToAffine(out elements[i], out elements[Group + i]);
            nonces[i].ToAffine(out elements[(2 * Group) + i], out elements[(3 * Group) + i]);
            JubjubLaneTables.WriteDigits(Oracle.Limbs(scalars[i], 4), scalarDigits, i);
            JubjubLaneTables.WriteDigits(Oracle.Limbs(challenges[i], 4), challengeDigits, i);
        }

        SchnorrLanes.Evaluate(elements, scalarDigits, challengeDigits, differences);
        for (int i = 0; i < Group; i++)
        {
            Assert.Equal(isZero(i), differences[i].IsZero & differences[Group + i].IsZero);
            Assert.False(differences[(2 * Group) + i].IsZero);
        }
    }

    private static IEnumerable<JubjubPoint> SubgroupPoints(int count) =>
        JubjubSamples.CurvePoints(count, seed: 74).Select(point => JubjubPoint.MultiplyByCofactor(point));

    private static Case Pick(Random random) =>
        random.Next(2) == 0 ? Valid[random.Next(Valid.Length)] : Invalid[random.Next(Invalid.Length)];

    /// <summary>Every outcome is at first the wrong one, so that one which is not written shows.</summary>
    private static void Expect(Case[] batch)
    {
        bool[] valid = [.. batch.Select(item => !item.IsValid)];
        SchnorrPublicKey[] keys = [.. batch.Select(item => item.Key)];
        Schnorr.VerifyBatch(keys, [.. batch.Select(item => item.Message)], [.. batch.Select(item => item.Signature)], valid);
        Assert.Equal(batch.Select(item => item.IsValid), valid);
    }

    /// <summary>Valid signatures, then every way of SchnorrRejectionTests to go wrong that has a key and a signature to read.</summary>
    private static List<Case> MakeCases()
    {
        List<Case> cases = [];
        for (int i = 0; i < 10; i++)
        {
            using SchnorrSecretKey signer = SchnorrSecretKey.FromSeed(SchnorrTests.Seed(200 + i));
            Fr message = i == 0 ? Fr.Zero : i == 1 ? -Fr.One : Fr.FromUInt64((ulong)i * 0x123456789);
            cases.Add(new Case(signer.PublicKey, message, signer.Sign(message)));
        }

        byte[] seed = SchnorrTests.Seed(100);
        using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(seed);
        Fr hash = Fr.FromUInt64(9);
        SchnorrSignature good = secret.Sign(hash);
        (Fr x, Fr y, JubjubScalar s) = (good.NonceX, good.NonceY, good.Scalar);
        void Add(in SchnorrPublicKey key, in Fr message, in SchnorrSignature signature) => cases.Add(new Case(key, message, signature));
        void AddNonce(in Fr nonceX, in Fr nonceY, in JubjubScalar scalar) => Add(secret.PublicKey, hash, new(nonceX, nonceY, scalar));
        Add(default, hash, default);
        Add(default, hash, good);
        Add(default, hash, new(Fr.Zero, Fr.One, JubjubScalar.Zero));
        Add(secret.PublicKey, hash, default);
        Add(secret.PublicKey, hash + Fr.One, good);
        Add(cases[0].Key, hash, good);
        foreach (JubjubScalar scalar in new[] { JubjubScalar.Zero, -JubjubScalar.One, -s, s + JubjubScalar.One, s + s })
        {
            AddNonce(x, y, scalar);
            AddNonce(Fr.Zero, Fr.One, scalar); // R = O: s·G = c·A.
        }

        foreach ((Fr nonceX, Fr nonceY) in new[] { (Fr.Zero, Fr.Zero), (Fr.One, Fr.One), (y, x), (x, y + Fr.One), (-x, y), (x, -y), (-x, -y) })
        {
            AddNonce(nonceX, nonceY, s);
        }

        for (int i = 1; i < 8; i++)
        {
            (JubjubPoint.FromAffineUnchecked(x, y) + JubjubSamples.SmallOrder[i]).ToAffine(out Fr shiftedX, out Fr shiftedY);
            AddNonce(shiftedX, shiftedY, s);
            Add(secret.PublicKey, hash, SchnorrForger.WithNonceOffset(seed, 9, JubjubSamples.SmallOrder[i]));
            Add(secret.PublicKey, hash, SchnorrForger.WithChallenge(seed, i, (r, a) => SchnorrOracle.Digest(r, a, 9)));
            Add(secret.PublicKey, hash, SchnorrForger.WithChallenge(seed, i, (_, _) => i));
        }

        return cases;
    }
}
