using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.State;

/// <summary>What an account has.</summary>
/// <remarks>The default is the record that does not exist. docs/protocol.md, 3.3.</remarks>
public readonly record struct AccountRecord
{
    /// <summary>Cash; negative while positions outweigh it.</summary>
    public QuoteQuanta Cash { get; init; }

    /// <summary>Sessions opened so far: the serial of the last one.</summary>
    public SessionSerial SessionCount { get; init; }

    /// <summary>Orders of other epochs cannot be filled.</summary>
    public Epoch OrderEpoch { get; init; }

    /// <summary>Sessions of other epochs are void.</summary>
    public Epoch SessionEpoch { get; init; }

    /// <summary>Bit i: position i is occupied.</summary>
    public int PositionMask { get; init; }

    /// <summary>Orders in all books, whether they can be filled or not.</summary>
    public int OpenOrders { get; init; }

    /// <summary>True if the account exists.</summary>
    public bool Exists { get; init; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of its range, which no record of the state is.</exception>
    public static AccountRecord FromRecord(in Record record) => record.B5 == 0
        ? default
        : new AccountRecord
        {
            Cash = new QuoteQuanta(Bias.Decode(record.A0, 60)),
            SessionCount = new SessionSerial((long)record.A1),
            OrderEpoch = new Epoch((long)record.A2),
            SessionEpoch = new Epoch((long)record.A3),
            PositionMask = (int)record.B3,
            OpenOrders = (int)record.B4,
            Exists = true,
        };

    /// <summary>The record in its packed shape.</summary>
    public Record ToRecord() => !Exists
        ? default
        : new Record(
            Fr.Zero,
            Fr.Zero,
            Bias.Encode(Cash.Value, 60),
            (ulong)SessionCount.Value,
            (ulong)OrderEpoch.Value,
            (ulong)SessionEpoch.Value,
            0,
            0,
            0,
            0,
            (ulong)PositionMask,
            (ulong)OpenOrders,
            1);
}
