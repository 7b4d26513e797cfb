using System.Globalization;
using System.Numerics;
using Xunit.Abstractions;
using ZkRollup.Prover.Verifier;
using ZkRollup.Prover.Worker;
using ZkRollup.Sequencer.Settlement.Batches;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Verifier.Tests;

/// <summary>What the contracts refuse, and by what name.</summary>
public sealed class RejectionTests(ITestOutputHelper output)
{
    private const int PointLength = 96;
    private const int Half = PointLength / 2;

    private static readonly BigInteger Order =
        BigInteger.Parse("073eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", NumberStyles.HexNumber, null);

    [SettledFact]
    public async Task Verify_BytesOfTheProofChanged_AreRefusedLikeInCSharp()
    {
        const int Step = 89;
        await using LocalRollup local = await LocalRollup.DeployAsync();
        BatchProof proof = local.Market.Proofs[0];
        Statement valid = Statement.Of(proof);
        PlonkVerifier verifier = new(local.Market.Key);
        Dictionary<ProofStatus, int> seen = [];
        for (int offset = 0; offset < valid.Proof.Length; offset += Step)
        {
            Statement changed = valid.WithProof(bytes => bytes[offset] ^= 1);
            ProofStatus status = await changed.VerifyAsync(local);
            string expected = verifier.Verify(proof.File.Context, proof.File.Slots, proof.File.Inputs, changed.Proof).Status.ToString();
            Assert.True($"{status}" == expected, $"byte {offset}: {status} on L1, {expected} in C#");
            Assert.NotEqual(ProofStatus.Valid, status);
            seen[status] = seen.GetValueOrDefault(status) + 1;
        }

        output.WriteLine(string.Join(", ", seen));
    }

    [SettledFact]
    public async Task Verify_WordsOfTheStatementChanged_AreRefused()
    {
        const int Step = 13;
        await using LocalRollup local = await LocalRollup.DeployAsync();
        Statement valid = Statement.Of(local.Market.Proofs[0]);
        for (int i = 0; i < valid.Scalars.Count; i++)
        {
            Assert.Equal(ProofStatus.PairingsDiffer, await valid.WithScalar(i, (valid.Scalars[i] + 1) % Order).VerifyAsync(local));
        }

        for (int i = 0; i < valid.Instance.Count; i += Step)
        {
            Assert.Equal(ProofStatus.PairingsDiffer, await valid.WithWord(i, (valid.Instance[i] + 1) % Order).VerifyAsync(local));
        }

        Assert.Equal(ProofStatus.PublicInputNotCanonical, await valid.WithScalar(3, valid.Scalars[3] + Order).VerifyAsync(local));
        Assert.Equal(ProofStatus.PublicInputNotCanonical, await valid.WithWord(0, valid.Instance[0] + Order).VerifyAsync(local));
        Assert.Equal(ProofStatus.PublicScalarCount, await (valid with { Scalars = [.. valid.Scalars, 0] }).VerifyAsync(local));
        Assert.Equal(ProofStatus.PublicScalarCount, await (valid with { Scalars = [.. valid.Scalars.SkipLast(1)] }).VerifyAsync(local));
        Assert.NotEqual(ProofStatus.Valid, await (valid with { Instance = [.. valid.Instance, 0] }).VerifyAsync(local));
        Assert.NotEqual(ProofStatus.Valid, await (valid with { Instance = [.. valid.Instance.SkipLast(1)] }).VerifyAsync(local));
        Assert.Equal(ProofStatus.PairingsDiffer, await (valid with { Slots = 2 * valid.Slots }).VerifyAsync(local));
        foreach (ulong slots in new ulong[] { 0, 64, 100, 2_048, 1UL << 40 })
        {
            Assert.Equal(ProofStatus.SlotsNotAllowed, await (valid with { Slots = slots }).VerifyAsync(local));
        }
    }

