using System.Numerics;
using ZkRollup.Prover.Worker;
using ZkRollup.Sequencer.Settlement.Batches;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Verifier.Tests;

/// <summary>What the verifier is asked; each part can be changed.</summary>
internal sealed record Statement(ulong Slots, IReadOnlyList<BigInteger> Scalars, IReadOnlyList<BigInteger> Instance, byte[] Proof)
{
    internal static Statement Of(BatchProof proof) => new(
        (ulong)proof.File.Slots,
        [.. proof.File.Inputs.Scalars.Select(scalar => FieldWord.Of(scalar))],
        [.. proof.File.Inputs.Columns.SelectMany(column => column).Select(word => FieldWord.Of(word))],
        proof.File.Proof.ToArray());

    internal L1Request Request(LocalRollup local) => local.Verifier.Verify(local.Rollup.Address, Slots, Scalars, Instance, Proof);

    internal async Task<ProofStatus> VerifyAsync(LocalRollup local) =>
        (await local.Verifier.VerifyAsync(local.Rollup.Address, Slots, Scalars, Instance, Proof, BlockTag.Latest, default)).Value;

    internal Statement WithScalar(int index, BigInteger value) => this with { Scalars = Changed(Scalars, index, value) };

    internal Statement WithWord(int index, BigInteger value) => this with { Instance = Changed(Instance, index, value) };

    internal Statement WithProof(Action<byte[]> change)
    {
        byte[] proof = [.. Proof];
        change(proof);
        return this with { Proof = proof };
    }

    private static BigInteger[] Changed(IReadOnlyList<BigInteger> words, int index, BigInteger value)
    {
        BigInteger[] changed = [.. words];
        changed[index] = value;
        return changed;
    }
}
