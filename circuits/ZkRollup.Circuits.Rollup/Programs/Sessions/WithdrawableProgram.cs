using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Sessions;

/// <summary>What an account may withdraw (docs/protocol.md, 4.3): the positions that the slot of the payout has not added.</summary>
internal static class WithdrawableProgram
{
    /// <summary>The rule that what was paid is what is withdrawable, or less if less was asked for: the cause of a Withdraw.</summary>
    internal const string Rule = "WithdrawalTooLarge";

    private const int PositionsPerSlot = 3;

    internal static StepProgram Write()
    {
        ProgramWriter p = new("withdrawable");
        p.Begin(WithdrawableContext.Context);
        WorstPositions positions = new(
            p,
            p.Import(WithdrawableContext.Account),
            p.CarriedIn(CarriedRegister.Time),
            p.Import(WithdrawableContext.Remaining),
            p.Import(WithdrawableContext.Free));
        for (int i = 0; i < PositionsPerSlot; i++)
        {
            positions.AddOne();
        }

        Finish(p, p.Import(WithdrawableContext.Account), positions, p.Import(WithdrawableContext.Cap), p.Import(WithdrawableContext.Paid));
        return p.Finish();
    }

    /// <summary>Ends the slot: the payout is as §4.3 says if no position is left, else it goes on.</summary>
    /// <param name="p">The program.</param>
    /// <param name="account">The account.</param>
    /// <param name="positions">The scan so far: E′ − I.</param>
    /// <param name="cap">The least of what was asked for and net deposits, not negative.</param>
    /// <param name="paid">What was paid.</param>
    internal static void Finish(ProgramWriter p, Value account, WorstPositions positions, Value cap, Value paid)
    {
        p.Rule(Rule);
        Bit goesOn = positions.AnyLeft();
        Value free = p.Materialize(WithdrawableContext.WithinBounds(positions.Free));

        // While positions are left the sum is compared, too, but as 0: only the end has the bounds of an equity.
        Value last = p.Materialize(free * !goesOn);
        Value least = p.Materialize(p.Max(p.Materialize(p.Min(cap, last)), 0));
        p.RequireZero(!goesOn * (least - paid));
        p.Rule("4.3 positions to come");
        p.Export(WithdrawableContext.Account, account);
        p.Export(WithdrawableContext.Remaining, positions.Remaining);
        p.Export(WithdrawableContext.Free, free);
        p.Export(WithdrawableContext.Cap, cap);
        p.Export(WithdrawableContext.Paid, paid);
        p.End(WithdrawableContext.Context, goesOn);
    }
}
