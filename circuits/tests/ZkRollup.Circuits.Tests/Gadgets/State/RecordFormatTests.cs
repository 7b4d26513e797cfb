using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

public sealed class RecordFormatTests
{
    /// <summary>docs/protocol.md, 3.1, field by field.</summary>
    [Fact]
    public void Rollup_FieldsAndShifts_AreThoseOfTheProtocol()
    {
        RecordFormat format = RecordFormat.Rollup;
        Assert.Equal(13, format.Count);
        (int Bits, int Lane, int Shift)[] packed =
        [
            (60, 2, 0), (48, 2, 60), (48, 2, 108), (48, 2, 156), (48, 2, 204),
            (60, 3, 0), (48, 3, 60), (36, 3, 108), (36, 3, 144), (36, 3, 180), (36, 3, 216),
        ];
        for (int i = 0; i < packed.Length; i++)
        {
            int field = RecordFormat.WholeFields + i;
            Assert.Equal((packed[i].Bits, packed[i].Lane), (format.BitsOf(field), format.LaneOf(field)));
            Fr[] fields = new Fr[format.Count];
            fields[field] = Fr.One;
            Fr[] lanes = new Fr[RecordFormat.Lanes];
            lanes[packed[i].Lane] = Fr.One;
            for (int bit = 0; bit < packed[i].Shift; bit++)
            {
                lanes[packed[i].Lane] += lanes[packed[i].Lane];
            }

            Assert.Equal(lanes, format.ComputeLanes(fields));
        }
    }

    [Fact]
    public void Rollup_EachPackedLane_IsExactlyFull()
    {
        RecordFormat format = RecordFormat.Rollup;
        Assert.Equal((252, 252), (format.FieldsOf(2).Sum(format.BitsOf), format.FieldsOf(3).Sum(format.BitsOf)));
    }

    [Fact]
    public void ComputeLanes_WholeFields_AreLanes()
    {
        Fr[] fields = [-Fr.One, Fr.FromUInt64(7), .. new Fr[11]];
        Assert.Equal([-Fr.One, Fr.FromUInt64(7), Fr.Zero, Fr.Zero], RecordFormat.Rollup.ComputeLanes(fields));
    }

    [Theory]
    [InlineData(252, 0, true)]
    [InlineData(253, 0, false)]
    [InlineData(251, 1, true)]
    [InlineData(252, 1, false)]
    [InlineData(-1, 1, false)]
    [InlineData(1, -1, false)]
    public void RecordFormat_Widths_FitALane(int first, int second, bool isAccepted)
    {
        int[] widths = second == 0 ? [first] : [first, second];
        AssertAccepted(isAccepted, () => new RecordFormat(widths, [1]));
        AssertAccepted(isAccepted, () => new RecordFormat([1], widths));
    }

    [Fact]
    public void RecordFormat_EmptyLane_Throws()
    {
        Assert.Throws<ArgumentException>(() => new RecordFormat([], [1]));
        Assert.Throws<ArgumentException>(() => new RecordFormat([1], []));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(13)]
    public void BitsOf_NoPackedField_Throws(int field) => Assert.Throws<ArgumentException>(() => RecordFormat.Rollup.BitsOf(field));

    private static void AssertAccepted(bool isAccepted, Func<RecordFormat> create)
    {
        if (isAccepted)
        {
            Assert.NotEqual(RecordFormat.WholeFields, create().Count);
        }
        else
        {
            Assert.Throws<ArgumentException>(create);
        }
    }
}
