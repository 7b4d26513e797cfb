using ZkRollup.Crypto.Fields;

namespace ZkRollup.Protocol.State;

/// <summary>A key of the oracle.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct SignerRecord
{
    /// <summary>x of the key.</summary>
    public Fr KeyX { get; init; }

    /// <summary>y of the key.</summary>
    public Fr KeyY { get; init; }

    /// <summary>True if the signer has a key.</summary>
    public bool Exists => !KeyY.IsZero;

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static SignerRecord FromRecord(in Record record) => record.Y.IsZero
        ? default
        : new SignerRecord
        {
            KeyX = record.X,
            KeyY = record.Y,
        };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => !Exists
        ? default
        : new Record(
            KeyX,
            KeyY,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0);
}
