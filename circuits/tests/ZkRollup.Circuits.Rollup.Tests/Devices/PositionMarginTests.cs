using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;
using StateRecord = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>What a position adds, against the totals that step programs are run with, which the exchange's traffic checks.</summary>
public sealed class PositionMarginTests
{
    private const long SizeBias = 1L << 35;
    private const long MoneyBias = 1L << 59;
    private const long Time = 1_700_000_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_RandomPositions_EqualsTheTotalsOfPrograms(ulong seed)
    {
        SeededElements random = new(seed);
        for (int round = 0; round < 500; round++)
        {
            Fr[] position = Position(random);
            Fr[] risk = Risk(random);
            Fr[] terms = new Fr[MachineShape.Fields];
            terms[Fields.Terms.Kind.Index] = Fr.One;
            terms[Fields.Terms.Multiplier.Index] = Fr.FromInt64(1 + random.NextBelow(1 << 20));
            long epoch = random.NextBelow(2) == 0 ? 7 : 8;
            MarginTotals totals = MarginTotals.Of(
                address => RecordOf(address == RecordAddress.Position(new(3), 4) ? position
                    : address.Class == RecordClass.Risk ? risk
                    : terms),
                3,
                epoch,
                1 << 4,
                0,
                Time);
            PositionMargin margin = PositionMargin.Of(position, risk, terms, Fr.FromInt64(epoch), Fr.FromInt64(Time), SizeBias);
            Assert.Equal(
                (FieldNumber.Of(totals.Equity), FieldNumber.Of(totals.Initial), FieldNumber.Of(totals.Maintenance), totals.AllUsable),
                (margin.Equity, margin.Initial, margin.Maintenance, margin.UnusableLots.IsZero));
        }
    }

    private static StateRecord RecordOf(Fr[] fields)
    {
        Assert.True(RecordElements.TryRead(fields, out StateRecord record));
        return record;
    }

    /// <summary>Sizes of all orders of magnitude and 0; open lots of this epoch or the one before, often none.</summary>
    private static Fr[] Position(SeededElements random)
    {
        Fr[] fields = new Fr[MachineShape.Fields];
        long size = random.NextBelow(4) == 0 ? 0 : (long)(random.NextUInt64() >> (29 + random.NextBelow(34)));
        Set(fields, Fields.Position.Snapshot, MoneyBias + random.NextBelow(1 << 30) - (1 << 29));
        Set(fields, Fields.Position.LotsEpoch, 7);
        Set(fields, Fields.Position.Instrument, 1 + random.NextBelow(4_095));
        Set(fields, Fields.Position.Size, SizeBias + (random.NextBelow(2) == 0 ? size : -size));
        Set(fields, Fields.Position.OpenBuys, random.NextBelow(2) == 0 ? 0 : random.NextBelow(int.MaxValue));
        Set(fields, Fields.Position.OpenSells, random.NextBelow(2) == 0 ? 0 : random.NextBelow(int.MaxValue));
        return fields;
    }

    /// <summary>Ages around the limit of a minute; each status.</summary>
    private static Fr[] Risk(SeededElements random)
    {
        Fr[] fields = new Fr[MachineShape.Fields];
        Set(fields, Fields.Risk.LongIndex, MoneyBias + random.NextBelow(1 << 30) - (1 << 29));
        Set(fields, Fields.Risk.ShortIndex, MoneyBias + random.NextBelow(1 << 30) - (1 << 29));
        Set(fields, Fields.Risk.InitialLong, random.NextBelow(1 << 24));
        Set(fields, Fields.Risk.InitialShort, random.NextBelow(1 << 24));
        Set(fields, Fields.Risk.MaintenanceLong, random.NextBelow(1 << 24));
        Set(fields, Fields.Risk.MaintenanceShort, random.NextBelow(1 << 24));
        Set(fields, Fields.Risk.Mark, random.NextBelow(int.MaxValue));
        Set(fields, Fields.Risk.IndexRound, (Time / 3_000) - 17 - random.NextBelow(6));
        Set(fields, Fields.Risk.Status, random.NextBelow(3));
        return fields;
    }

    private static void Set(Fr[] fields, RecordField field, long value) => fields[field.Index] = Fr.FromInt64(value);
}
