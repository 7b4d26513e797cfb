using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>Parameters of an instrument, under governance.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct LimitsRecord
{
    /// <summary>Smallest notional of an order.</summary>
    public QuoteAmount MinimumNotional { get; init; }

    /// <summary>Fee of the side that trades on arrival.</summary>
    public FeeRate TakerFee { get; init; }

    /// <summary>Fee of the resting side; negative is a rebate.</summary>
    public FeeRate MakerFee { get; init; }

    /// <summary>Half width of the band around the mark.</summary>
    public Ppm Band { get; init; }

    /// <summary>How far the mark may be from the index.</summary>
    public Ppm MarkClamp { get; init; }

    /// <summary>Insurance cash that fees fill up to.</summary>
    public QuoteAmount InsuranceTarget { get; init; }

    /// <summary>Initial margin in parts per million of notional.</summary>
    public Ppm InitialRate { get; init; }

    /// <summary>Maintenance margin.</summary>
    public Ppm MaintenanceRate { get; init; }

    /// <summary>Most lots of an account, orders included.</summary>
    public Lots PositionLimit { get; init; }

    /// <summary>Most long lots.</summary>
    public Lots OpenInterestCap { get; init; }

    /// <summary>False: only reducing orders are accepted.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True if the instrument is listed.</summary>
    public bool Exists => Band.Value != 0;

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static LimitsRecord FromRecord(in Record record) => record.A3 == 0
        ? default
        : new LimitsRecord
        {
            MinimumNotional = new QuoteAmount((long)record.A0),
            TakerFee = new FeeRate(Bias.Decode(record.A1, 48)),
            MakerFee = new FeeRate(Bias.Decode(record.A2, 48)),
            Band = new Ppm((long)record.A3),
            MarkClamp = new Ppm((long)record.A4),
            InsuranceTarget = new QuoteAmount((long)record.B0),
            InitialRate = new Ppm((long)record.B1),
            MaintenanceRate = new Ppm((long)record.B2),
            PositionLimit = new Lots((long)record.B3),
            OpenInterestCap = new Lots((long)record.B4),
            IsOpen = record.B5 != 0,
        };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => !Exists
        ? default
        : new Record(
            Fr.Zero,
            Fr.Zero,
            (ulong)MinimumNotional.Value,
            Bias.Encode(TakerFee.Value, 48),
            Bias.Encode(MakerFee.Value, 48),
            (ulong)Band.Value,
            (ulong)MarkClamp.Value,
            (ulong)InsuranceTarget.Value,
            (ulong)InitialRate.Value,
            (ulong)MaintenanceRate.Value,
            (ulong)PositionLimit.Value,
            (ulong)OpenInterestCap.Value,
            IsOpen ? 1UL : 0UL);
}
