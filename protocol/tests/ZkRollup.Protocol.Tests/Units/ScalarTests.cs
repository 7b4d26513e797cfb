using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Units;

/// <summary>The ranges of docs/protocol.md, 1 and 2; identifiers have 0 for "none" besides.</summary>
public class ScalarTests
{
    [Fact]
    public void Scalar_EveryType_HasTheRangeOfTheSpecification()
    {
        const long bits48 = (1L << 48) - 1;
        AssertRange<Timestamp>(0, bits48);
        AssertRange<Round>(0, (1L << 36) - 1);
        AssertRange<PriceTicks>(0, (1L << 36) - 1);
        AssertRange<Lots>(0, (1L << 35) - 1);
        AssertRange<SignedLots>(1 - (1L << 35), (1L << 35) - 1);
        AssertRange<QuoteQuanta>(1 - (1L << 59), (1L << 59) - 1);
        AssertRange<QuoteAmount>(0, (1L << 59) - 1);
        AssertRange<Multiplier>(0, (1L << 24) - 1);
        AssertRange<FeeRate>(-10_000, 10_000);
        AssertRange<Ppm>(0, (1L << 24) - 1);
        AssertRange<AccountId>(0, (1L << 24) - 1);
        AssertRange<InstrumentId>(0, 4_095);
        AssertRange<UnderlyingId>(0, 47);
        AssertRange<SessionSlot>(0, 15);
        AssertRange<SessionSerial>(0, (1L << 24) - 1);
        AssertRange<Nonce>(0, bits48);
        AssertRange<OrderLeaf>(0, (1L << 30) - 1);
        AssertRange<SequenceNumber>(0, bits48);
        AssertRange<SignerIndex>(0, 7);
        AssertRange<QueueIndex>(0, bits48);
        AssertRange<BatchNumber>(0, bits48);
        AssertRange<Epoch>(0, bits48);
    }

    [Fact]
    public void Scalar_EveryType_IsCovered()
    {
        IEnumerable<Type> scalars = typeof(IScalar<>).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IScalar<>)));
        Assert.Equal(22, scalars.Count());
    }

    [Theory]
    [InlineData(7, 2, 3, 4)]
    [InlineData(-7, 2, -4, -3)]
    [InlineData(6, 2, 3, 3)]
    [InlineData(-6, 2, -3, -3)]
    [InlineData(0, 5, 0, 0)]
    [InlineData(long.MinValue, 3, -3_074_457_345_618_258_603, -3_074_457_345_618_258_602)]
    public void Rounding_AnyDividend_IsTowardTheNamedSide(long a, long b, long floor, long ceiling)
    {
        Assert.Equal(floor, Rounding.DivFloor(a, b));
        Assert.Equal(ceiling, Rounding.DivCeil(a, b));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.DivFloor(a, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.DivCeil(a, -b));
    }

    private static void AssertRange<T>(long min, long max)
        where T : struct, IScalar<T>
    {
        Assert.Equal((min, max), (T.MinValue, T.MaxValue));
        foreach (long value in new[] { min, max, 0, max / 2 })
        {
            Assert.Equal(value, T.Of(value).Value);
            Assert.True(Scalar.TryCreate(value, out T scalar));
            Assert.Equal(value, scalar.Value);
            Assert.Equal(value.ToString(System.Globalization.CultureInfo.InvariantCulture), scalar.ToString());
        }

        foreach (long value in new[] { min - 1, max + 1, long.MinValue, long.MaxValue })
        {
            ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => T.Of(value));
            Assert.Contains($"{typeof(T).Name} is {min} to {max}", thrown.Message, StringComparison.Ordinal);
            Assert.False(Scalar.TryCreate(value, out T scalar));
            Assert.Equal(default, scalar);
        }

        Assert.Equal(0, default(T).Value);
    }
}
