using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>The outcomes of a ForcedClose that change nothing (docs/protocol.md, 6.7).</summary>
internal static class ForcedCloseRefusals
{
    private const int SearchPhase = 22;

    static ForcedCloseRefusals()
    {
        Account = Search.Add("account", 0, (1L << 24) - 1);
        Instrument = Search.Add("instrument", 0, 4_095);
    }

    /// <summary>The account is said to have no position in the instrument.</summary>
    internal static Context Search { get; } = new(SearchPhase, "no such position", followsScans: false);

    private static Context.Entry Account { get; }

    private static Context.Entry Instrument { get; }

    /// <summary>The first outcome that applies. That there is no position at all is for the next step to show.</summary>
    internal static StepProgram Write()
    {
        ProgramWriter p = new("ForcedClose, refused");
        ForcedCloseOpening opening = ForcedCloseOpening.Of(p);
        Bit isKnown = new(p.Materialize(opening.Owner.Passes & opening.IsListed));
        p.Rule("6.7 Closed");
        p.RequireZero(p.Materialize(isKnown & opening.Has) * (1 - (Value)opening.IsClosed));

        // A position that is there is refused because the instrument is closed.
        p.Rule("6.7 first that applies");
        Value ofPosition = p.Materialize(
            opening.Has.Select((long)OutcomeCode.InstrumentClosed, (long)OutcomeCode.NoSuchPosition));
        Value ofInstrument = p.Materialize(opening.IsListed.Select(ofPosition, (long)OutcomeCode.InstrumentUnknown));
        Opening.Consume(p, opening.Owner.Code(p, ofInstrument));

        p.Rule("6.7 NoSuchPosition");
        Bit isUnseen = new(p.Materialize(!opening.IsShown & !opening.AsksNothing));
        p.Export(Account, opening.Account);
        p.Export(Instrument, opening.Instrument);
        p.End(Search, isKnown & isUnseen);
        return p.Finish();
    }

    /// <summary>None of the account's positions is in the instrument.</summary>
    internal static StepProgram WriteSearch()
    {
        ProgramWriter p = new("ForcedClose, no such position");
        p.Begin(Search);
        p.Rule("6.7 NoSuchPosition");
        Value account = p.Import(Account);
        Value instrument = p.Import(Instrument);
        for (int place = 0; place < RecordAddress.Positions; place++)
        {
            RecordPort position = p.Open(RecordClass.Position, Addresses.Position(account, place));
            p.RequireNotZero(position[Fields.Position.Instrument] - instrument);
        }

        p.End(null);
        return p.Finish();
    }
}
