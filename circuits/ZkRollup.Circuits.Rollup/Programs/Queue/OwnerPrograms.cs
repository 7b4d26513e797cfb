using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Sessions;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Queue;

/// <summary>ChangeMasterKey, ForcedCancelAll, ForcedWithdraw: what an owner asks for on L1 (docs/protocol.md, 6.4 to 6.6).</summary>
internal static class OwnerPrograms
{
    /// <summary>The input that is what a ForcedWithdraw pays.</summary>
    internal const string PaidInput = "paid";

    private const int PaidBits = 59;

    /// <summary>ChangeMasterKey.</summary>
    internal static StepProgram WriteChangeMasterKey()
    {
        ProgramWriter p = new("ChangeMasterKey");
        MessageFields message = Opening.OfQueue<ChangeMasterKey>(p).Message;
        (RecordPort account, RecordPort owner) = Open(p, message, withKey: true);
        Owners.Check check = Owners.CheckOwner(p, account, owner, message["owner"]);
        p.Rule("6.4 KeyUnusable");
        Value x = message["keyX"];
        Value y = message["keyY"];
        Bit isNone = p.IsZero(x) & p.IsZero(y);
        Bit isGood = new(p.Materialize(p.KeyUsable(x, y) | isNone));
        Bit isDone = new(p.Materialize(check.Passes & isGood));
        p.Rule("6.4 master key");
        owner.SetKey(isDone.Select(x, owner.X), isDone.Select(y, owner.Y));
        RaiseEpochs(p, account, isDone);
        p.Rule("6.1 outcome");
        Opening.Consume(p, check.Code(p, isGood.Select((long)OutcomeCode.Done, (long)OutcomeCode.KeyUnusable)));
        p.End(null);
        return p.Finish();
    }

    /// <summary>ForcedCancelAll.</summary>
    internal static StepProgram WriteForcedCancelAll()
    {
        ProgramWriter p = new("ForcedCancelAll");
        MessageFields message = Opening.OfQueue<ForcedCancelAll>(p).Message;
        (RecordPort account, RecordPort owner) = Open(p, message, withKey: false);
        Owners.Check check = Owners.CheckOwner(p, account, owner, message["owner"]);
        RaiseEpochs(p, account, new(p.Materialize(check.Passes)));
        p.Rule("6.1 outcome");
        Opening.Consume(p, check.Code(p, (long)OutcomeCode.Done));
        p.End(null);
        return p.Finish();
    }

    /// <summary>ForcedWithdraw where it is AccountUnknown or OwnerDiffers.</summary>
    internal static StepProgram WriteRefusedWithdraw()
    {
        ProgramWriter p = new("ForcedWithdraw, refused");
        MessageFields message = Opening.OfQueue<ForcedWithdraw>(p).Message;
        (RecordPort account, RecordPort owner) = Open(p, message, withKey: false);
        Owners.Check check = Owners.CheckOwner(p, account, owner, message["owner"]);
        p.Rule("6.6 refused");
        p.Require(!check.Passes);
        Opening.Consume(p, check.Code(p, (long)OutcomeCode.OwnerDiffers));
        p.End(null);
        return p.Finish();
    }

    /// <summary>ForcedWithdraw where it is neither: Paid or NothingFree.</summary>
    internal static StepProgram WriteWithdraw()
    {
        ProgramWriter p = new("ForcedWithdraw");
        Opening opening = Opening.OfQueue<ForcedWithdraw>(p);
        MessageFields message = opening.Message;
        (RecordPort account, RecordPort owner) = Open(p, message, withKey: false);
        Owners.Check check = Owners.CheckOwner(p, account, owner, message["owner"]);
        p.Rule("6.6 not refused");
        p.Require(check.Passes);
        p.Rule("6.6 v");
        Value paid = p.InputBits(PaidInput, PaidBits);
        p.Rule("6.6 NothingFree");
        Bit isNone = p.IsZero(paid);
        Opening.Consume(p, isNone.Select((long)OutcomeCode.NothingFree, (long)OutcomeCode.Paid), paid);
        Payout.Write(p, opening.Time, message["account"], account, owner, message["amount"], paid);
        return p.Finish();
    }

    private static (RecordPort Account, RecordPort Owner) Open(ProgramWriter p, MessageFields message, bool withKey) => (
        p.Open(RecordClass.Account, Addresses.Account(message["account"])),
        p.Open(RecordClass.Owner, Addresses.Owner(message["account"]), withKey: withKey));

    /// <summary>Session epoch ← + 1, order epoch ← + 1.</summary>
    private static void RaiseEpochs(ProgramWriter p, RecordPort account, Bit when)
    {
        p.Rule("6.4, 6.5 session epoch");
        account.Set(Fields.Account.SessionEpoch, account[Fields.Account.SessionEpoch] + when);
        p.Rule("6.4, 6.5 order epoch");
        account.Set(Fields.Account.OrderEpoch, account[Fields.Account.OrderEpoch] + when);
    }
}
