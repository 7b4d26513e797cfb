using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>The records of the test circuit: accounts 1 and 2, instruments 1 and 2.</summary>
/// <remarks>
/// At time 290,000 the mark of instrument 1 is usable and that of instrument 2 is not. Account 1, of epoch 5, is long at place 0, short with
/// open lots of a passed epoch at place 1, has only a sell order at place 3, and a vacant position at place 2. Account 2, of epoch 9, is long at place 2.
/// </remarks>
internal static class ScanState
{
    internal const long Time = 290_000;
    internal const int EpochOf1 = 5;
    internal const int EpochOf2 = 9;
    internal const int MaskOf1 = 11;
    internal const int MaskOf2 = 4;

    internal static readonly int MarkField = Fields.Risk.Mark.Index;
    internal static readonly long Bias = 1L << (ScanCircuit.Format.BitsOf(Fields.Position.Size.Index) - 1);

    internal static ulong Position(int account, int place) => (ulong)((64 * account) + 16 + place);

    internal static ulong Risk(int instrument) => Terms(instrument) + 2;

    internal static ulong Terms(int instrument) => (2UL << (2 * ScanCircuit.Depth)) + (8UL * (ulong)instrument);

    internal static Dictionary<ulong, Fr[]> Records() => new()
    {
        [Position(1, 0)] = PositionFields(instrument: 1, size: 7, snapshot: 95, epoch: EpochOf1, buys: 4, sells: 2),
        [Position(1, 1)] = PositionFields(instrument: 2, size: -3, snapshot: 40, epoch: EpochOf1 - 1, buys: 9, sells: 30),
        [Position(1, 3)] = PositionFields(instrument: 1, size: 0, snapshot: 90, epoch: EpochOf1, buys: 0, sells: 6),
        [Position(1, 2)] = PositionFields(instrument: 2, size: 0, snapshot: 7, epoch: EpochOf1 - 1, buys: 5, sells: 8),
        [Position(2, 2)] = PositionFields(instrument: 2, size: 5, snapshot: 30, epoch: EpochOf2, buys: 1, sells: 3),
        [Risk(1)] = RiskFields(
            (Fields.Risk.LongIndex, 100), (Fields.Risk.ShortIndex, 88), (Fields.Risk.InitialLong, 10), (Fields.Risk.InitialShort, 12),
            (Fields.Risk.MaintenanceLong, 5), (Fields.Risk.MaintenanceShort, 6), (Fields.Risk.Mark, 20), (Fields.Risk.IndexRound, 80),
            (Fields.Risk.Status, 1)),
        [Risk(2)] = RiskFields(
            (Fields.Risk.LongIndex, 50), (Fields.Risk.ShortIndex, 47), (Fields.Risk.InitialLong, 33), (Fields.Risk.InitialShort, 31),
            (Fields.Risk.MaintenanceLong, 17), (Fields.Risk.MaintenanceShort, 15), (Fields.Risk.Mark, 9), (Fields.Risk.IndexRound, 70),
            (Fields.Risk.Status, 1)),
        [Terms(1)] = RiskFields((Fields.Terms.Multiplier, 3)),
        [Terms(2)] = RiskFields((Fields.Terms.Multiplier, 2)),
    };

    internal static Fr[] PositionFields(int instrument, long size, long snapshot, long epoch, long buys, long sells) => RiskFields(
        (Fields.Position.Instrument, instrument),
        (Fields.Position.Size, size + Bias),
        (Fields.Position.Snapshot, snapshot),
        (Fields.Position.LotsEpoch, epoch),
        (Fields.Position.OpenBuys, buys),
        (Fields.Position.OpenSells, sells));

    internal static Fr[] RiskFields(params ReadOnlySpan<(RecordField Field, long Value)> values)
    {
        Fr[] fields = new Fr[ScanCircuit.Format.Count];
        foreach ((RecordField field, long value) in values)
        {
            fields[field.Index] = Fr.FromInt64(value);
        }

        return fields;
    }
}
