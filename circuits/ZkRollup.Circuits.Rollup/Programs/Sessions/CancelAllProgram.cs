using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Sessions;

/// <summary>CancelAll (docs/protocol.md, 7.5).</summary>
internal static class CancelAllProgram
{
    internal static StepProgram Write()
    {
        ProgramWriter p = new("CancelAll");
        Opening.SessionOpening opening = Opening.OfSession<CancelAll>(p, ScopeBits.Cancel);
        p.Rule("7.5 order epoch");
        opening.Account.Set(Fields.Account.OrderEpoch, opening.Account[Fields.Account.OrderEpoch] + 1);
        p.End(null);
        return p.Finish();
    }
}
