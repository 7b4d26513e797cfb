using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>What transaction logic tells a port.</summary>
internal sealed record Control(Fr Enable, Fr Block, Fr Offset, Fr[] New)
{
    internal static Control Off(int fields) => new(Fr.Zero, Fr.Zero, Fr.Zero, new Fr[fields]);

    internal static Control On(ulong block, ulong offset, params Fr[] fields) =>
        new(Fr.One, Fr.FromUInt64(block), Fr.FromUInt64(offset), fields);
}
