using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>The contexts of all phases, by number.</summary>
internal static class Contexts
{
    private static readonly Dictionary<int, Context> ByPhase = ProgramSet.Contexts.ToDictionary(context => context.Phase);

    internal static int PhaseOf(Fr[] carried) => (int)FieldNumber.ToUInt64(carried[(int)CarriedRegister.Phase]);

    /// <summary>The entries of a phase; none in phase 0.</summary>
    internal static IReadOnlyList<Context.Entry> EntriesOf(int phase) =>
        ByPhase.TryGetValue(phase, out Context? context) ? context.Entries : [];

    internal static Context.Entry? EntryAt(int phase, int row) => EntriesOf(phase).FirstOrDefault(entry => entry.Row == row);
}
