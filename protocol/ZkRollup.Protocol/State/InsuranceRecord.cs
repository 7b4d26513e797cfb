using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>The insurance of an instrument, and its averages.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct InsuranceRecord
{
    /// <summary>Cash.</summary>
    public QuoteQuanta Cash { get; init; }

    /// <summary>Σ index·weight of the settlement average.</summary>
    public long AverageSum { get; init; }

    /// <summary>Σ weight, in rounds.</summary>
    public long AverageWeight { get; init; }

    /// <summary>The cumulative index that the inventory was last settled at.</summary>
    public QuoteQuanta Snapshot { get; init; }

    /// <summary>Lots held; positive is long.</summary>
    public SignedLots Inventory { get; init; }

    /// <summary>The round of the last RiskUpdate.</summary>
    public Round RiskRound { get; init; }

    /// <summary>The round of the last sample of the average.</summary>
    public Round AverageRound { get; init; }

    /// <summary>True if the instrument is listed.</summary>
    public bool Exists { get; init; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static InsuranceRecord FromRecord(in Record record) => record.A0 == 0
        ? default
        : new InsuranceRecord
        {
            Cash = new QuoteQuanta(Bias.Decode(record.A0, 60)),
            AverageSum = (long)record.A1,
            AverageWeight = (long)record.A2,
            Snapshot = new QuoteQuanta(Bias.Decode(record.B0, 60)),
            Inventory = new SignedLots(Bias.Decode(record.B2, 36)),
            RiskRound = new Round((long)record.B3),
            AverageRound = new Round((long)record.B4),
            Exists = true,
        };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => !Exists
        ? default
        : new Record(
            Fr.Zero,
            Fr.Zero,
            Bias.Encode(Cash.Value, 60),
            (ulong)AverageSum,
            (ulong)AverageWeight,
            0,
            0,
            Bias.Encode(Snapshot.Value, 60),
            0,
            Bias.Encode(Inventory.Value, 36),
            (ulong)RiskRound.Value,
            (ulong)AverageRound.Value,
            0);
}
