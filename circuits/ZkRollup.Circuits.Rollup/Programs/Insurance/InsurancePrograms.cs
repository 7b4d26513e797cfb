using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>Forced closes, fees and settlement (docs/protocol.md, 6.7, 10.5, 11), and what forced trades end with (10.1, 10.4).</summary>
internal static class InsurancePrograms
{
    /// <summary>CollectFees.</summary>
    internal static StepProgram CollectFees { get; } = CollectFeesProgram.Write();

    /// <summary>SettleExpiry of an account.</summary>
    internal static StepProgram SettleExpiry { get; } = SettleExpiryPrograms.WriteOfAccount();

    /// <summary>SettleExpiry of an account in debt.</summary>
    internal static StepProgram SettleExpiryOfDebtor { get; } = SettleExpiryPrograms.WriteOfDebtor();

    /// <summary>SettleExpiry of the insurance.</summary>
    internal static StepProgram SettleExpiryOfInsurance { get; } = SettleExpiryPrograms.WriteOfInsurance();

    /// <summary>No debt, of an account that holds nothing.</summary>
    internal static StepProgram DebtPaid { get; } = NoDebtPrograms.WritePaid(ClosingContext.Closing);

    /// <summary>No debt, of an account that holds something.</summary>
    internal static StepProgram DebtHeld { get; } = NoDebtPrograms.WriteHeld(ClosingContext.Closing);

    /// <summary>Restore.</summary>
    internal static StepProgram Restore { get; } = RestoreProgram.Write(ClosingContext.Closing);

    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } =
        [CollectFees, SettleExpiry, SettleExpiryOfDebtor, SettleExpiryOfInsurance, DebtPaid, DebtHeld, Restore];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } = [ClosingContext.Closing.Context];

    internal static void Plan(StepSequence steps, in ForcedClose transaction, TransactionFacts facts) =>
        throw new NotSupportedException($"{transaction} at {facts.Time} after {steps.Steps.Count} steps.");

    internal static void Plan(StepSequence steps, in CollectFees transaction, TransactionFacts facts)
    {
        StepInputs inputs = facts.Inputs();
        MessageFields.Fill(inputs, transaction);
        steps.Step(inputs, CollectFees);
    }

    internal static void Plan(StepSequence steps, in SettleExpiry transaction, TransactionFacts facts)
    {
        AccountId account = transaction.Account;
        StepInputs inputs = facts.Inputs();
        MessageFields.Fill(inputs, transaction);
        if (account == AccountId.None)
        {
            steps.Step(inputs, SettleExpiryOfInsurance);
            return;
        }

        int place = Positions.PlaceOf(steps, account, transaction.Instrument);
        _ = Place.Choose(inputs, SettleExpiryPrograms.PlaceInput, place);
        NoDebtPrograms.ChooseHeld(inputs, steps, account, but: place);
        if (steps.Step(inputs, SettleExpiry, SettleExpiryOfDebtor).Program == SettleExpiryOfDebtor)
        {
            End(steps, account);
        }
    }

    /// <summary>From the context of what was closed on: No debt of the closing account, and Restore.</summary>
    internal static void End(StepSequence steps, AccountId account)
    {
        StepInputs inputs = new();
        NoDebtPrograms.ChooseHeld(inputs, steps, account);
        if (steps.Step(inputs, Restore, DebtPaid).Program == DebtPaid)
        {
            steps.Step(inputs, Restore);
        }
    }
}
