using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>What an instrument is; never changes.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct TermsRecord
{
    /// <summary>0 for a perpetual.</summary>
    public Timestamp Expiry { get; init; }

    /// <summary>Quanta per tick and lot.</summary>
    public Multiplier Multiplier { get; init; }

    /// <summary>Order prices are multiples of this many ticks.</summary>
    public PriceTicks PriceStep { get; init; }

    /// <summary>Perpetual, future, call or put.</summary>
    public InstrumentKind Kind { get; init; }

    /// <summary>What it is derived from.</summary>
    public UnderlyingId Underlying { get; init; }

    /// <summary>0 unless it is an option.</summary>
    public PriceTicks Strike { get; init; }

    /// <summary>No price exceeds it.</summary>
    public PriceTicks PriceCap { get; init; }

    /// <summary>True if the instrument is listed.</summary>
    public bool Exists => Kind != InstrumentKind.None;

    /// <summary>True for calls and puts.</summary>
    public bool IsOption => Kind is InstrumentKind.Call or InstrumentKind.Put;

    /// <summary>True for all but perpetuals.</summary>
    public bool IsDated => Kind != InstrumentKind.Perpetual;

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static TermsRecord FromRecord(in Record record) => record.B2 == 0
        ? default
        : new TermsRecord
        {
            Expiry = new Timestamp((long)record.A1),
            Multiplier = new Multiplier((long)record.A2),
            PriceStep = new PriceTicks((long)record.A3),
            Kind = (InstrumentKind)record.B2,
            Underlying = new UnderlyingId((long)record.B3),
            Strike = new PriceTicks((long)record.B4),
            PriceCap = new PriceTicks((long)record.B5),
        };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => !Exists
        ? default
        : new Record(
            Fr.Zero,
            Fr.Zero,
            0,
            (ulong)Expiry.Value,
            (ulong)Multiplier.Value,
            (ulong)PriceStep.Value,
            0,
            0,
            0,
            (ulong)Kind,
            (ulong)Underlying.Value,
            (ulong)Strike.Value,
            (ulong)PriceCap.Value);
}
