using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Encoding;

public class BinaryCodecTests
{
    private const int Samples = 100;

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Binary_AnyValue_RoundTrips(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        for (int seed = -1; seed < Samples; seed++)
        {
            object value = wire.Sample(seed < 0 ? null : new Random(seed));
            byte[] bytes = wire.ToBinary(value);
            Assert.True(wire.TryBinary(bytes, out object read, out DecodeError error), $"seed {seed}: {error}");
            Assert.Equal(value, read);
            Assert.Equal(default, error);
            Assert.Equal((byte)kind, bytes[0]);
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Binary_EveryTruncation_NamesTheFieldThatIsCut(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        (string? Name, int Offset)[] offsets = wire.BinaryOffsets();
        byte[] bytes = wire.ToBinary(wire.Sample(null));
        Assert.Equal(bytes.Length, offsets[^1].Offset);
        for (int length = 0; length < bytes.Length; length++)
        {
            (string? name, int offset) = offsets.Last(field => field.Offset <= length);
            Assert.False(wire.TryBinary(bytes.AsSpan(0, length), out object value, out DecodeError error));
            Assert.Equal(new DecodeError(DecodeCause.Truncated, name, offset), error);
            Assert.Equal(wire.Empty, value);
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Binary_TrailingByte_IsRefused(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        byte[] bytes = wire.ToBinary(wire.Sample(new Random(2)));
        foreach (byte extra in new byte[] { 0, 1, 255 })
        {
            Assert.False(wire.TryBinary([.. bytes, extra], out _, out DecodeError error));
            Assert.Equal(new DecodeError(DecodeCause.Trailing, null, bytes.Length), error);
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Binary_FieldOneBeyondItsRange_IsNamed(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        byte[] bytes = wire.ToBinary(wire.Sample(new Random(3)));
        (string? Name, int Offset)[] offsets = wire.BinaryOffsets();
        for (int i = 0; i < wire.Fields.Length; i++)
        {
            FieldShape field = wire.Fields[i];
            int offset = offsets[i + 1].Offset;
            foreach ((BigInteger beyond, DecodeCause cause) in Beyond(field))
            {
                byte[] changed = With(bytes, offset, field.Bytes, beyond);
                Assert.False(wire.TryBinary(changed, out _, out DecodeError error), $"{field.Name} = {beyond}");
                Assert.Equal(new DecodeError(cause, field.Name, offset), error);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WireData.Signed), MemberType = typeof(WireData))]
    public void Binary_SignatureNotCanonical_IsNamed(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        byte[] bytes = wire.ToBinary(wire.Sample(new Random(4)));
        int offset = bytes.Length - SchnorrSignature.ByteLength;
        for (int part = 0; part < 3; part++)
        {
            byte[] changed = [.. bytes];
            changed.AsSpan(offset + (32 * part), 32).Fill(0xff);
            Assert.False(wire.TryBinary(changed, out _, out DecodeError error));
            Assert.Equal(new DecodeError(DecodeCause.NotCanonical, "signature", offset), error);
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Binary_Rejected_GivesTheDefault(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        Assert.False(wire.TryBinary([.. wire.ToBinary(wire.Sample(null)), 0], out object value, out _));
        Assert.Equal(wire.Empty, value);
    }

    [Fact]
    public void Binary_EveryFirstByte_IsATypeOrRefused()
    {
        HashSet<byte> defined = [.. Enum.GetValues<TransactionKind>().Select(kind => (byte)kind)];
        Wire asked = Wire.Of(TransactionKind.PlaceOrder);
        byte[] bytes = asked.ToBinary(asked.Sample(new Random(5)));
        for (int number = 0; number < 256; number++)
        {
            bytes[0] = (byte)number;
            bool isAsked = number == (int)TransactionKind.PlaceOrder;
            Assert.Equal(isAsked, asked.TryBinary(bytes, out _, out DecodeError error));
            DecodeCause cause = isAsked ? DecodeCause.None : defined.Contains(bytes[0]) ? DecodeCause.OtherType : DecodeCause.UnknownType;
            Assert.Equal(isAsked ? default : new DecodeError(cause, "type", 0), error);
            Receiver receiver = new();
            Assert.Equal(isAsked, BinaryCodec.TryReceive(bytes, ref receiver, out error));
            Assert.Equal(defined.Contains(bytes[0]), error.Cause != DecodeCause.UnknownType);
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void TryReceive_AnyType_HandsItOver(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        object value = wire.Sample(new Random(6));
        Receiver receiver = new();
        Assert.True(BinaryCodec.TryReceive(wire.ToBinary(value), ref receiver, out DecodeError error));
        Assert.Equal(default, error);
        Assert.Equal(value, Assert.Single(receiver.Received));
        Assert.False(BinaryCodec.TryReceive([.. wire.ToBinary(value), 0], ref receiver, out error));
        Assert.Equal(DecodeCause.Trailing, error.Cause);
        Assert.Single(receiver.Received);
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Binary_AnyBytes_NeverThrowAndWhatIsReadIsWrittenAlike(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        int accepted = 0;
        for (int seed = 0; seed < 2_000; seed++)
        {
            Random random = new(seed);
            byte[] bytes = seed % 2 == 0 ? new byte[random.Next(wire.BinaryLength + 8)] : wire.ToBinary(wire.Sample(random));
            if (seed % 2 == 0)
            {
                random.NextBytes(bytes);
            }
            else
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            if (bytes.Length > 0 && seed % 4 != 1)
            {
                bytes[0] = (byte)kind;
            }

            if (wire.TryBinary(bytes, out object value, out DecodeError error))
            {
                accepted++;
                Assert.Equal(bytes, wire.ToBinary(value));
            }
            else
            {
                Assert.True(error.IsError, $"seed {seed}");
            }
        }

        Assert.True(accepted > 0);
    }

    [OptimizedFact]
    public void Binary_WrittenAndRead_AllocatesNothing()
    {
        Random random = new(7);
        byte[] bytes = new byte[BinaryCodec.Length<PlaceOrder>()];
        (PlaceOrder order, SchnorrSignature signature) = ((PlaceOrder, SchnorrSignature))Wire.Of(TransactionKind.PlaceOrder).Sample(random);
        Fr[] lanes = new Fr[TransactionLanes.CountMax];
        int accepted = 0;
        long allocated = 0;
        for (int i = 0; i < 200; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            BinaryCodec.Write(order, signature, bytes);
            accepted += BinaryCodec.TryRead(bytes, out PlaceOrder read, out SchnorrSignature _, out DecodeError _) ? 1 : 0;
            TransactionLanes.Write(WireData.Domain, read, lanes);
            TransactionLanes.Hash(WireData.Domain, read);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(200, accepted);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Write_TooLittleRoom_Throws()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => BinaryCodec.Write(default(Liquidate), new byte[6]));
        Assert.Contains("7 bytes", thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>Values just outside the range, that still fit the bytes.</summary>
    private static IEnumerable<(BigInteger Value, DecodeCause Cause)> Beyond(FieldShape field)
    {
        BigInteger end = BigInteger.One << (8 * field.Bytes);
        switch (field.Kind)
        {
            case ShapeKind.Integer:
                BigInteger[] values = [new BigInteger(field.Max) + 1, new BigInteger(field.Min) - 1, end - 1];
                foreach (BigInteger value in values.Where(v => v >= 0 && v < end && (v < field.Min || v > field.Max)))
                {
                    yield return (value, DecodeCause.OutOfRange);
                }

                break;
            case ShapeKind.Packed:
                yield return (BigInteger.One << 252, DecodeCause.OutOfRange);
                yield return (Values.Modulus - 1, DecodeCause.OutOfRange);
                yield return (Values.Modulus, DecodeCause.NotCanonical);
                break;
            case ShapeKind.Element:
                yield return (Values.Modulus, DecodeCause.NotCanonical);
                yield return (end - 1, DecodeCause.NotCanonical);
                break;
        }
    }

    private static byte[] With(byte[] bytes, int offset, int length, BigInteger value)
    {
        byte[] changed = [.. bytes];
        changed.AsSpan(offset, length).Clear();
        value.ToByteArray(isUnsigned: true).CopyTo(changed, offset);
        return changed;
    }
}
