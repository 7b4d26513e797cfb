using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Circuits.Rollup.Tests.Machine;

/// <summary>The mock checker is not the prover: a batch of the small machine is proven.</summary>
public sealed class StepMachineProofTests
{
    private static readonly int[] Programs = [SmallMachine.Compute, SmallMachine.Relay, SmallMachine.Idle, SmallMachine.Compute];

    [Fact]
    public void Prove_BatchOfEachProgram_Valid()
    {
        SmallMachine small = new();
        Fr[][] results = small.Run((Programs[0], 5, 6), (Programs[1], 1, 2), (Programs[2], 0, 0), (Programs[3], 17, 2));
        Trace trace = small.Generate(small.Inputs(Programs, results));
        ProvingKey key = KeySetup.Create(small.Built.Circuit, ReferenceString.CreateDevelopment(1 << 10));
        Assert.True(EthereumAddress.TryRead(new byte[EthereumAddress.Bytes], out EthereumAddress contract));
        ProofContext context = new(31337, contract, []);
        using CpuBackend backend = new();
        using PlonkProver prover = new(backend);

        ProvingResult honest = prover.Prove(key, context, PublicInputs.None, trace);
        Assert.Equal(ProvingStatus.Success, honest.Status);
        Assert.Equal(
            new(VerificationStatus.Valid),
            PlonkVerifier.Verify(key.VerifyingKey, context, SmallMachine.Slots, PublicInputs.None, honest.Proof));

        results[3][SmallMachine.ProductRow] += Fr.One;
        Trace lie = small.Generate(small.Inputs(Programs, results));
        Assert.Equal(ProvingStatus.ConstraintsNotSatisfied, prover.Prove(key, context, PublicInputs.None, lie).Status);
    }
}
