using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>The last report of each oracle signer for an underlying.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
/// <param name="Report0">That of signer 0.</param>
/// <param name="Report1">That of signer 1.</param>
/// <param name="Report2">That of signer 2.</param>
/// <param name="Report3">That of signer 3.</param>
public readonly record struct BoardRecord(OracleReport Report0, OracleReport Report1, OracleReport Report2, OracleReport Report3)
{
    /// <summary>Oracle signers.</summary>
    public const int Signers = 4;

    /// <summary>The last report of a signer.</summary>
    /// <param name="signer">0 to 3.</param>
    public OracleReport this[int signer] => signer switch
    {
        0 => Report0,
        1 => Report1,
        2 => Report2,
        3 => Report3,
        _ => throw new ArgumentOutOfRangeException(nameof(signer), signer, "0 to 3."),
    };

    /// <summary>The board with another report of a signer.</summary>
    /// <param name="signer">0 to 3.</param>
    /// <param name="report">Its new last report.</param>
    public BoardRecord With(int signer, OracleReport report) => signer switch
    {
        0 => this with { Report0 = report },
        1 => this with { Report1 = report },
        2 => this with { Report2 = report },
        3 => this with { Report3 = report },
        _ => throw new ArgumentOutOfRangeException(nameof(signer), signer, "0 to 3."),
    };

    /// <summary>Reads a record.</summary>
    public static BoardRecord FromRecord(in Record record) =>
        new(Read(record.A1, record.B2), Read(record.A2, record.B3), Read(record.A3, record.B4), Read(record.A4, record.B5));

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => new(
        Fr.Zero,
        Fr.Zero,
        0,
        (ulong)Report0.Round.Value,
        (ulong)Report1.Round.Value,
        (ulong)Report2.Round.Value,
        (ulong)Report3.Round.Value,
        0,
        0,
        (ulong)Report0.Price.Value,
        (ulong)Report1.Price.Value,
        (ulong)Report2.Price.Value,
        (ulong)Report3.Price.Value);

    private static OracleReport Read(ulong round, ulong price) => new(new Round((long)round), new PriceTicks((long)price));
}
