using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Tests.Builder;

public sealed class GridLayoutTests
{
    [Fact]
    public void Allocate_SameKind_SharesColumnsWhileRowsAreLeft()
    {
        CircuitBuilder builder = new("test", new(Rows: 8, Copied: 4, Local: 2, Limbs: 2, LimbBits: 2));
        Region first = builder.Allocate("a", new(3, 2, 1, 1));
        Region other = builder.Allocate("b", new(2, 2, 1, 1));
        Region second = builder.Allocate("a", new(3, 2, 1, 1));
        Region third = builder.Allocate("a", new(3, 2, 1, 1));
        Assert.Equal((new Cell(0, 0), new Cell(0, 4), new Cell(0, 6)), (first[0, 0], first[0, 2], first.Limb(0, 0)));
        Assert.Equal((new Cell(0, 2), new Cell(1, 5), new Cell(0, 7)), (other[0, 0], other[1, 2], other.Limb(0, 0)));
        Assert.Equal((3, 0), (second.Row, second[0, 0].Column));
        Assert.Equal((2, 2), (third.Row, third[0, 0].Column));
    }

    [Fact]
    public void Allocate_OtherSizeOfAKind_BeginsInTheSameColumnsIfItFits()
    {
        CircuitBuilder builder = new("test", new(Rows: 4, Copied: 4, Local: 2, Limbs: 2, LimbBits: 2));
        builder.Allocate("b", new(1, 1, 1, 1));
        Region first = builder.Allocate("a", new(1, 2, 1, 1));
        Region smaller = builder.Allocate("a", new(1, 1));
        Region wider = builder.Allocate("a", new(1, 3));
        Region tooWide = builder.Allocate("a", new(1, 4));
        Assert.Equal((new Cell(0, 1), new Cell(0, 5), new Cell(0, 7)), (first[0, 0], first[0, 2], first.Limb(0, 0)));
        Assert.Equal((new Cell(1, 1), new Cell(2, 1), new Cell(3, 0)), (smaller[0, 0], wider[0, 0], tooWide[0, 0]));
    }

    [Fact]
    public void Allocate_AtRow_GoesThereOrNowhere()
    {
        CircuitBuilder builder = new("test", new(Rows: 4, Copied: 2, Local: 0));
        Assert.Equal(new Cell(2, 0), builder.Allocate("a", new(2, 1), atRow: 2)[0, 0]);
        Assert.Equal(new Cell(2, 1), builder.Allocate("a", new(1, 1), atRow: 2)[0, 0]);
        Assert.Equal(new Cell(3, 1), builder.Allocate("a", new(1, 1), atRow: 3)[0, 0]);
        Assert.Throws<CircuitLayoutException>(() => builder.Allocate("b", new(1, 1), atRow: 3));
        Assert.Throws<CircuitLayoutException>(() => builder.Allocate("a", new(2, 1), atRow: 3));
        Assert.Equal(0, builder.Allocate("a", new(2, 1)).Row);
    }

    [Fact]
    public void Allocate_LocalAndLimbCellsOnTheFirstRows_LeaveTheOthersFree()
    {
        CircuitBuilder builder = new("test", new(Rows: 4, Copied: 1, Local: 1, Limbs: 1, LimbBits: 1));
        Region partial = builder.Allocate("partial", new(4, 1, 1, 1, LocalRows: 1, LimbRows: 2));
        Region local = builder.Allocate("local", new(3, 0, 1));
        Region limbs = builder.Allocate("limbs", new(2, 0, 0, 1));
        Assert.Equal((1, 2), (local.Row, limbs.Row));
        Assert.Equal([new Cell(0, 0), new(0, 1), new(0, 2), new(1, 0), new(1, 2), new(2, 0), new(3, 0)], partial.Cells);
        Assert.Throws<ArgumentOutOfRangeException>("row", () => partial[1, 1]);
        Assert.Throws<ArgumentOutOfRangeException>("row", () => partial.Limb(2, 0));
        Assert.Contains("4 rows × (1 copied, 1 local on 1 row, 1 limb on 2 rows)", CostReport.Of(builder.Build()).Regions["partial"].Single());
    }

