using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

public sealed class SignatureDeviceTests
{
    /// <summary>The first point of a window that cannot be what it should.</summary>
    private const string Result = "jubjub.generator.add";

    [Fact]
    public void Signature_OfTheDigest_Passes() => Assert.Empty(DeviceCircuit.Labels([.. Enumerable.Range(0, 4).Select(Signed)]));

    [Fact]
    public void OpenSigner_AnyMessage_SignsAsTheLibraryVerifies()
    {
        Assert.True(SchnorrPublicKey.TryCreate(OpenSigner.KeyX, OpenSigner.KeyY, out SchnorrPublicKey key, out _));
        Assert.All([Fr.Zero, -Fr.One, Fr.FromUInt64(77)], message =>
            Assert.Equal(SchnorrResult.Valid, Schnorr.Verify(key, message, OpenSigner.Sign(message))));
    }

    [Fact]
    public void Signature_OfAnotherMessageOrKey_FailsTheResult()
    {
        DeviceSlot slot = Signed(0);
        Assert.Equal([Result], DeviceCircuit.Labels([slot with { Signature = Sign(0, slot.Digest + Fr.One) }]));
        Assert.Equal([Result], DeviceCircuit.Labels([slot with { Signature = Sign(1, slot.Digest) }]));
        Assert.Equal([Result], DeviceCircuit.Labels([slot with { SignatureKey = Signed(1).SignatureKey }]));
    }

    /// <summary>Everybody can sign as the open signer; that counts where no signature is demanded, and nowhere else.</summary>
    [Fact]
    public void Signature_OfTheOpenSigner_FailsTheResult() =>
        Assert.Equal([Result], DeviceCircuit.Labels([Signed(0) with { Signature = null }]));

    [Fact]
    public void Signature_OpenKeyInPlaceOfTheDemandedOne_FailsTheKey() =>
        Assert.Equal([SignatureDevice.KeyLabel], DeviceCircuit.Labels([Signed(0) with { Signature = null }], lie: Choose(0, 1)));

    /// <summary>Each coordinate by itself.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Signature_CoordinateOfTheOpenKey_FailsTheKey(int coordinate) =>
        Assert.Contains(SignatureDevice.KeyLabel, DeviceCircuit.Labels([Signed(0)], lie: Choose(coordinate)));

    [Fact]
    public void Signature_NotDemanded_IsThatOfTheOpenSignerAndNoOther()
    {
        DeviceSlot slot = Signed(0) with { SignatureEnable = Fr.Zero };
        Assert.Empty(DeviceCircuit.Labels([slot with { Signature = null }]));
        Assert.Equal([Result], DeviceCircuit.Labels([slot]));
    }

    /// <summary>With e = 2 the key would be twice the difference from G.</summary>
    [Fact]
    public void Signature_EnabledTwice_FailsTheBit()
    {
        DeviceSlot slot = Signed(0) with { SignatureEnable = Fr.FromUInt64(2) };
        Assert.Equal([DeviceBits.Label, SignatureDevice.KeyLabel], DeviceCircuit.Labels([slot]));
    }

    private static DeviceSlot Signed(int number)
    {
        DeviceSlot slot = new()
        {
            Lanes = [Fr.FromInt64(number), Fr.One, Fr.One, Fr.Zero, Fr.Zero],
            SignatureEnable = Fr.One,
        };
        using SchnorrSecretKey signer = Signer(number);
        return slot with { SignatureKey = (signer.PublicKey.X, signer.PublicKey.Y), Signature = signer.Sign(slot.Digest) };
    }

    private static SchnorrSignature Sign(int number, Fr message)
    {
        using SchnorrSecretKey signer = Signer(number);
        return signer.Sign(message);
    }

    private static SchnorrSecretKey Signer(int number)
    {
        byte[] seed = new byte[SchnorrSecretKey.SeedLength];
        seed[0] = (byte)(number + 1);
        return SchnorrSecretKey.FromSeed(seed);
    }

    /// <summary>In slot 0 some coordinates of the key are those of the open signer.</summary>
    private static HintOverride Choose(params int[] coordinates)
    {
        WitnessStep[] choices = [.. DeviceCircuit.Shared.Value.Built.Steps.Where(step => step.Label == SignatureDevice.KeyLabel)];
        return (slot, step, _, outputs) =>
        {
            int coordinate = Array.IndexOf(choices, step);
            if (slot == 0 && coordinates.Contains(coordinate))
            {
                outputs[0] = coordinate == 0 ? OpenSigner.KeyX : OpenSigner.KeyY;
            }
        };
    }
}
