using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>No debt (docs/protocol.md, 10.1): the insurance pays for an account with cash below zero that holds nothing.</summary>
internal static class NoDebtPrograms
{
    /// <summary>The input with the place of a position that is held.</summary>
    internal const string HeldPlace = "held";

    /// <summary>The account in question holds nothing: its debt is paid.</summary>
    /// <remarks>
    /// It is the taking account if there is one to look into; else the closing one, once no lots remain. A program that closes cannot do
    /// without this one, since it demands what <see cref="RequireHeld"/> says.
    /// </remarks>
    internal static StepProgram WritePaid(ClosingContext context)
    {
        ProgramWriter p = new("No debt, paid");
        p.Begin(context.Context);
        p.Rule("10.1, no debt: whose");
        Value debtor = p.Import(context.Debtor);
        Bit isClosing = p.IsZero(debtor);
        p.RequireZero(isClosing * p.Import(context.Remaining));
        Value subject = p.Materialize(debtor + (isClosing * p.Import(context.Account))).WithBounds(0, context.Account.High);

        p.Rule("10.1, no debt: no size but 0");
        RecordPort account = p.Open(RecordClass.Account, Addresses.Account(subject));
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            // As it is stored the size is 0 if there is no position, else its bias if the size is 0.
            Value size = p.Open(RecordClass.Position, Addresses.Position(subject, place))[Fields.Position.Size];
            p.RequireZero(size * (size + Value.Of(Fields.Position.Size.Bias)));
        }

        p.Rule("10.1, no debt: cash below 0");
        Value debt = p.RequireNotNegative(-account[Fields.Account.Cash] - 1) + 1;

        p.Rule("10.1, no debt: paid");
        account.Set(Fields.Account.Cash, 0);
        context.Pass(
            p,
            (context.Debts, p.RequireWithin(p.Import(context.Debts) + debt, 0, context.Debts.High!.Value)),
            (context.Debtor, 0));
        return p.Finish();
    }

    /// <summary>The taking account in question holds something, so that nothing is paid.</summary>
    internal static StepProgram WriteHeld(ClosingContext context)
    {
        ProgramWriter p = new("No debt, held");
        p.Begin(context.Context);
        p.Rule("10.1, no debt: whose");
        Value debtor = p.Import(context.Debtor);
        p.RequireNotZero(debtor);
        p.Rule("10.1, no debt: held");
        RequireHeld(p, Bit.True, debtor);
        context.Pass(p, (context.Debtor, 0));
        return p.Finish();
    }

    /// <summary>Where the bit is 1, the account has a position of a size other than 0 at a place that the prover names.</summary>
    internal static void RequireHeld(ProgramWriter p, Bit when, Value account)
    {
        Place place = Place.Chosen(p, HeldPlace);
        RecordPort position = p.Open(RecordClass.Position, Addresses.Position(account, place.Number), when);

        // The size of no position is stored as 0, a magnitude beyond the range of one.
        Value size = position[Fields.Position.Size];
        Bit isShort = p.HintBit(read => read[0].Sign < 0 ? 1 : 0, size);
        Value lots = p.Materialize(size - (2 * (isShort * size)));
        _ = p.RequireNotNegative(when * (lots - 1));
        _ = p.RequireNotNegative(when * (Value.Of(Fields.Position.Size.High) - lots));
    }

    /// <summary>Gives a step the place of a position of a size other than 0, if there is one.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="records">The state.</param>
    /// <param name="account">The account.</param>
    /// <param name="but">A place that the step itself leaves empty.</param>
    internal static void ChooseHeld(StepInputs inputs, IRecordSource records, AccountId account, int? but = null)
    {
        if (Positions.HeldPlace(records, account, but) is { } place)
        {
            _ = Place.Choose(inputs, HeldPlace, place);
        }
    }
}
