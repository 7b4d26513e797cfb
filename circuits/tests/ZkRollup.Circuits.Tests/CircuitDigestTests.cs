using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests;

/// <summary>Nothing about a circuit can change without its digest.</summary>
public sealed class CircuitDigestTests
{
    [Fact]
    public void Compute_SameCircuitBuiltTwice_SameDigest() =>
        Assert.Equal(CircuitDigest.Compute(new(Parts())), CircuitDigest.Compute(new(Parts())));

    [Fact]
    public void Compute_AnyPartChanged_OtherDigest()
    {
        CircuitParts parts = Parts();
        FixedColumn first = parts.Fixed[0];
        Fr[] values = [.. first.Values];
        values[3] += Fr.One;
        FixedColumn offsets = parts.Fixed[parts.Copies.OffsetColumns[0]];
        int otherOffsets = parts.Copies.OffsetColumns[1];
        Gate gate = parts.Gates[0];
        BusFraction fraction = parts.HelperGroups[0][0];
        BusTerm term = fraction.Terms[0];
        CircuitParts[] changed =
        [
            parts with { Name = "other" },
            parts with { Fixed = [first with { Name = "other" }, .. parts.Fixed.Skip(1)] },
            parts with { Fixed = [first with { Values = values }, .. parts.Fixed.Skip(1)] },
            parts with { Fixed = [.. parts.Fixed, first] },
            parts with { Tables = [new("table", new Fr[16])] },
            parts with { Tables = [new("table", new Fr[32])] },
            parts with { Witness = [.. parts.Witness, "more"] },
            parts with { Witness = ["renamed", .. parts.Witness.Skip(1)] },
            parts with { InstanceColumnCount = parts.InstanceColumnCount + 1 },
            parts with { InstanceStride = 2 * parts.InstanceStride },
            parts with { PublicScalarCount = parts.PublicScalarCount + 1 },
            parts with { Gates = [gate with { Label = "other" }, .. parts.Gates.Skip(1)] },
            parts with { Gates = [gate with { Formula = gate.Formula + 1 }, .. parts.Gates.Skip(1)] },
            parts with { Gates = [.. parts.Gates.Skip(1), gate] },
            parts with { Gates = [.. parts.Gates.Skip(1)] },
            parts with { Copies = parts.Copies with { Columns = [.. parts.Copies.Columns.Reverse()] } },
            parts with { Fixed = [.. parts.Fixed, offsets], Copies = new(parts.Copies.Columns, [parts.Fixed.Count, otherOffsets]) },
            parts with { Copies = CopyLayout.None },
            parts with { Buses = [.. parts.Buses, new("more", 9, 1)] },
            parts with { Buses = [.. parts.Buses, new("other", 9, 1)] },
            parts with { Buses = [.. parts.Buses, new("more", 10, 1)] },
            parts with { Buses = [.. parts.Buses, new("more", 9, 2)] },
            parts with { HelperGroups = [[new([term with { Label = "other" }])], .. parts.HelperGroups.Skip(1)] },
            parts with { HelperGroups = [[new([term with { Numerator = term.Numerator + 1 }])], .. parts.HelperGroups.Skip(1)] },
            parts with { PublicTerms = [parts.PublicTerms[0] with { Numerator = 5 }] },
            parts with { Multiplicities = [] },
        ];
        HashSet<string> digests = [Convert.ToHexString(CircuitDigest.Compute(new(parts)))];
        for (int i = 0; i < changed.Length; i++)
        {
            Assert.True(digests.Add(Convert.ToHexString(CircuitDigest.Compute(new(changed[i])))), $"change {i}");
        }
    }

    private static CircuitParts Parts()
    {
        CircuitBuilder builder = new("parts", new(8, 2, 1, 1, 3));
        Expression word = builder.AddInstanceColumn();
        Expression scalar = builder.AddPublicScalar();
        Region region = builder.Allocate("all", new(8, 2, 1, 1));
        builder.Constrain("square", (Expression)region[1, 1] - ((Expression)region[0, 0] * region[0, 1]) - word);
        builder.Constrain("cube", (Expression)region[2, 1] - Expression.Parameter(0, Fr.FromUInt64(4)));
        builder.Copy(region[0, 0], region[5, 1]);
        Bus bus = builder.AddBus("bus", 1);
        builder.Send("send", bus, 1, region[4, 2]);
        builder.SendPublic("public", bus, -1, scalar);
        return CircuitWithout.Parts(builder.Build().Circuit);
    }
}
