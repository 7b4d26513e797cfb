using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>A whole witness of the circuit of these tests, for honest and for other provers.</summary>
internal sealed record StateBatch
{
    /// <summary>By slot: the account ports, the order port, the lookup.</summary>
    internal required Control[][] Controls { get; init; }

    internal required MemoryBatch Accounts { get; init; }

    internal required MemoryBatch Orders { get; init; }

    internal required IReadOnlyList<Fr>?[] Found { get; init; }

    internal required (ulong Address, IReadOnlyList<Fr> Fields)[] Statics { get; init; }

    internal required IReadOnlyList<TreeNodeUpdate> Nodes { get; init; }

    internal required Fr[] OldRoots { get; init; }

    internal required Fr[] NewRoots { get; init; }

    internal required (ulong Address, IReadOnlyList<Fr> Lanes)[] Published { get; init; }
}