    [SettledFact]
    public async Task Verify_PointsAndLengthsThatMayNotBe_AreNamed()
    {
        await using LocalRollup local = await LocalRollup.DeployAsync();
        Statement valid = Statement.Of(local.Market.Proofs[0]);
        byte[] prime = Convert.FromHexString(
            "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab");
        byte[] outside = OutsideOfTheSubgroup();
        int points = valid.Proof.Length - PointLength;
        foreach (int offset in new[] { 0, PointLength, points - PointLength, points })
        {
            Task<ProofStatus> With(byte[] bytes, int at) => valid.WithProof(proof => bytes.CopyTo(proof, at)).VerifyAsync(local);
            Assert.Equal(ProofStatus.PointNotCanonical, await With(prime, offset));
            Assert.Equal(ProofStatus.PointNotCanonical, await With(prime, offset + Half));
            Assert.Equal(ProofStatus.PointNotInSubgroup, await With(outside, offset));
            Assert.Equal(ProofStatus.PairingsDiffer, await With(new byte[PointLength], offset));
        }

        Assert.Equal(ProofStatus.ProofLength, await (valid with { Proof = valid.Proof[1..] }).VerifyAsync(local));
        Assert.Equal(ProofStatus.ProofLength, await (valid with { Proof = [.. valid.Proof, 0] }).VerifyAsync(local));
        Assert.Equal(ProofStatus.ProofLength, await (valid with { Proof = [] }).VerifyAsync(local));
    }

    [SettledFact]
    public async Task ProveBatch_NotTheNextOrNotTheSame_IsRefusedWithItsCause()
    {
        await using LocalRollup local = await LocalRollup.DeployAsync();
        (BatchProof first, BatchProof second) = (local.Market.Proofs[0], local.Market.Proofs[1]);
        ProvenBatch batch = PublishedBatch.Of(first.PublicData);
        await local.MirrorAsync(first);
        await local.MirrorAsync(second);

        // Other roots, signed by the sequencer: the proof is of other ones.
        BigInteger[] roots = [.. batch.Header.NewRoots];
        roots[0]++;
        ProvenBatch forged = batch with { Header = batch.Header with { NewRoots = roots } };
        _ = await local.CommitAsync(forged);
        L1Request proving = local.Rollup.ProveBatch(forged.Header, forged.Data, 128, first.File.Proof.ToArray());
        Assert.Equal(
            $"ProofRejected({ProofStatus.PairingsDiffer})",
            await local.RefusalAsync(Market.Operator, proving));
        await local.SetTimeAsync((batch.Header.LastTime / 1_000) + LocalRollup.Day + 10);
        Assert.StartsWith(
            "CommitmentExpired(",
            await local.RefusalAsync(Market.Operator, proving),
            StringComparison.Ordinal);
    }

    [SettledFact]
    public async Task ProveBatch_OutOfOrderOrAgain_IsRefused()
    {
        await using LocalRollup local = await LocalRollup.DeployAsync();
        (BatchProof first, BatchProof second) = (local.Market.Proofs[0], local.Market.Proofs[1]);
        await local.MirrorAsync(first);
        _ = await local.CommitAsync(PublishedBatch.Of(first.PublicData));
        await local.MirrorAsync(second);
        _ = await local.CommitAsync(PublishedBatch.Of(second.PublicData));
        Assert.StartsWith(
            "BatchNumberWrong(", await local.RefusalAsync(Market.Operator, local.ProveRequest(second)), StringComparison.Ordinal);
        ProvenBatch batch = PublishedBatch.Of(first.PublicData);
        ProvenBatch swapped = batch with { Header = PublishedBatch.Of(second.PublicData).Header with { Number = 0 } };
        Assert.StartsWith(
            "HeaderDiffers(",
            await local.RefusalAsync(
                Market.Operator, local.Rollup.ProveBatch(swapped.Header, batch.Data, 128, first.File.Proof.ToArray())),
            StringComparison.Ordinal);
        BigInteger[] records = [.. batch.Data.Records];
        records[1]++;
        Assert.StartsWith(
            "DataHashDiffers(",
            await local.RefusalAsync(
                Market.Operator,
                local.Rollup.ProveBatch(batch.Header, batch.Data with { Records = records }, 128, first.File.Proof.ToArray())),
            StringComparison.Ordinal);
        _ = await local.ProveAsync(first);
        Assert.StartsWith(
            "BatchNumberWrong(", await local.RefusalAsync(Market.Operator, local.ProveRequest(first)), StringComparison.Ordinal);
        _ = await local.ProveAsync(second);
    }

    /// <summary>The point (0, 2) of the curve, of order 3.</summary>
    private static byte[] OutsideOfTheSubgroup()
    {
        byte[] bytes = new byte[PointLength];
        bytes[^1] = 2;
        return bytes;
    }
}
