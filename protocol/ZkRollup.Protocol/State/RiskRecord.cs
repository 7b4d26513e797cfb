using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>Marks, margins and cumulative cash-per-lot indices of an instrument.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct RiskRecord
{
    /// <summary>Cash per long lot so far.</summary>
    public QuoteQuanta LongIndex { get; init; }

    /// <summary>Initial margin per long lot.</summary>
    public QuoteAmount InitialLong { get; init; }

    /// <summary>Initial margin per short lot.</summary>
    public QuoteAmount InitialShort { get; init; }

    /// <summary>Maintenance margin per long lot.</summary>
    public QuoteAmount MaintenanceLong { get; init; }

    /// <summary>Maintenance margin per short lot.</summary>
    public QuoteAmount MaintenanceShort { get; init; }

    /// <summary>Cash per short lot so far.</summary>
    public QuoteQuanta ShortIndex { get; init; }

    /// <summary>The slow mark in ticks/4096.</summary>
    public long SlowMark { get; init; }

    /// <summary>The mark.</summary>
    public PriceTicks Mark { get; init; }

    /// <summary>The index that the mark was made with.</summary>
    public PriceTicks IndexPrice { get; init; }

    /// <summary>The round of that index.</summary>
    public Round IndexRound { get; init; }

    /// <summary>Whether there is a mark.</summary>
    public MarkStatus Status { get; init; }

    /// <summary>True if the instrument is listed.</summary>
    public bool Exists { get; init; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static RiskRecord FromRecord(in Record record) => record.A0 == 0
        ? default
        : new RiskRecord
        {
            LongIndex = new QuoteQuanta(Bias.Decode(record.A0, 60)),
            InitialLong = new QuoteAmount((long)record.A1),
            InitialShort = new QuoteAmount((long)record.A2),
            MaintenanceLong = new QuoteAmount((long)record.A3),
            MaintenanceShort = new QuoteAmount((long)record.A4),
            ShortIndex = new QuoteQuanta(Bias.Decode(record.B0, 60)),
            SlowMark = (long)record.B1,
            Mark = new PriceTicks((long)record.B2),
            IndexPrice = new PriceTicks((long)record.B3),
            IndexRound = new Round((long)record.B4),
            Status = (MarkStatus)record.B5,
            Exists = true,
        };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => !Exists
        ? default
        : new Record(
            Fr.Zero,
            Fr.Zero,
            Bias.Encode(LongIndex.Value, 60),
            (ulong)InitialLong.Value,
            (ulong)InitialShort.Value,
            (ulong)MaintenanceLong.Value,
            (ulong)MaintenanceShort.Value,
            Bias.Encode(ShortIndex.Value, 60),
            (ulong)SlowMark,
            (ulong)Mark.Value,
            (ulong)IndexPrice.Value,
            (ulong)IndexRound.Value,
            (ulong)Status);
}
