using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>How many bits each field of each class of records has; 0 if it has no name (docs/protocol.md, 3.3).</summary>
internal static class RecordWidths
{
    //                                            a0  a1  a2  a3  a4  b0  b1  b2  b3  b4  b5
    private static ReadOnlySpan<byte> Owner => [60, 40, 48, 0, 0, 60, 0, 0, 0, 0, 0];

    private static ReadOnlySpan<byte> Account => [60, 24, 48, 48, 0, 0, 0, 0, 8, 8, 1];

    private static ReadOnlySpan<byte> Position => [60, 48, 0, 0, 0, 0, 0, 12, 36, 35, 35];

    private static ReadOnlySpan<byte> Session => [59, 48, 48, 0, 48, 59, 48, 12, 24, 0, 0];

    private static ReadOnlySpan<byte> Order => [14, 48, 48, 28, 24, 24, 48, 36, 35, 30, 36];

    private static ReadOnlySpan<byte> Terms => [0, 48, 24, 24, 0, 0, 0, 3, 6, 36, 36];

    private static ReadOnlySpan<byte> Limits => [48, 48, 48, 24, 24, 56, 24, 24, 36, 35, 1];

    private static ReadOnlySpan<byte> Risk => [60, 48, 48, 48, 48, 60, 48, 36, 36, 36, 2];

    private static ReadOnlySpan<byte> Book => [59, 35, 35, 0, 0, 0, 0, 30, 36, 30, 36];

    private static ReadOnlySpan<byte> Insurance => [60, 48, 48, 0, 0, 60, 0, 36, 36, 36, 0];

    private static ReadOnlySpan<byte> Treasury => [59, 0, 0, 0, 0, 59, 0, 0, 0, 0, 0];

    private static ReadOnlySpan<byte> Signer => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static ReadOnlySpan<byte> Board => [0, 36, 36, 36, 36, 0, 0, 36, 36, 36, 36];

    private static ReadOnlySpan<byte> Index => [0, 0, 0, 0, 0, 0, 0, 36, 36, 36, 0];

    /// <summary>True if the record exists and could stand at an address that a class has.</summary>
    internal static bool Fit(uint address, in Record record)
    {
        ReadOnlySpan<byte> widths = Of(address, out bool hasKey);
        ReadOnlySpan<ulong> fields =
        [
            record.A0, record.A1, record.A2, record.A3, record.A4, record.B0, record.B1, record.B2, record.B3, record.B4, record.B5,
        ];
        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i] >> widths[i] != 0)
            {
                return false;
            }
        }

        return record != default && (hasKey || (record.X.IsZero && record.Y.IsZero));
    }

    private static ReadOnlySpan<byte> Of(uint address, out bool hasKey)
    {
        uint index = address & ((1U << 30) - 1);
        Subtree subtree = (Subtree)(address >> 30);
        uint offset = index % RecordAddress.AccountStride;
        hasKey = subtree == Subtree.Accounts ? offset is 0 or >= Address.SessionBase : subtree == Subtree.System && index is >= 1 and <= 5;
        return subtree switch
        {
            Subtree.Accounts => offset switch
            {
                0 => Owner,
                1 => Account,
                >= Address.SessionBase => Session,
                _ => Position,
            },
            Subtree.Orders => Order,
            Subtree.Instruments => (index % RecordAddress.InstrumentStride) switch
            {
                0 => Terms,
                1 => Limits,
                2 => Risk,
                3 => Book,
                _ => Insurance,
            },
            _ => index == 0 ? Treasury : index <= 5 ? Signer : index % Address.UnderlyingStride == 0 ? Board : Index,
        };
    }
}
