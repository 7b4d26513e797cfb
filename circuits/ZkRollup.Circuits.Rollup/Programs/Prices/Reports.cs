using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Prices;

/// <summary>What the reports of all oracle signers have in common (docs/protocol.md, 9.1, 9.3).</summary>
internal static class Reports
{
    private const long AgeMax = 10_000;

    /// <summary>UnknownSigner, SignatureInvalid: the message is signed with the key of a signer.</summary>
    /// <param name="p">The program.</param>
    /// <param name="signer">0 to 4.</param>
    internal static void RequireSigned(ProgramWriter p, Value signer)
    {
        p.Rule("UnknownSigner");
        RecordPort record = p.Open(RecordClass.Signer, Addresses.Signer(signer), withKey: true);
        p.RequireNotZero(record.Y);
        p.Rule("SignatureInvalid");
        p.Signature(record.X, record.Y);
    }

    /// <summary>RoundNotIncreasing, RoundInFuture, ReportTooOld.</summary>
    /// <param name="p">The program.</param>
    /// <param name="round">The round of the report.</param>
    /// <param name="last">The one that it must exceed.</param>
    /// <param name="time">t.</param>
    internal static void RequireTimely(ProgramWriter p, Value round, Value last, Value time)
    {
        p.Rule("RoundNotIncreasing");
        p.RequireLess(last, round);
        p.Rule("RoundInFuture");
        p.RequireAtLeast(time, Marks.RoundLength * round);
        p.Rule("ReportTooOld");
        p.RequireAtLeast((Marks.RoundLength * round) + AgeMax, time);
    }
}
