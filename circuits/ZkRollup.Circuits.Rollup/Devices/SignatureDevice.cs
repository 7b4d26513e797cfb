using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using Bit = ZkRollup.Circuits.Builder.Bit;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>Statement: if enabled, the prover knows a signature of the digest under the key.</summary>
/// <remarks>
/// Preconditions: an enabled key has order l. Programs take it from a record, and no record has a key that the device
/// <see cref="KeyDevice"/> did not find usable (docs/circuits/devices.md#signature).
/// Constraints: device.bit: enable is a bit e; signature.key, degree 3, for each coordinate: the key that is verified is
/// (G.x, G.y) + e·(key − G), so that of <see cref="OpenSigner"/> if e = 0; those of <see cref="SchnorrVerification"/> for it and the
/// digest.
/// Cost: two rows of three copied cells beside the signature; three products a row of the batch.
/// Soundness: docs/circuits/devices.md#signature.
/// Negative tests: SignatureDeviceTests.
/// </remarks>
public sealed class SignatureDevice
{
    internal const string KeyLabel = "signature.key";

    private readonly SchnorrVerification _verification;

    /// <summary>Adds the device.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="columns">Where it meets programs.</param>
    /// <param name="verification">With room for a signature; its first one becomes this one.</param>
    /// <param name="digest">The transaction hash.</param>
    public SignatureDevice(CircuitBuilder builder, MachineColumns columns, SchnorrVerification verification, Element digest)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(verification);
        _verification = verification;
        Region rows = builder.Allocate("signature", new(2, 3));
        Bit isDemanded = DeviceBits.Constrain(builder, columns, DeviceRegisters.SignatureEnable);
        Element x = Choose(builder, isDemanded, columns.Third(DeviceRegisters.SignatureKeyX), rows, 0, OpenSigner.KeyX);
        Element y = Choose(builder, isDemanded, columns.Third(DeviceRegisters.SignatureKeyY), rows, 1, OpenSigner.KeyY);

        // G has order l; so has the key of a record, by the precondition.
        verification.Verify(RegisteredKey.FromUnchecked(x, y), digest);
    }

    /// <summary>Fills the inputs of a slot.</summary>
    /// <param name="map">Of the circuit.</param>
    /// <param name="inputs">All inputs of the slot.</param>
    /// <param name="digest">The transaction hash of the slot.</param>
    /// <param name="signature">The signature that is demanded; null if none is.</param>
    public void ComputeInputs(SlotInputMap map, Span<Fr> inputs, in Fr digest, SchnorrSignature? signature) =>
        _verification.ComputeInputs(map, inputs, 0, signature ?? OpenSigner.Sign(digest));

    private static Element Choose(CircuitBuilder builder, Bit isDemanded, Cell source, Region rows, int row, Fr openKey)
    {
        Bit enable = builder.Import(isDemanded, rows[row, 0]);
        Element key = builder.Import(Element.FromUnchecked(source), rows[row, 1]);
        Cell chosen = rows[row, 2];
        Expression open = Expression.Parameter(0, openKey);
        builder.Hint(KeyLabel, [enable.Cell, key.Cell], [chosen], (read, write) => write[0] = read[0].IsZero ? openKey : read[1]);
        builder.Constrain(KeyLabel, chosen - (open + (enable * (key - open))));
        return Element.FromUnchecked(chosen);
    }
}
