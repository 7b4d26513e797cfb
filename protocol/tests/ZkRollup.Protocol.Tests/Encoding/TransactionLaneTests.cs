using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Encoding;

public class TransactionLaneTests
{
    private const int Samples = 50;

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Description_AnyType_FillsLanesInOrder(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        Assert.Equal(wire.Fields.Select(f => f.Name).Distinct().Count(), wire.Fields.Length);
        Assert.Equal(wire.Fields.Select(f => f.Lane).Order(), wire.Fields.Select(f => f.Lane));
        Assert.Equal(wire.IsOperation || kind == TransactionKind.OpenSession ? 5 : 3, wire.LaneCount);
        foreach (IGrouping<int, FieldShape> lane in wire.Fields.GroupBy(f => f.Lane))
        {
            int number = lane.Key == (wire.IsOperation ? 0 : 1) ? 8 : 0;
            Assert.InRange(lane.Key, wire.IsOperation ? 0 : 1, wire.LaneCount - 1);
            Assert.True(lane.Count() == 1 || number + lane.Sum(f => f.Bits) <= LanePacker.BitsMax, $"lane {lane.Key}");
            Assert.True(lane.All(f => f.Kind == ShapeKind.Integer) || lane.Count() == 1, $"lane {lane.Key}");
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Lanes_AnyValue_AreTheFieldsAtTheirShifts(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        for (int seed = -1; seed < Samples; seed++)
        {
            object value = wire.Sample(seed < 0 ? null : new Random(seed));
            Fr[] lanes = wire.ToLanes(WireData.Domain, value);
            Assert.Equal(wire.LaneCount, lanes.Length);
            Assert.Equal(ExpectedLanes(wire, value), lanes.Select(lane => Values.Integer(lane)));
            Assert.Equal(Poseidon2.Hash(0x7a6b722e74786e31, lanes), wire.Hash(WireData.Domain, value));
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Hash_AnyFieldChanged_IsAnother(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        for (int seed = 0; seed < 5; seed++)
        {
            object value = wire.Sample(new Random(seed));
            HashSet<Fr> hashes = [wire.Hash(WireData.Domain, value)];
            for (int field = 0; field < wire.Fields.Length; field++)
            {
                object changed = wire.Change(value, field, new Random(1_000 + seed));
                Assert.True(hashes.Add(wire.Hash(WireData.Domain, changed)), $"seed {seed}, {wire.Fields[field].Name}: {value}, {changed}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Hash_AnotherDomain_IsAnotherUnlessItIsAQueueOperation(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        object value = wire.Sample(new Random(8));
        TransactionDomain chain = new(new ChainId(2), WireData.Domain.Contract);
        TransactionDomain contract = new(WireData.Domain.Chain, WireData.AddressOf("0x5fbdb2315678afecb367f032d93f642f64180aa2"));
        foreach (TransactionDomain other in new[] { chain, contract })
        {
            Assert.Equal(wire.IsOperation, wire.Hash(WireData.Domain, value) == wire.Hash(other, value));
        }
    }

    [Fact]
    public void Domain_Lane_IsChainThenContract()
    {
        TransactionDomain domain = new(new ChainId(ulong.MaxValue), WireData.AddressOf("0x8000000000000000000000000000000000000001"));
        Assert.Equal((BigInteger.One << 64) - 1 + (BigInteger.One << 64) + (BigInteger.One << 223), Values.Integer(domain.Lane));
        Assert.Equal(Fr.Zero, default(TransactionDomain).Lane);
    }

    [Fact]
    public void Lanes_OfTwoTypes_AreNeverTheSame()
    {
        // Lane 0 of a queue operation has at most 8 + 24 + 60 bits. That of the others has a contract in bits 64 to 223: only a contract
        // whose address is below 2^28 could make them meet.
        BigInteger operationsMax = 0;
        HashSet<(int, BigInteger)> numbers = [];
        foreach (TransactionKind kind in Enum.GetValues<TransactionKind>())
        {
            Wire wire = Wire.Of(kind);
            Fr[] lanes = wire.ToLanes(WireData.Domain, wire.Sample(null));
            int first = wire.IsOperation ? 0 : 1;
            Assert.True(numbers.Add((first, Values.Integer(lanes[first]) & 255)));
            Assert.Equal((int)kind, Values.Integer(lanes[first]) & 255);
            operationsMax = wire.IsOperation ? BigInteger.Max(operationsMax, Values.Integer(lanes[0])) : operationsMax;
        }

        Assert.True(operationsMax < BigInteger.One << 92);
        Assert.True(Values.Integer(WireData.Domain.Lane) > BigInteger.One << 92);
    }

    [Theory]
    [MemberData(nameof(WireData.Operations), MemberType = typeof(WireData))]
    public void Operation_AnyValue_IsReadBackFromItsLanes(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        for (int seed = -1; seed < Samples; seed++)
        {
            object value = wire.Sample(seed < 0 ? null : new Random(seed));
            Fr[] lanes = wire.ToLanes(default, value);
            Assert.True(wire.TryLanes(lanes, out object read, out DecodeError error), $"seed {seed}: {error}");
            Assert.Equal(value, read);
            Receiver receiver = new();
            Assert.True(TransactionLanes.TryReceive(lanes, ref receiver, out error));
            Assert.Equal(value, Assert.Single(receiver.Received));
        }
    }

    [Theory]
    [MemberData(nameof(WireData.Operations), MemberType = typeof(WireData))]
    public void Operation_EveryBitBesidesItsFields_IsRefused(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        Fr[] lanes = wire.ToLanes(default, wire.Sample(new Random(9)));
        int refused = 0;
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            FieldShape[] fields = [.. wire.Fields.Where(f => f.Lane == lane)];
            int used = (lane == 0 ? 8 : 0) + fields.Sum(f => f.Bits);
            for (int bit = used; bit < 254; bit++)
            {
                Fr[] changed = [.. lanes];
                changed[lane] = Values.Element(Values.Integer(lanes[lane]) | (BigInteger.One << bit));
                Assert.False(wire.TryLanes(changed, out object value, out DecodeError error), $"lane {lane}, bit {bit}");
                bool isPacked = fields is [{ Kind: ShapeKind.Packed }];
                DecodeError expected = isPacked
                    ? new DecodeError(DecodeCause.OutOfRange, fields[0].Name, lane)
                    : new DecodeError(DecodeCause.NotZero, null, lane);
                Assert.Equal(expected, error);
                Assert.Equal(wire.Empty, value);
                refused++;
            }
        }

        Assert.True(refused > 100);
    }

    [Theory]
    [MemberData(nameof(WireData.Operations), MemberType = typeof(WireData))]
    public void Operation_FieldOneBeyondItsRange_IsNamed(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        Fr[] lanes = wire.ToLanes(default, wire.Sample(new Random(10)));
        int shift = 8;
        foreach (FieldShape field in wire.Fields.Where(f => f is { Lane: 0, Kind: ShapeKind.Integer }))
        {
            BigInteger mask = (BigInteger.One << field.Bits) - 1;
            if (field.Max < mask)
            {
                BigInteger cleared = Values.Integer(lanes[0]) & ~(mask << shift);
                Fr[] changed = [Values.Element(cleared | (new BigInteger(field.Max + 1) << shift)), .. lanes[1..]];
                Assert.False(wire.TryLanes(changed, out _, out DecodeError error));
                Assert.Equal(new DecodeError(DecodeCause.OutOfRange, field.Name, 0), error);
            }

            shift += field.Bits;
        }
    }

    [Fact]
    public void Operation_AnyLanes_NeverThrow()
    {
        int accepted = 0;
        for (int seed = 0; seed < 2_000; seed++)
        {
            Random random = new(seed);
            Fr[] lanes = new Fr[TransactionLanes.CountMax];
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] = random.Next(3) == 0 ? Fr.Zero : Values.Element(random, 8 + random.Next(90));
            }

            lanes[0] += Fr.FromUInt64((ulong)random.Next(12));
            Receiver receiver = new();
            if (TransactionLanes.TryReceive(lanes, ref receiver, out DecodeError error))
            {
                accepted++;
                object value = Assert.Single(receiver.Received);
                Wire wire = Wire.Of((TransactionKind)(int)(Values.Integer(lanes[0]) & 255));
                Assert.Equal(lanes, wire.ToLanes(default, value));
            }
            else
            {
                Assert.True(error.IsError);
                Assert.Empty(receiver.Received);
            }
        }

        Assert.True(accepted > 0);
    }

    [Fact]
    public void Operation_EveryNumber_IsAnOperationOrRefused()
    {
        for (uint number = 0; number < 256; number++)
        {
            Fr[] lanes = [Fr.FromUInt64(number), Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero];
            Receiver receiver = new();
            Assert.Equal(number is >= 1 and <= 8, TransactionLanes.TryReceive(lanes, ref receiver, out DecodeError error));
            Assert.Equal(number is >= 1 and <= 8 ? default : new DecodeError(DecodeCause.UnknownType, "type", 0), error);
            Assert.Equal(number == 3, TransactionLanes.TryRead(lanes, out ForcedCancelAll _, out error));
            Assert.Equal(number == 3 ? default : new DecodeError(DecodeCause.OtherType, "type", 0), error);
        }
    }

    [Fact]
    public void Operation_AnotherNumberOfLanes_Throws()
    {
        Assert.Throws<ArgumentException>(() => TransactionLanes.TryRead(new Fr[4], out Deposit _, out _));
        Assert.Throws<ArgumentException>(() => TransactionLanes.TryRead(new Fr[6], out Deposit _, out _));
        Assert.Throws<ArgumentException>(() => TransactionLanes.Write(default, default(Deposit), new Fr[4]));
    }

    [Fact]
    public void Write_FieldOutOfItsRange_NamesIt()
    {
        AssertNames("initialShort", default(RiskUpdate) with { InitialShort = new QuoteAmount(1L << 48) });
        AssertNames("markets", default(OpenSession) with { Markets = 1UL << 48 });
        AssertNames("scope", default(OpenSession) with { Scope = (SessionScope)4096 });
        AssertNames("scope", default(OpenSession) with { Scope = (SessionScope)(-1) });
        AssertNames("timeInForce", default(PlaceOrder) with { TimeInForce = (TimeInForce)3 });
        AssertNames("selfTradeMode", default(PlaceOrder) with { SelfTradeMode = (SelfTradeMode)3 });
        AssertNames("side", default(PlaceOrder) with { Side = (Side)2 });
        AssertNames("side", default(PlaceOrder) with { Side = (Side)(-1) });
        AssertNames("cause", default(RemoveOrder));
        AssertNames("cause", new RemoveOrder(default, (RemovalCause)13));
        AssertNames("value", default(SetParameters) with { Limits = new Record { A0 = 1UL << 60 } });
        AssertNames("value", default(SetParameters) with { Limits = new Record { X = Fr.One } });
        AssertNames("value", default(ListInstrument) with { Terms = new Record { Y = Fr.One } });
    }

    private static void AssertNames<T>(string field, T transaction)
        where T : struct, ITransaction<T>
    {
        ArgumentException thrown = Assert.ThrowsAny<ArgumentException>(() => TransactionLanes.Hash(WireData.Domain, transaction));
        Assert.Equal(field, thrown.ParamName);
    }

    /// <summary>Lanes by integers: Σ field·2^shift, with the values taken from the binary encoding.</summary>
    private static List<BigInteger> ExpectedLanes(Wire wire, object value)
    {
        byte[] bytes = wire.ToBinary(value);
        BigInteger[] lanes = new BigInteger[wire.LaneCount];
        int[] shifts = new int[wire.LaneCount];
        int first = wire.IsOperation ? 0 : 1;
        lanes[0] = wire.IsOperation ? 0 : Values.Integer(WireData.Domain.Lane);
        lanes[first] = (int)wire.Kind;
        shifts[first] = 8;
        int offset = 1;
        foreach (FieldShape field in wire.Fields)
        {
            bool isBigEndian = field.Kind == ShapeKind.Address;
            BigInteger integer = new(bytes.AsSpan(offset, field.Bytes), isUnsigned: true, isBigEndian);
            lanes[field.Lane] += integer << shifts[field.Lane];
            shifts[field.Lane] += field.Bits;
            offset += field.Bytes;
        }

        return [.. lanes];
    }
}
