using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>A key that acts for an account within a scope.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct SessionRecord
{
    /// <summary>x of the session's key.</summary>
    public Fr KeyX { get; init; }

    /// <summary>y of the session's key.</summary>
    public Fr KeyY { get; init; }

    /// <summary>Largest notional of one order.</summary>
    public QuoteAmount LargestNotional { get; init; }

    /// <summary>The last nonce.</summary>
    public Nonce Nonce { get; init; }

    /// <summary>Void from this time on.</summary>
    public Timestamp Expiry { get; init; }

    /// <summary>Bit u: may trade underlying u.</summary>
    public ulong Markets { get; init; }

    /// <summary>Notional that may still be filled.</summary>
    public QuoteAmount Budget { get; init; }

    /// <summary>The account's session epoch when it was opened.</summary>
    public Epoch SessionEpoch { get; init; }

    /// <summary>What it may do.</summary>
    public SessionScope Scope { get; init; }

    /// <summary>Its number within the account.</summary>
    public SessionSerial Serial { get; init; }

    /// <summary>True if there is a session in the slot.</summary>
    public bool Exists => Serial.Value != 0;

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static SessionRecord FromRecord(in Record record) => record.B3 == 0
        ? default
        : new SessionRecord
        {
            KeyX = record.X,
            KeyY = record.Y,
            LargestNotional = new QuoteAmount((long)record.A0),
            Nonce = new Nonce((long)record.A1),
            Expiry = new Timestamp((long)record.A2),
            Markets = record.A4,
            Budget = new QuoteAmount((long)record.B0),
            SessionEpoch = new Epoch((long)record.B1),
            Scope = (SessionScope)record.B2,
            Serial = new SessionSerial((long)record.B3),
        };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => !Exists
        ? default
        : new Record(
            KeyX,
            KeyY,
            (ulong)LargestNotional.Value,
            (ulong)Nonce.Value,
            (ulong)Expiry.Value,
            0,
            Markets,
            (ulong)Budget.Value,
            (ulong)SessionEpoch.Value,
            (ulong)Scope,
            (ulong)Serial.Value,
            0,
            0);
}
