using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Sessions;

/// <summary>Withdraw (docs/protocol.md, 7.6).</summary>
internal static class WithdrawProgram
{
    /// <summary>By a session with scope bit 3.</summary>
    internal static StepProgram WriteOfSession()
    {
        ProgramWriter p = new("Withdraw by session");
        Opening.SessionOpening opening = Opening.OfSession<Withdraw>(p, ScopeBits.Withdraw);
        RecordPort owner = p.Open(RecordClass.Owner, Addresses.Owner(opening.Message["account"]));
        Pay(p, opening.Message, opening.Time, opening.Account, owner);
        return p.Finish();
    }

    /// <summary>By the master key: serial 0 and slot 0.</summary>
    internal static StepProgram WriteOfMaster()
    {
        ProgramWriter p = new("Withdraw by master key");
        Opening.MasterOpening opening = Opening.OfMaster<Withdraw>(p);
        p.Rule("UnknownSession");
        p.RequireZero(opening.Message["serial"] + opening.Message["slot"]);
        Pay(p, opening.Message, opening.Time, opening.Account, opening.Owner);
        return p.Finish();
    }

    private static void Pay(ProgramWriter p, MessageFields message, Value time, RecordPort account, RecordPort owner)
    {
        p.Rule("AmountZero");
        p.RequireNotZero(message["amount"]);
        p.Rule("WithdrawalTooLarge");
        Value amount = p.RequireWithin(message["amount"], 0, Fields.Account.Cash.High);
        Payout.Write(p, time, message["account"], account, owner, amount, amount);
    }
}
