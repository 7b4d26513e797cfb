using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>An order in a book.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct OrderRecord
{
    /// <summary>4·instrument + 2·side + reduceOnly.</summary>
    public int Market { get; init; }

    /// <summary>The nonce it was placed with.</summary>
    public Nonce Nonce { get; init; }

    /// <summary>Cannot be filled from this time on.</summary>
    public Timestamp Expiry { get; init; }

    /// <summary>16·account + session slot.</summary>
    public int OwnerReference { get; init; }

    /// <summary>The session that placed it.</summary>
    public SessionSerial Serial { get; init; }

    /// <summary>The highest fee rate that its signer accepts.</summary>
    public Ppm MaximumFee { get; init; }

    /// <summary>The account's order epoch when it was placed.</summary>
    public Epoch OrderEpoch { get; init; }

    /// <summary>Its limit.</summary>
    public PriceTicks Price { get; init; }

    /// <summary>Lots that remain.</summary>
    public Lots Quantity { get; init; }

    /// <summary>Its successor in the list, or 0.</summary>
    public OrderLeaf NextLeaf { get; init; }

    /// <summary>The successor's price, or 0.</summary>
    public PriceTicks NextPrice { get; init; }

    /// <summary>True if the leaf has an order.</summary>
    public bool Exists => Quantity.Value != 0;

    /// <summary>The instrument.</summary>
    public InstrumentId Instrument => new(Market >> 2);

    /// <summary>The side.</summary>
    public Side Side => (Side)((Market >> 1) & 1);

    /// <summary>True if it must not increase a position.</summary>
    public bool IsReduceOnly => (Market & 1) != 0;

    /// <summary>The account.</summary>
    public AccountId Account => new(OwnerReference >> 4);

    /// <summary>The slot of its session.</summary>
    public SessionSlot Slot => new(OwnerReference & 15);

    /// <summary>Its identity.</summary>
    public OrderId Id => new(Serial, Nonce);

    /// <summary>The market of an order.</summary>
    public static int MarketOf(InstrumentId instrument, Side side, bool isReduceOnly) =>
        (4 * (int)instrument.Value) + (2 * (int)side) + (isReduceOnly ? 1 : 0);

    /// <summary>The owner reference of an order.</summary>
    public static int OwnerReferenceOf(AccountId account, SessionSlot slot) => (16 * (int)account.Value) + (int)slot.Value;

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static OrderRecord FromRecord(in Record record) => record.B3 == 0
        ? default
        : new OrderRecord
        {
            Market = (int)record.A0,
            Nonce = new Nonce((long)record.A1),
            Expiry = new Timestamp((long)record.A2),
            OwnerReference = (int)record.A3,
            Serial = new SessionSerial((long)record.A4),
            MaximumFee = new Ppm((long)record.B0),
            OrderEpoch = new Epoch((long)record.B1),
            Price = new PriceTicks((long)record.B2),
            Quantity = new Lots((long)record.B3),
            NextLeaf = new OrderLeaf((long)record.B4),
            NextPrice = new PriceTicks((long)record.B5),
        };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => !Exists
        ? default
        : new Record(
            Fr.Zero,
            Fr.Zero,
            (ulong)Market,
            (ulong)Nonce.Value,
            (ulong)Expiry.Value,
            (ulong)OwnerReference,
            (ulong)Serial.Value,
            (ulong)MaximumFee.Value,
            (ulong)OrderEpoch.Value,
            (ulong)Price.Value,
            (ulong)Quantity.Value,
            (ulong)NextLeaf.Value,
            (ulong)NextPrice.Value);
}
