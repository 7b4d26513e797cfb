using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>The contexts of all phases, by number.</summary>
internal static class Contexts
{
    private static readonly Dictionary<int, Context> ByPhase = ProgramSet.Contexts.ToDictionary(context => context.Phase);

    /// <summary>Entries that name the same account, and the account itself: one of them alone is never another.</summary>
    internal static IReadOnlySet<string> Ties { get; } = new HashSet<string>
    {
        "taker's account", "address of the taker's position", "address of the taker's session", "address of the position",
    };

    internal static ulong PhaseOf(Fr[] carried) => FieldNumber.ToUInt64(carried[(int)CarriedRegister.Phase]);

    /// <summary>The entries of a phase; none in phase 0, and none after a token.</summary>
    internal static IReadOnlyList<Context.Entry> EntriesOf(ulong phase) =>
        phase <= int.MaxValue && ByPhase.TryGetValue((int)phase, out Context? context) ? context.Entries : [];

    internal static Context.Entry? EntryAt(ulong phase, int row) => EntriesOf(phase).FirstOrDefault(entry => entry.Row == row);
}
