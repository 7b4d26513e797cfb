using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.Tests.Gadgets.Hashing;

/// <summary>A record of one key coordinate and a lane of three packed fields; its parts are attacked in their own tests.</summary>
public sealed class RecordLeafTests
{
    private const ulong Seed = 2304;
    private static readonly int[] Widths = [16, 100, 136];

    [Fact]
    public void RecordLeaf_PackedFields_MatchesLibrary()
    {
        Fr key = new Attacks.SeededElements(Seed).Next();
        foreach (BigInteger[] fields in new[] { Fields(0, 0, 0), Fields(1, 2, 3), Largest() })
        {
            BigInteger lane = fields[0] + (fields[1] << Widths[0]) + (fields[2] << (Widths[0] + Widths[1]));
            Fr expected = Poseidon2.Compress(key, FieldInteger.ToField(lane), Fr.Zero, Fr.Zero, TreeDomain.Leaf);
            Assert.Equal(expected, Leaf(key, fields));
        }
    }

    [Fact]
    public void RecordLeaf_FieldChanged_ChangesLeaf()
    {
        Fr key = new Attacks.SeededElements(Seed).Next();
        Fr[] leaves =
        [
            Leaf(key, Fields(0, 0, 0)), Leaf(key, Fields(1, 0, 0)), Leaf(key, Fields(0, 1, 0)), Leaf(key, Fields(0, 0, 1)),
            Leaf(key + Fr.One, Fields(0, 0, 0)), Leaf(key, Largest()),
        ];
        Assert.Equal(leaves.Length, leaves.Distinct().Count());
    }

    private static BigInteger[] Fields(params BigInteger[] fields) => fields;

    private static BigInteger[] Largest() => [.. Widths.Select(width => (BigInteger.One << width) - 1)];

    private static Fr Leaf(Fr key, BigInteger[] fields)
    {
        HashCircuit circuit = HashCircuit.Build("record", new(20, 8, 16), 1 + Widths.Length, 2, (builder, layout, inputs) =>
        {
            // The bounds are those of the values above; a record's gadget would have range-checked its fields.
            Bounded[] wires = [.. Widths.Select((width, i) => Bounded.FromUnchecked(inputs[i + 1].Cell, (BigInteger.One << width) - 1))];
            return [RecordLeaf.Hash(builder, layout, [inputs[0], Packing.Pack(builder, wires, Widths)])];
        });
        return circuit.Evaluate([[key, .. fields.Select(FieldInteger.ToField)]])[0][0];
    }
}
