using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Reference;

/// <summary>A packed field of a class of records and the values it may have (docs/protocol.md, 1 and 3.3).</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="Field">a0 to a4 are 0 to 4, b0 to b5 are 5 to 10.</param>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The greatest value.</param>
/// <param name="BiasBits">Bits of a signed field; 0 if it is not biased.</param>
internal sealed record FieldRange(string Name, int Field, long Min, long Max, int BiasBits = 0)
{
    /// <summary>Packed fields of a record.</summary>
    internal const int FieldCount = 11;

    /// <summary>The packed fields in order.</summary>
    internal static ulong[] FieldsOf(in Record record) =>
    [
        record.A0, record.A1, record.A2, record.A3, record.A4,
        record.B0, record.B1, record.B2, record.B3, record.B4, record.B5,
    ];

    /// <summary>The value of this field.</summary>
    internal Int128 ValueOf(ulong[] fields) =>
        BiasBits == 0 ? fields[Field] : (Int128)fields[Field] - (Int128.One << (BiasBits - 1));
}
