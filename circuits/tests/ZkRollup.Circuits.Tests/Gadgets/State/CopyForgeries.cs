using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>A copy that says something else than its source, where both could be true.</summary>
internal static class CopyForgeries
{
    internal static IEnumerable<Forgery> All(Forger forger)
    {
        for (int number = 0; number < forger.Circuit.Controls.Count; number++)
        {
            foreach (Cell source in forger.Circuit.Controls[number].AllCells)
            {
                yield return OtherControl(forger, $"access {number}, control at {source}: not what the access does", source);
            }
        }
    }

    /// <summary>In slot 1 the transaction logic holds another small value; the port keeps the honest one.</summary>
    private static Forgery OtherControl(Forger forger, string name, Cell source)
    {
        return new(name, ["copy"], forger.Honest, forger.Keep((_, step) => step.Label == "copy" && step.Inputs[0] == source), inputs =>
        {
            int index = forger.Circuit.Map.IndexOf(source);
            inputs[1][index] = inputs[1][index].IsZero ? Fr.One : Fr.Zero;
        });
    }
}
