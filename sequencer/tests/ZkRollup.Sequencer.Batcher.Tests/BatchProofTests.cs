using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;
using ZkRollup.Prover.Worker;

namespace ZkRollup.Sequencer.Batcher.Tests;

/// <summary>Batches with every kind of transaction, really proven.</summary>
public sealed class BatchProofTests(ITestOutputHelper output)
{
    [LanesFact]
    public void Prove_BatchesOfEveryKind_AreValidForTheirPublicDataAlone()
    {
        RollupCircuit rollup = BatchChecker.Rollup;
        int slots = BatchChecker.Slots;
        KeySetupOptions options = new(1, slots, slots);
        CircuitShape shape = KeySetup.Shape(rollup.Built.Circuit, options);
        int powers = checked((int)new PackPlan(shape).PowersNeeded(shape.Rows(slots)));
        ProvingKey key = KeySetup.Create(rollup.Built.Circuit, ReferenceString.CreateDevelopment(powers), options);
        using CpuBackend backend = new();
        using BatchProver prover = new(rollup, key, backend);
        BatchPublicData? before = null;
        foreach (BatchInput batch in KindBatches.Make(BatchChecker.Limits))
        {
            BatchProof proof = prover.Prove(batch);
            output.WriteLine($"{batch.Transactions.Count} transactions, {proof.Steps} steps, {proof.File.Proof.Length} bytes: {proof.Timings}");
            Assert.True(BatchStatement.TryRead(proof.File.Inputs, batch.Domain, out BatchPublicData? data, out _));
            Assert.Equal(batch.State.ToTree().Root, data.Header.Before.ComputeStateRoot());
            if (before is { } previous && previous.Header.Number.Value + 1 == batch.Number.Value)
            {
                Assert.Equal(previous.Header.After, data.Header.Before);
            }

            before = data;
            RequireNoOther(new(key.VerifyingKey), proof.File);
        }
    }

    /// <summary>The statement is valid, and neither is one with a last time one later nor one with another published word.</summary>
    private static void RequireNoOther(PlonkVerifier verifier, ProofFile file)
    {
        Assert.True(verifier.Verify(file.Context, file.Slots, file.Inputs, file.Proof).IsValid);
        Fr[] scalars = [.. file.Inputs.Scalars];
        scalars[10] += Fr.One;
        Assert.False(verifier.Verify(file.Context, file.Slots, new(scalars, file.Inputs.Columns), file.Proof).IsValid);
        Fr[][] columns = [.. file.Inputs.Columns.Select(column => column.ToArray())];
        columns[3][0] += Fr.One;
        Assert.False(verifier.Verify(file.Context, file.Slots, new(file.Inputs.Scalars, columns), file.Proof).IsValid);
    }
}
