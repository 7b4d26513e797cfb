using ZkRollup.Cli.Demo.Checks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Cli.Demo;

/// <summary>The rows of the demo.</summary>
internal static class SelfChecks
{
    /// <summary>All of them, from the ground up.</summary>
    internal static IReadOnlyList<SelfCheck> All() =>
    [
        new FieldProductCheck<Fr>("Fr product (BLS12-381)"),
        new FieldProductCheck<Fp>("Fp product (BLS12-381)"),
        new FieldProductCheck<JubjubScalar>("Jubjub scalar product"),
        new FieldInversionCheck<Fr>("Fr inversion"),
        new FieldInversionCheck<Fp>("Fp inversion"),
        new Keccak256Check(),
        new Secp256k1SigningCheck(),
        new Secp256k1RecoveryCheck(),
        new SchnorrCheck(isBatch: false),
        new SchnorrCheck(isBatch: true),
        new Poseidon2Check(),
        new MerkleUpdateCheck(),
        new PairingCheck(),
        new MultiScalarCheck(),
        new TransformCheck(),
        new TranscriptCheck(),
        new KzgCheck(),
        new ProofCheck(),
    ];
}
