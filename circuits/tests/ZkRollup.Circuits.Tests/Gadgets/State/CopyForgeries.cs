using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>A copy that says something else than its source, where both could be true.</summary>
internal static class CopyForgeries
{
    internal static IEnumerable<Forgery> All(Forger forger)
    {
        for (int port = 0; port < forger.Circuit.Controls.Count; port++)
        {
            ControlWires wires = forger.Circuit.Controls[port];
            foreach (Cell source in wires.Cells)
            {
                yield return OtherControl(forger, $"port {port}, control at {source}: not what the port does", source);
            }
        }

        yield return MemoryForgeries.TwoAddresses(forger, "block range checked on another value", quarter: true, keepRange: true);
        yield return MemoryForgeries.TwoAddresses(forger, "offset range checked on another value", quarter: false, keepRange: true);
        yield return MemoryForgeries.OtherClass(forger, "order block range checked on another value", ["copy"], keepRange: true);
        yield return MemoryForgeries.OtherClassLookedUp(forger, "static block range checked on another value", ["copy"], keepRange: true);
    }

    /// <summary>In slot 1 the transaction logic holds another small value; the port keeps the honest one.</summary>
    private static Forgery OtherControl(Forger forger, string name, Cell source)
    {
        WitnessStep[] copies = [.. forger.Circuit.Built.Steps.Where(step => step.Label == "copy" && step.Inputs[0] == source)];
        WitnessStep last = copies[^1];
        return new(name, ["copy"], forger.Honest, forger.Keep((_, step) => step == last), inputs =>
        {
            int index = forger.Circuit.Map.IndexOf(source);
            inputs[1][index] = inputs[1][index].IsZero ? Fr.One : Fr.Zero;
        });
    }
}
