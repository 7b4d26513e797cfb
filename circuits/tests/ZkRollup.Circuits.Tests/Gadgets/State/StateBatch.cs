using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>A whole witness of the circuit of these tests, for honest and for other provers.</summary>
internal sealed record StateBatch
{
    /// <summary>By slot: the ports, then the reads.</summary>
    internal required Control[][] Controls { get; init; }

    internal required MemoryBatch Memory { get; init; }

    internal required IReadOnlyList<TreeNodeUpdate> Nodes { get; init; }

    internal required Fr[] OldRoots { get; init; }

    internal required Fr[] NewRoots { get; init; }

    internal required (ulong Address, IReadOnlyList<Fr> Lanes)[] Published { get; init; }

    /// <summary>The same batch but for one control.</summary>
    internal StateBatch With(int slot, int number, Control control)
    {
        Control[][] controls = [.. Controls.Select(old => old.ToArray())];
        controls[slot][number] = control;
        return this with { Controls = controls };
    }

    /// <summary>The same batch but for what some accesses find.</summary>
    internal StateBatch With(params (int Slot, int Number, MemoryAccess Access)[] changes)
    {
        MemoryAccess?[][] accesses = [.. Memory.Accesses.Select(slot => slot.ToArray())];
        foreach ((int slot, int number, MemoryAccess access) in changes)
        {
            accesses[slot][number] = access;
        }

        return this with { Memory = Memory with { Accesses = accesses } };
    }

    /// <summary>The same batch but for the touched records.</summary>
    internal StateBatch WithTouched(params TouchedRecord[] touched) => this with { Memory = Memory with { Touched = touched } };
}
