using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Tests.WholeBatches;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;
using ZkRollup.Prover.Worker;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Batcher.Tests;

/// <summary>A batch of the engine, really proven.</summary>
public sealed class BatchProofTests(ITestOutputHelper output)
{
    private const ulong Seed = 20261123;

    [LanesFact]
    public void Prove_BatchOfTraffic_IsValidForItsPublicDataAlone()
    {
        RollupCircuit rollup = new(RollupSizes.Standard);
        int slots = rollup.Built.Circuit.SlotsMin;
        BatchTraffic traffic = new(Seed, TrafficProfile.All[0], rollup.Sizes.LimitsFor(slots));
        traffic.Run(100);
        traffic.Batcher.Close();
        BatchInput batch = traffic.TakeAll()[0];
        KeySetupOptions options = new(1, slots, slots);
        CircuitShape shape = KeySetup.Shape(rollup.Built.Circuit, options);
        int powers = checked((int)new PackPlan(shape).PowersNeeded(shape.Rows(slots)));
        ProvingKey key = KeySetup.Create(rollup.Built.Circuit, ReferenceString.CreateDevelopment(powers), options);
        using CpuBackend backend = new();
        using BatchProver prover = new(rollup, key, backend);
        BatchProof proof = prover.Prove(batch);
        output.WriteLine($"{batch.Transactions.Count} transactions, {proof.Steps} steps in {slots} slots, {proof.File.Proof.Length} bytes");
        output.WriteLine(proof.Timings.ToString());
        Assert.True(BatchStatement.TryRead(proof.File.Inputs, batch.Domain, out BatchPublicData? data, out _));
        Assert.Equal(traffic.Batcher.Root, data.Header.After.ComputeStateRoot());

        // Another statement: the last time one later, or a published word changed.
        PlonkVerifier verifier = new(key.VerifyingKey);
        Assert.True(verifier.Verify(proof.File.Context, slots, proof.File.Inputs, proof.File.Proof).IsValid);
        Fr[] scalars = [.. proof.File.Inputs.Scalars];
        scalars[10] += Fr.One;
        Assert.False(verifier.Verify(proof.File.Context, slots, new(scalars, proof.File.Inputs.Columns), proof.File.Proof).IsValid);
        Fr[][] columns = [.. proof.File.Inputs.Columns.Select(column => column.ToArray())];
        columns[3][0] += Fr.One;
        Assert.False(verifier.Verify(proof.File.Context, slots, new(proof.File.Inputs.Scalars, columns), proof.File.Proof).IsValid);
    }
}
