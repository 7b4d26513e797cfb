using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Sessions;

/// <summary>RevokeSession (docs/protocol.md, 7.3).</summary>
internal static class RevokeSessionProgram
{
    internal static StepProgram Write()
    {
        ProgramWriter p = new("RevokeSession");
        MessageFields message = Opening.OfMaster<RevokeSession>(p).Message;
        RecordPort session = p.Open(RecordClass.Session, Addresses.Session(message["account"], message["slot"]), withKey: true);
        p.Rule("UnknownSession");
        p.RequireNotZero(message["serial"]);
        p.RequireEqual(session[Fields.Session.Serial], message["serial"]);
        p.Rule("7.3 session");
        session.Clear();
        p.End(null);
        return p.Finish();
    }
}
