using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Tests.Encoding;

namespace ZkRollup.Protocol.Tests.State;

public class RecordTests
{
    private static readonly int[] Bits = [60, 48, 48, 48, 48, 60, 48, 36, 36, 36, 36];
    private static readonly int[] Lanes = [2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3];
    private static readonly int[] Shifts = [0, 60, 108, 156, 204, 0, 60, 108, 144, 180, 216];

    [Fact]
    public void Record_EachFieldAtItsMaximum_LiesWhereTheSpecificationSays()
    {
        for (int field = 0; field < Bits.Length; field++)
        {
            ulong[] values = new ulong[Bits.Length];
            values[field] = (1UL << Bits[field]) - 1;
            Record record = Make(Fr.One, -Fr.One, values);
            BigInteger[] expected = [1, Values.Modulus - 1, 0, 0];
            expected[Lanes[field]] = new BigInteger(values[field]) << Shifts[field];
            AssertRoundTrips(record, expected);
        }
    }

    [Fact]
    public void Record_AllFieldsAtTheirMaximum_FillsBothLanes()
    {
        Record record = Make(Fr.Zero, Fr.Zero, [.. Bits.Select(bits => (1UL << bits) - 1)]);
        BigInteger full = (BigInteger.One << 252) - 1;
        AssertRoundTrips(record, [0, 0, full, full]);
    }

    [Fact]
    public void Record_AnyValues_RoundTrip()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            ulong[] values = [.. Bits.Select(bits => Values.Integer(random, 0, (1UL << bits) - 1))];
            Record record = Make(Values.Element(random, 255), Values.Element(random, 255), values);
            BigInteger[] expected = [Values.Integer(record.X), Values.Integer(record.Y), 0, 0];
            for (int i = 0; i < values.Length; i++)
            {
                expected[Lanes[i]] += new BigInteger(values[i]) << Shifts[i];
            }

            AssertRoundTrips(record, expected);
        }
    }

    [Fact]
    public void WriteLanes_FieldBeyondItsBits_Throws()
    {
        for (int field = 0; field < Bits.Length; field++)
        {
            ulong[] values = new ulong[Bits.Length];
            values[field] = 1UL << Bits[field];
            Record record = Make(Fr.Zero, Fr.Zero, values);
            ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => record.WriteLanes(new Fr[4]));
            Assert.Contains($"The field has {Bits[field]} bits", thrown.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void TryFromLanes_LaneNotBelow2To252_IsRefused(int lane)
    {
        BigInteger limit = BigInteger.One << 252;
        foreach (BigInteger value in new[] { limit, limit + 1, limit << 1, limit << 2, Values.Modulus - 1 })
        {
            Fr[] lanes = new Fr[4];
            lanes[lane] = Values.Element(value);
            Assert.False(Record.TryFromLanes(lanes, out _));
            Assert.False(LanePacker.IsPacked(lanes[lane]));
            lanes[lane] = Values.Element(limit - 1);
            Assert.True(Record.TryFromLanes(lanes, out _));
            Assert.True(LanePacker.IsPacked(lanes[lane]));
        }
    }

    [Fact]
    public void LanePacker_MoreThanALane_Throws()
    {
        LanePacker full = new LanePacker().Add(0, 64).Add(0, 64).Add(0, 64).Add(0, 60);
        Assert.Throws<ArgumentOutOfRangeException>(() => full.Add(0, 1));
    }

    [Fact]
    public void LaneReader_AnyWidths_TakesWhatThePackerPut()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            List<(ulong Value, int Bits)> fields = [];
            int left = LanePacker.BitsMax;
            while (left > 0)
            {
                int bits = Math.Min(left, random.Next(1, 65));
                fields.Add((Values.Integer(random, 0, ulong.MaxValue >> (64 - bits)), bits));
                left -= bits;
            }

            LanePacker packer = default;
            foreach ((ulong value, int bits) in fields)
            {
                packer.Add(value, bits);
            }

            LaneReader reader = new(packer.ToElement());
            Assert.All(fields, field => Assert.Equal(field.Value, reader.Take(field.Bits)));
            Assert.True(reader.IsEmpty);
        }
    }

    [Fact]
    public void EmptyLeaf_IsTheCompressionOfZeros()
    {
        Assert.Equal(Poseidon2.Compress(Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero, TreeDomain.Leaf), Record.EmptyLeaf);
        Assert.Equal(Record.EmptyLeaf, default(Record).Leaf());
    }

    [Fact]
    public void Bias_EndsOfTheRange_AreStoredInTheirBits()
    {
        foreach (int bits in new[] { 36, 48, 60 })
        {
            long max = (1L << (bits - 1)) - 1;
            Assert.Equal(1UL, Bias.Encode(-max, bits));
            Assert.Equal((1UL << bits) - 1, Bias.Encode(max, bits));
            Assert.Equal(1UL << (bits - 1), Bias.Encode(0, bits));
            Assert.Equal(-max, Bias.Decode(1, bits));
            Assert.Equal(max, Bias.Decode((1UL << bits) - 1, bits));
        }
    }

    private static Record Make(Fr x, Fr y, ulong[] f) => new(x, y, f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10]);

    private static void AssertRoundTrips(Record record, BigInteger[] expected)
    {
        Fr[] lanes = new Fr[Record.LaneCount];
        record.WriteLanes(lanes);
        Assert.Equal(expected, lanes.Select(lane => Values.Integer(lane)));
        Assert.True(Record.TryFromLanes(lanes, out Record read));
        Assert.Equal(record, read);
        Assert.Equal(Poseidon2.Compress(lanes[0], lanes[1], lanes[2], lanes[3], TreeDomain.Leaf), record.Leaf());
    }
}
