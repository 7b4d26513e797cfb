using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Circuits.Tests.Gadgets.Arithmetic;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

public sealed class AddressChoiceTests
{
    /// <summary>Two blocks with two records each, from 1 on; two blocks with one; one record.</summary>
    private static readonly AddressLayout[] Classes =
    [
        new(0, Blocks: 2, Stride: 4, OffsetBase: 1, Offsets: 2), new(8, Blocks: 2), new(11),
    ];

    private static GadgetCircuit Circuit { get; } = GadgetCircuit.Build("address", new(4, 5, 2), 6, (builder, wires) =>
    {
        Bit[] bits = [.. wires.Select(wire => builder.ConstrainBit("bit", new(wire.Cell)))];
        Region region = builder.Allocate("choice", new(3, AddressChoice.Copied, AddressChoice.Local));
        (Bit enable, Element address) = AddressChoice.Constrain(
            builder,
            region,
            0,
            [(bits[0], Classes[0].At(bits[1], bits[2])), (bits[3], Classes[1].At(bits[4])), (bits[5], Classes[2].At())]);
        return [enable.Cell, address.Cell];
    });

    /// <summary>Whatever bits the flags are, there is one address, and it is one of the three.</summary>
    [Fact]
    public void AddressChoice_TinyPrime_HasOneResult()
    {
        (int tried, int accepted) = new TinyPrime(Circuit.Built, 13).Exhaustive(
            Circuit.Inputs,
            Circuit.Outputs,
            x => x.All(bit => bit < 2)
                ? [[x[0] | x[3] | x[5], x[5] == 1 ? 11 : x[3] == 1 ? 8 + x[4] : (4 * x[1]) + 1 + x[2]]]
                : [],
            x => x.All(value => value < 3));
        Assert.Equal((729, 64), (tried, accepted));
    }

    [Fact]
    public void AddressChoice_EveryAttack_IsNoticed() => Circuit.Attack()
        .Case("none", 0, 1, 0, 0, 1, 0)
        .Case("first", 1, 1, 1, 0, 0, 0)
        .Case("second", 0, 0, 1, 1, 1, 0)
        .Case("third", 0, 1, 1, 0, 1, 1)
        .Case("first and second", 1, 1, 0, 1, 0, 0)
        .FreeInput(0, 1, 2, 3, 4, 5)
        .Run();
}
