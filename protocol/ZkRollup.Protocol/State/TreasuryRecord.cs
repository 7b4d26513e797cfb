using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>The common fund and what the exchange owes.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct TreasuryRecord
{
    /// <summary>The common insurance fund.</summary>
    public QuoteAmount Fund { get; init; }

    /// <summary>Deposits minus withdrawals.</summary>
    public QuoteAmount NetDeposits { get; init; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static TreasuryRecord FromRecord(in Record record) => new TreasuryRecord
    {
        Fund = new QuoteAmount((long)record.A0),
        NetDeposits = new QuoteAmount((long)record.B0),
    };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => new(
        Fr.Zero,
        Fr.Zero,
        (ulong)Fund.Value,
        0,
        0,
        0,
        0,
        (ulong)NetDeposits.Value,
        0,
        0,
        0,
        0,
        0);
}
