using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>What transaction logic tells an access: whether it takes place, where, and what it leaves there.</summary>
/// <param name="Enable">1 if it does.</param>
/// <param name="Address">The record.</param>
/// <param name="New">All fields after the access; null for those before it. A read ignores it.</param>
internal sealed record Control(Fr Enable, Fr Address, Fr[]? New = null)
{
    internal static Control Off { get; } = new(Fr.Zero, Fr.Zero);

    internal bool IsOn => !Enable.IsZero;

    internal static Control Read(ulong address) => new(Fr.One, Fr.FromUInt64(address));

    internal static Control Write(ulong address, params Fr[] fields) => new(Fr.One, Fr.FromUInt64(address), fields);
}
