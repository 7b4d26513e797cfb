using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>The end of what closed lots of an account: its debt, what the insurance owes, Restore (docs/protocol.md, 10.4).</summary>
internal static class RestoreProgram
{
    internal static StepProgram Write(ClosingContext context)
    {
        ProgramWriter p = new("Restore");
        p.Begin(context.Context);
        p.Rule("6.7 all lots are taken");
        p.RequireZero(p.Import(context.Remaining));
        p.Rule("10.1, no debt: looked into");
        p.RequireZero(p.Import(context.Debtor));

        p.Rule("10.1, no debt: held");
        Value number = p.Import(context.Account);
        RecordPort account = p.Open(RecordClass.Account, Addresses.Account(number));
        NoDebtPrograms.RequireHeld(p, p.IsNegative(account[Fields.Account.Cash]), number);

        Market market = Market.Open(p, p.Import(context.Instrument));
        InsuranceState insurance = market.Insurance();
        p.Rule("10.1, debts");
        insurance.Pay(p.Import(context.Debts));
        RecordPort treasury = p.Open(RecordClass.Treasury, Addresses.Treasury);
        _ = Restoration.Write(
            p, insurance, market.Risk, treasury, market.LongLots, market.ShortLots, p.ImportBit(context.IsLong));
        p.End(null);
        return p.Finish();
    }
}
