using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Insurance;
using ZkRollup.Circuits.Rollup.Programs.Liquidation;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Circuits.Rollup.Programs.Orders;
using ZkRollup.Circuits.Rollup.Programs.Prices;
using ZkRollup.Circuits.Rollup.Programs.Queue;
using ZkRollup.Circuits.Rollup.Programs.Sessions;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>All programs of the rollup; their order is part of the circuit.</summary>
internal static class ProgramSet
{
    /// <summary>Padding, the first one.</summary>
    internal static StepProgram Padding { get; } = PaddingProgram.Write();

    /// <summary>The contexts of all phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } =
    [
        .. QueuePrograms.Contexts, .. SessionsPrograms.Contexts, .. OrdersPrograms.Contexts, .. MatchingPrograms.Contexts,
        .. PricesPrograms.Contexts, .. LiquidationPrograms.Contexts, .. InsurancePrograms.Contexts,
    ];

    /// <summary>Waiting programs: between transactions, and in each phase that follows a scan.</summary>
    internal static IReadOnlyDictionary<int, StepProgram> Waiting { get; } = MakeWaiting();

    /// <summary>All programs; the place of one is its number.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } =
    [
        Padding, .. Waiting.OrderBy(pair => pair.Key).Select(pair => pair.Value), .. QueuePrograms.All, .. SessionsPrograms.All,
        .. OrdersPrograms.All, .. MatchingPrograms.All, .. PricesPrograms.All, .. LiquidationPrograms.All, .. InsurancePrograms.All,
    ];

    private static Dictionary<int, StepProgram> MakeWaiting()
    {
        Dictionary<int, StepProgram> waiting = new() { [0] = WaitProgram.Write(null) };
        foreach (Context context in Contexts.Where(context => context.FollowsScans))
        {
            waiting.Add(context.Phase, WaitProgram.Write(context));
        }

        return waiting;
    }
}
