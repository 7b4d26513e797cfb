using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>A port of a test circuit: what it does with fields, and where it may be.</summary>
internal sealed record StatePort(PortPlan Plan, params IReadOnlyList<AddressLayout> Classes)
{
    /// <summary>The fields that take a new value.</summary>
    internal IEnumerable<int> WrittenFields =>
        Enumerable.Range(0, Plan.Format.Count).Where(number => Plan[number].HasFlag(FieldUse.Written));

    internal ControlWires Open(CircuitBuilder builder, Memory memory)
    {
        ControlWires wires = new(builder, Classes);
        wires.Write(memory.Open(Plan, wires.Alternatives), this);
        return wires;
    }

    internal ulong AddressOf(Control control) =>
        Classes[control.Alternative].AddressOf(ToUInt64(control.Block), ToUInt64(control.Offset));

    /// <summary>The record that the port leaves.</summary>
    internal Fr[] Apply(Control control, IReadOnlyList<Fr> old)
    {
        Fr[] now = [.. old];
        int next = 0;
        foreach (int field in WrittenFields)
        {
            now[field] = control.New[next++];
        }

        return control.Clears ? new Fr[now.Length] : now;
    }

    private static ulong ToUInt64(Fr value)
    {
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        value.WriteCanonicalLimbs(limbs);
        return limbs[0];
    }
}
