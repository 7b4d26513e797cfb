using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Sessions;

/// <summary>OpenSession (docs/protocol.md, 7.2).</summary>
internal static class OpenSessionProgram
{
    private static readonly int[] GivenScopes = [ScopeBits.Trade, ScopeBits.Cancel, ScopeBits.Withdraw, ScopeBits.ConsentToRemoval];

    internal static StepProgram Write()
    {
        ProgramWriter p = new("OpenSession");
        Opening.MasterOpening opening = Opening.OfMaster<OpenSession>(p);
        MessageFields message = opening.Message;
        RecordPort account = opening.Account;
        p.Rule("SessionExpiryInvalid");
        p.RequireLess(opening.Time, message["sessionExpiry"]);
        p.Rule("ScopeInvalid");
        Value scope = 0;
        foreach (int place in GivenScopes)
        {
            scope += p.HintBit(read => (read[0] >> place) & 1, message["scope"]) * (1L << place);
        }

        p.RequireEqual(message["scope"], scope);
        p.Rule("KeyInvalid");
        p.Require(p.KeyUsable(message["keyX"], message["keyY"]));
        p.Rule("TooManySessions");
        RecordField sessionCount = Fields.Account.SessionCount;
        Value serial = p.Materialize(account[sessionCount] + 1);
        serial = p.RequireWithin(serial, 1, sessionCount.High);

        p.Rule("7.2 session count");
        account.Set(sessionCount, serial);
        p.Rule("7.2 session");
        RecordPort session = p.Open(RecordClass.Session, Addresses.Session(message["account"], message["slot"]), withKey: true);
        session.SetKey(message["keyX"], message["keyY"]);
        session.Set(Fields.Session.LargestNotional, message["largestNotional"]);
        session.Set(Fields.Session.Nonce, 0);
        session.Set(Fields.Session.Expiry, message["sessionExpiry"]);
        session.Set(Fields.Session.Markets, message["markets"]);
        session.Set(Fields.Session.Budget, message["budget"]);
        session.Set(Fields.Session.SessionEpoch, account[Fields.Account.SessionEpoch]);
        session.Set(Fields.Session.Scope, scope);
        session.Set(Fields.Session.Serial, serial);
        p.End(null);
        return p.Finish();
    }
}
