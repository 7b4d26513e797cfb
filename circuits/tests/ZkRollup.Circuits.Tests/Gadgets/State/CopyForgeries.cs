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
            foreach (Cell source in forger.Circuit.Controls[port].AllCells)
            {
                yield return OtherControl(forger, $"port {port}, control at {source}: not what the port does", source);
            }
        }
    }

    /// <summary>In slot 1 the transaction logic holds another small value; the port keeps the honest one.</summary>
    private static Forgery OtherControl(Forger forger, string name, Cell source)
    {
        WitnessStep last = forger.Circuit.Built.Steps.Last(step => step.Label == "copy" && step.Inputs[0] == source);
        return new(name, ["copy"], forger.Honest, forger.Keep((_, step) => step == last), inputs =>
        {
            int index = forger.Circuit.Map.IndexOf(source);
            inputs[1][index] = inputs[1][index].IsZero ? Fr.One : Fr.Zero;
        });
    }
}
