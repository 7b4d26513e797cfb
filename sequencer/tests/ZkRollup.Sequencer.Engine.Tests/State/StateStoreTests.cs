using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Engine.State;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Sequencer.Engine.Tests.State;

/// <summary>Integers in arrays against records.</summary>
public class StateStoreTests
{
    private const int Fields = 11;
    private const int Accounts = 4;
    private const int Instruments = 8;
    private const int Orders = 16;

    /// <summary>An address of each class, and the bits of its fields; negative where they are signed.</summary>
    public static TheoryData<string, uint, int[]> Classes => new()
    {
        { "Owner", 64, [60, 40, 48, 0, 0, 60, 0, 0, 0, 0, 0] },
        { "Account", 65, [60, 24, 48, 48, 0, 0, 0, 0, 8, 8, 1] },
        { "Position", 64 + 16 + 3, [60, 48, 0, 0, 0, 0, 0, 12, 36, 35, 35] },
        { "Session", 64 + 32 + 15, [59, 48, 48, 0, 48, 59, 48, 12, 24, 0, 0] },
        { "Order", (1U << 30) + 5, [14, 48, 48, 28, 24, 24, 48, 36, 35, 30, 36] },
        { "Terms", (2U << 30) + 24, [0, 48, 24, 24, 0, 0, 0, 3, 6, 36, 36] },
        { "Limits", (2U << 30) + 25, [48, 48, 48, 24, 24, 56, 24, 24, 36, 35, 1] },
        { "Risk", (2U << 30) + 26, [60, 48, 48, 48, 48, 60, 48, 36, 36, 36, 2] },
        { "Book", (2U << 30) + 27, [59, 35, 35, 0, 0, 0, 0, 30, 36, 30, 36] },
        { "Insurance", (2U << 30) + 28, [60, 48, 48, 0, 0, 60, 0, 36, 36, 36, 0] },
        { "Treasury", 3U << 30, [59, 0, 0, 0, 0, 59, 0, 0, 0, 0, 0] },
        { "Board", (3U << 30) + 64 + 8, [0, 36, 36, 36, 36, 0, 0, 36, 36, 36, 36] },
        { "Index", (3U << 30) + 64 + 9, [0, 0, 0, 0, 0, 0, 0, 36, 36, 36, 0] },
    };

    [Theory]
    [MemberData(nameof(Classes))]
    public void Pack_AnyRecord_IsWhatWasUnpacked(string name, uint address, int[] widths)
    {
        SeededGenerator random = new(address);
        StateStore state = Prepared();
        for (int i = 0; i < 200; i++)
        {
            ulong[] fields = [.. widths.Select(width => width == 0 ? 0 : (ulong)random.Between(1, (1L << width) - 1))];
            bool hasKey = name is "Owner" or "Session";
            Record record = RecordOf(fields, hasKey ? Fr.FromUInt64(random.NextUInt64()) : default);

            Assert.True(state.TryUnpack(address, record));

            Assert.Equal(record, state.Pack(address));
            Assert.Contains(address, state.Dirty.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void TryUnpack_FieldBeyondItsBits_IsRefused(string name, uint address, int[] widths)
    {
        Assert.NotNull(name);
        StateStore state = Prepared();
        for (int i = 0; i < Fields; i++)
        {
            ulong[] fields = [.. widths.Select(width => width == 0 ? 0UL : 1UL)];
            fields[i] = 1UL << widths[i];
            Record before = state.Pack(address);

            Assert.False(state.TryUnpack(address, RecordOf(fields, default)));

            Assert.Equal(before, state.Pack(address));
        }
    }

    [Theory]
    [InlineData(64 + 2)]
    [InlineData(64 + 24)]
    [InlineData(64 + 48)]
    [InlineData(64 * Accounts)]
    [InlineData((1U << 30) + Orders + 1)]
    [InlineData((2U << 30) + 8 + 5)]
    [InlineData((2U << 30) + (8 * Instruments))]
    [InlineData((3U << 30) + 6)]
    [InlineData((3U << 30) + 64 + 2)]
    [InlineData((3U << 30) + 64 + (4 * 48))]
    public void Contains_AddressOfNoClassOrBeyondLimits_IsFalse(uint address)
    {
        StateStore state = Prepared();

        Assert.False(state.Contains(address));
        Assert.False(state.TryUnpack(address, RecordOf([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], default)));
    }

    [Fact]
    public void Wrote_RepeatedInSlot_IsTouchedOnceAndDirtyOnce()
    {
        StateStore state = new(new EngineLimits { Accounts = Accounts, Orders = Orders, Sessions = 4 });
        state.BeginSlot();
        state.WroteAccount(1);
        state.WroteAccount(1);
        state.ReadAccount(1);

        Assert.Equal([65 | (1UL << 32), 65], state.Touched.ToArray());

        state.BeginSlot();
        state.WroteAccount(1);

        Assert.Equal([65 | (1UL << 32)], state.Touched.ToArray());
        Assert.Equal([65], state.Dirty.ToArray());

        state.ComputeTree();
        Assert.Empty(state.Dirty.ToArray());
        state.BeginSlot();
        state.WroteAccount(1);
        Assert.Equal([65], state.Dirty.ToArray());
    }

    /// <summary>A state in which an account and an instrument exist, as the records of others need them.</summary>
    private static StateStore Prepared()
    {
        StateStore state = new(new EngineLimits { Accounts = Accounts, Instruments = Instruments, Orders = Orders, Sessions = 4 });
        ulong[] live = new ulong[Fields];
        live[0] = 1UL << 59;
        live[10] = 1;
        Assert.True(state.TryUnpack(Address.Account(1), RecordOf(live, default)));
        ulong[] terms = new ulong[Fields];
        terms[7] = (ulong)InstrumentKind.Perpetual;
        Assert.True(state.TryUnpack(Address.Terms(3), RecordOf(terms, default)));
        return state;
    }

    private static Record RecordOf(ulong[] f, Fr key) =>
        new(key, key, f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10]);
}
