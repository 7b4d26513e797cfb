using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
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

    /// <summary>ForcedClose, all outcomes that change nothing.</summary>
    internal static StepProgram ForcedCloseRefused { get; } = ForcedCloseRefusals.Write();

    /// <summary>There is no position in the instrument.</summary>
    internal static StepProgram ForcedCloseSearch { get; } = ForcedCloseRefusals.WriteSearch();

    /// <summary>ForcedClose, up to its parts.</summary>
    internal static StepProgram ForcedClose { get; } = ForcedClosePrograms.WriteStart();

    /// <summary>Part 1.</summary>
    internal static StepProgram ForcedCloseFirst { get; } = ForcedClosePrograms.WriteFirst();

    /// <summary>Part 1 without lots.</summary>
    internal static StepProgram ForcedCloseFirstNone { get; } = ForcedClosePrograms.WriteFirstNone();

    /// <summary>Part 2, one of it.</summary>
    internal static StepProgram ForcedCloseCounterparty { get; } = ForcedClosePrograms.WriteCounterparty();

    /// <summary>Part 3.</summary>
    internal static StepProgram ForcedCloseLast { get; } = ForcedClosePrograms.WriteLast();

    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } =
    [
        CollectFees, SettleExpiry, SettleExpiryOfDebtor, SettleExpiryOfInsurance, DebtPaid, DebtHeld, Restore, ForcedCloseRefused,
        ForcedCloseSearch, ForcedClose, ForcedCloseFirst, ForcedCloseFirstNone, ForcedCloseCounterparty, ForcedCloseLast,
    ];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } =
        [ClosingContext.Begun.Context, ClosingContext.Closing.Context, ForcedCloseRefusals.Search];

    internal static void Plan(StepSequence steps, in ForcedClose transaction, TransactionFacts facts)
    {
        (AccountId account, InstrumentId instrument) = (transaction.Account, transaction.Instrument);
        StepInputs inputs = facts.Inputs();
        MessageFields.Fill(inputs, transaction);
        _ = Place.Choose(inputs, ForcedCloseOpening.PlaceInput, Positions.PlaceOf(steps, account, instrument));
        if (steps.Step(inputs, ForcedClose, ForcedCloseRefused).Program == ForcedCloseRefused)
        {
            if (!steps.Carried[(int)CarriedRegister.Phase].IsZero)
            {
                steps.Step(new(), ForcedCloseSearch);
            }

            return;
        }

        steps.Step(new(), ForcedCloseFirst, ForcedCloseFirstNone);
        foreach (AccountId counterparty in Counterparties(facts, account))
        {
            if (!IsLeft(steps, ClosingContext.Closing.Remaining))
            {
                break;
            }

            StepInputs choice = new StepInputs().Set(ForcedClosePrograms.CounterpartyInput, counterparty.Value);
            int place = Positions.PlaceOf(steps, counterparty, instrument);
            steps.Step(Place.Choose(choice, AccountTrade.TakerPlaceInput, place), ForcedCloseCounterparty);
            LookIntoDebt(steps, counterparty);
        }

        if (IsLeft(steps, ClosingContext.Closing.Remaining))
        {
            steps.Step(new(), ForcedCloseLast);
        }

        End(steps, account);
    }

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

    /// <summary>No debt of a taking account, if it has to be looked into.</summary>
    internal static void LookIntoDebt(StepSequence steps, AccountId account)
    {
        if (IsLeft(steps, ClosingContext.Closing.Debtor))
        {
            StepInputs inputs = new();
            NoDebtPrograms.ChooseHeld(inputs, steps, account);
            steps.Step(inputs, DebtPaid, DebtHeld);
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

    /// <summary>True if the last step left an entry of its context that is not zero.</summary>
    private static bool IsLeft(StepSequence steps, Context.Entry entry) => !steps.Steps[^1].Results[entry.Row].IsZero;

    /// <summary>The accounts whose records were touched, in this order, but one.</summary>
    private static IEnumerable<AccountId> Counterparties(TransactionFacts facts, AccountId closing) => facts.Touched
        .SelectMany(slot => slot)
        .Where(address => address.Subtree == Subtree.Accounts)
        .Select(address => new AccountId(address.Index / RecordAddress.AccountStride))
        .Distinct()
        .Where(account => account != closing);
}
