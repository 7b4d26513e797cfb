using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>A position of an account in one instrument.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct PositionRecord
{
    /// <summary>The cumulative index it was last settled at.</summary>
    public QuoteQuanta Snapshot { get; init; }

    /// <summary>The order epoch that the open lots belong to.</summary>
    public Epoch LotsEpoch { get; init; }

    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>Lots held; positive is long.</summary>
    public SignedLots Size { get; init; }

    /// <summary>Lots of the account's buy orders of the lots epoch.</summary>
    public Lots OpenBuys { get; init; }

    /// <summary>Lots of its sell orders of the lots epoch.</summary>
    public Lots OpenSells { get; init; }

    /// <summary>True if the place is occupied.</summary>
    public bool Exists => Instrument.Value != 0;

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static PositionRecord FromRecord(in Record record) => record.B2 == 0
        ? default
        : new PositionRecord
        {
            Snapshot = new QuoteQuanta(Bias.Decode(record.A0, 60)),
            LotsEpoch = new Epoch((long)record.A1),
            Instrument = new InstrumentId((long)record.B2),
            Size = new SignedLots(Bias.Decode(record.B3, 36)),
            OpenBuys = new Lots((long)record.B4),
            OpenSells = new Lots((long)record.B5),
        };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => !Exists
        ? default
        : new Record(
            Fr.Zero,
            Fr.Zero,
            Bias.Encode(Snapshot.Value, 60),
            (ulong)LotsEpoch.Value,
            0,
            0,
            0,
            0,
            0,
            (ulong)Instrument.Value,
            Bias.Encode(Size.Value, 36),
            (ulong)OpenBuys.Value,
            (ulong)OpenSells.Value);
}
