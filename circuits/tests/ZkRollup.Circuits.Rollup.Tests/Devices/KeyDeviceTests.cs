using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

public sealed class KeyDeviceTests
{
    private static readonly Fr SquareRoot = Fr.FromHex("0x00000000000000008d51ccce760304d0ec030002760300000001000000000000");

    /// <summary>A key and its opposite; a key plus points of small order; those points; off the curve.</summary>
    public static TheoryData<string, string> Points { get; } = new()
    {
        { "key", "key" },
        { "opposite", "key" },
        { "shifted by order 2", "none" },
        { "shifted by order 4", "none" },
        { "identity", "none" },
        { "order 2", "none" },
        { "order 4", "none" },
        { "zeros", "none" },
        { "off the curve", "none" },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Key_AnyPoint_HasOneResult(string name, string expected)
    {
        DeviceSlot slot = new() { Key = Point(name) };
        Assert.Equal(expected == "key", SchnorrPublicKey.TryCreate(slot.Key.X, slot.Key.Y, out _, out _));
        Assert.Empty(DeviceCircuit.Labels([slot]));
        Assert.Equal(["copy"], DeviceCircuit.Labels([slot with { OtherUsable = expected == "key" ? Fr.Zero : Fr.One }]));
    }

    /// <summary>
    /// Adding the point of order 2 negates both coordinates, adding one of order 4 swaps them and multiplies by a root of −1.
    /// </summary>
    private static (Fr X, Fr Y) Point(string name)
    {
        (Fr x, Fr y) = (OpenSigner.KeyX, OpenSigner.KeyY);
        return name switch
        {
            "key" => (x, y),
            "opposite" => (-x, y),
            "shifted by order 2" => (-x, -y),
            "shifted by order 4" => (SquareRoot * y, SquareRoot * x),
            "identity" => (Fr.Zero, Fr.One),
            "order 2" => (Fr.Zero, -Fr.One),
            "order 4" => (SquareRoot, Fr.Zero),
            "zeros" => (Fr.Zero, Fr.Zero),
            _ => (x, y + Fr.One),
        };
    }
}