    [Fact]
    public void Allocate_CopiedCellsOnTheFirstRows_LeaveTheOthersFree()
    {
        CircuitBuilder builder = new("test", new(Rows: 4, Copied: 1, Local: 1));
        Region partial = builder.Allocate("partial", new(4, 1, 1, CopiedRows: 2));
        Assert.Equal(2, builder.Allocate("copied", new(2, 1)).Row);
        Assert.Equal([new Cell(0, 0), new(0, 1), new(1, 0), new(1, 1), new(2, 1), new(3, 1)], partial.Cells);
        Assert.Throws<ArgumentOutOfRangeException>("row", () => partial[2, 0]);
        Assert.Contains("4 rows × (1 copied on 2 rows, 1 local, 0 limb)", CostReport.Of(builder.Build()).Regions["partial"].Single());
    }

    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(0, 3, 0)]
    [InlineData(0, 0, 3)]
    [InlineData(-1, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, -1)]
    public void Allocate_CellsOnRowsThatAreNone_Throws(int localRows, int limbRows, int copiedRows) => Assert.Throws<ArgumentException>(
        () => new CircuitBuilder("test", new(4, 1, 1, 1, 1)).Allocate("a", new(2, 1, 1, 1, localRows, limbRows, copiedRows)));

    [Fact]
    public void Allocate_NoPlace_ShowsThePicture()
    {
        CircuitBuilder builder = new("test", new(Rows: 2, Copied: 2, Local: 1));
        builder.Allocate("wide", new(1, 2, 1));
        string message = Assert.Throws<CircuitLayoutException>(() => builder.Allocate("tall", new(2, 1))).Message;
        Assert.Contains("No place for a region 'tall'", message);
        Assert.Contains("   0 AA|A\n   1 ..|.\n   A wide × 1\n", message);
    }

    [Fact]
    public void Picture_SeveralKinds_HasALetterEach()
    {
        CircuitBuilder builder = new("test", new(Rows: 4, Copied: 2, Local: 1, Limbs: 1, LimbBits: 1));
        builder.Allocate("first", new(2, 1, 0, 1));
        builder.Allocate("second", new(1, 1, 1));
        builder.Allocate("first", new(2, 1, 0, 1));
        Assert.Equal("   0 AB|B|A\n   1 A.|.|A\n   2 A.|.|A\n   3 A.|.|A\n   A first × 2\n   B second × 1\n", builder.Build().Picture);
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(-1, 1, 0, 0)]
    [InlineData(1, 0, 0, 0)]
    [InlineData(1, -1, 2, 0)]
    public void Allocate_NoCells_Throws(int rows, int copied, int local, int limbs) => Assert.ThrowsAny<ArgumentException>(
        () => new CircuitBuilder("test", new(Rows: 4, Copied: 2, Local: 2)).Allocate("a", new(rows, copied, local, limbs)));

    [Fact]
    public void Region_CellOutside_NamesTheRegion()
    {
        Region region = new CircuitBuilder("test", new(4, 2, 2)).Allocate("mine", new(2, 1, 1));
        Assert.Contains("'mine' has only 2", Assert.Throws<ArgumentOutOfRangeException>("row", () => region[2, 0]).Message);
        Assert.Throws<ArgumentOutOfRangeException>("column", () => region[0, 2]);
        Assert.Throws<ArgumentOutOfRangeException>("column", () => region.Limb(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("row", () => region[-1, 0]);
    }

    [Theory]
    [InlineData(3, 1, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(4, 0, 0)]
    [InlineData(4, -1, 2)]
    public void Builder_NotAGrid_Throws(int rows, int copied, int local) =>
        Assert.Throws<ArgumentException>("shape", () => new CircuitBuilder("test", new(rows, copied, local)));

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public void Builder_LimbsOfNoUsefulWidth_Throws(int bits) => Assert.Contains(
        $"Limbs of {bits} bits", Assert.Throws<ArgumentException>(() => new CircuitBuilder("test", new(4, 1, 0, 1, bits))).Message);
}
