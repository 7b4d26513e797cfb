using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.ConstraintSystem;

/// <summary>Parts that contradict each other never become a circuit.</summary>
public sealed class CircuitPartsTests
{
    private static readonly CircuitParts Sound = CircuitWithout.Parts(Build());

    [Fact]
    public void Circuit_OfSoundParts_IsTheSameRelation() => Assert.Equal(Build().Combined, new Circuit(Sound).Combined);

    [Fact]
    public void Circuit_SelectorAndRowsDiffer_Throws() => Refused(
        Sound with { Gates = [Sound.Gates[0] with { Rows = [0, 2] }] }, "The selector of 'gate' contradicts its rows on row 1");

    [Fact]
    public void Circuit_SelectorWhereNoneIsUsed_Throws()
    {
        Gate gate = Sound.Gates[0];
        Refused(Sound with { Gates = [gate with { Scope = GateScope.EveryRow }] }, "'gate' has a selector that its scope does not use");
        Refused(Sound with { Gates = [gate with { Selector = 99 }] }, "The selector of 'gate' is column 99");
    }

    [Fact]
    public void Circuit_BoundaryInsideASlot_Throws() => Refused(
        Sound with { Gates = [Sound.Gates[0] with { Scope = GateScope.SlotBoundary }] }, "'gate' holds at the boundary of slots, but");

    [Fact]
    public void Circuit_SharedFractionWithTermsOnOneRow_Throws()
    {
        BusFraction fraction = Sound.HelperGroups[0].First(fraction => fraction.Terms.Count > 1);
        BusTerm twin = fraction.Terms[0] with { Label = "twin" };
        Refused(
            Sound with { HelperGroups = [[new BusFraction([.. fraction.Terms, twin])]] },
            "Terms that share a fraction hold on the same row: term 0, term 1, term 2, twin");
    }

    [Fact]
    public void Circuit_TermOfAnUnknownBusOrLength_Throws()
    {
        BusTerm term = Sound.HelperGroups[0][0].Terms[0];
        Refused(
            Sound with { HelperGroups = [[new BusFraction([term with { Bus = new("odd", 9, 1) }])]] },
            "is a term of bus 'odd' with tag 9, which");
        Refused(Sound with { HelperGroups = [[new BusFraction([term with { Tuple = [] }])]] }, "has 0 elements for bus 'bus' of 1");
    }

    [Fact]
    public void Circuit_CopiesThatAreNoPermutation_Throw()
    {
        int column = Sound.Copies.OffsetColumns[0];
        List<FixedColumn> columns = [.. Sound.Fixed];
        Fr[] values = [.. columns[column].Values];
        values[3] = Fr.One;
        columns[column] = columns[column] with { Values = values };
        Refused(Sound with { Fixed = columns }, "no permutation");
        values[3] = -Fr.FromInt64(100);
        Refused(Sound with { Fixed = columns }, "no permutation");
        Refused(Sound with { Copies = Sound.Copies with { OffsetColumns = [] } }, "2 copied columns and 0 offsets do not match");
    }

    [Fact]
    public void Circuit_SizesOutOfRange_Throw()
    {
        Refused(Sound with { RowsPerSlot = 0 }, "RowsPerSlot is 0, not a power of two");
        Refused(Sound with { InstanceStride = 3 }, "InstanceStride is 3, not a power of two");
        Refused(Sound with { RowsPerSlot = 8 }, "Every fixed column must have 8 values");
        Refused(Sound with { Tables = [new("short", new Fr[4])] }, "Table 'short' fits a slot");
        Refused(Sound with { Tables = [new("odd", new Fr[12])] }, "The period of table 'odd' is 12");
        Refused(Sound with { Buses = [Sound.Buses[0], Sound.Buses[0] with { Name = "twin" }] }, "positive and distinct");
        Refused(Sound with { Buses = [Sound.Buses[0] with { Tag = 0 }] }, "positive and distinct");
    }

    private static void Refused(CircuitParts parts, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new Circuit(parts)).Message);

    /// <summary>A gate on two rows, a copy, and three terms that share a fraction.</summary>
    private static Circuit Build()
    {
        CircuitBuilder builder = new("parts", new(Rows: 4, Copied: 2, Local: 0));
        builder.Copy(new(0, 0), new(1, 1));
        Bus bus = builder.AddBus("bus", 1);
        for (int row = 0; row < 3; row++)
        {
            builder.Send($"term {row}", bus, new Cell(row, 0), (Expression)new Cell(row, 1));
            if (row < 2)
            {
                builder.Constrain("gate", (Expression)new Cell(row, 0) - new Cell(row, 1));
            }
        }

        return builder.Build().Circuit;
    }
}
