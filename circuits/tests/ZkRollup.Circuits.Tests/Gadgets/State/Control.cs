using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>What transaction logic tells a port: which alternative if any, which record of it, what to leave there.</summary>
/// <param name="Alternative">The one whose flag is 1; −1 for none.</param>
/// <param name="Block">Of the chosen alternative.</param>
/// <param name="Offset">Of the chosen alternative.</param>
/// <param name="New">A value for each field that the port writes.</param>
/// <param name="Clears">Whether the record becomes zero.</param>
internal sealed record Control(int Alternative, Fr Block, Fr Offset, Fr[] New, bool Clears = false)
{
    internal static Control Off { get; } = new(-1, Fr.Zero, Fr.Zero, []);

    internal bool IsOn => Alternative >= 0;

    internal static Control On(int alternative, ulong block, ulong offset, params Fr[] fields) =>
        new(alternative, Fr.FromUInt64(block), Fr.FromUInt64(offset), fields);
}
