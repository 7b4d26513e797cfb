using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>A command and the state that it meets.</summary>
/// <param name="State">The state before it.</param>
/// <param name="Command">The command.</param>
/// <param name="LastTime">The time of the transaction before.</param>
internal sealed record Situation(StateView State, Command Command, long LastTime)
{
    internal long Time => Command.Time;

    internal long AccountNumber => Command["account"];

    internal long Instrument => Command["instrument"];

    internal AccountRecord Account => State.Account(AccountNumber);

    internal OwnerRecord Owner => State.Owner(AccountNumber);

    internal SessionRecord Session => State.Session(AccountNumber, Command["slot"]);

    internal TermsRecord Terms => State.Terms(Instrument);

    internal LimitsRecord Limits => State.Limits(Instrument);

    internal RiskRecord Risk => State.Risk(Instrument);

    internal BookRecord Book => State.Book(Instrument);

    internal IndexRecord Index => State.Index(Terms.Underlying.Value);

    internal PositionRecord Position => State.PositionIn(AccountNumber, Instrument);

    internal long Size => Position.Size.Value;

    internal AccountScan Scan => AccountScan.Of(State, AccountNumber, Time);

    internal bool IsClosed => Risk.Status == MarkStatus.Settled || (Terms.Kind != InstrumentKind.Perpetual && Time >= Terms.Expiry.Value);

    internal bool IsMarkUsable => AccountScan.IsUsable(Risk, Time);

    internal long this[string field] => Command[field];

    /// <summary>Whether the signature holds under a key of the state.</summary>
    internal bool IsSignedBy(Fr x, Fr y)
    {
        SchnorrPublicKey key = KeyRing.Verified(Command.Key);
        return Command.Key > 0 && key.X == x && key.Y == y;
    }

    internal bool IsUsableKey()
    {
        (Fr x, Fr y) = KeyRing.Coordinates((int)Command["newKey"]);
        return SchnorrPublicKey.TryCreate(x, y, out _, out _);
    }

    /// <summary>Lower and upper price of the band.</summary>
    internal (Int128 Lower, Int128 Upper) BandOf(long instrument)
    {
        RiskRecord risk = State.Risk(instrument);
        long basis = State.Terms(instrument).IsOption ? risk.IndexPrice.Value : risk.Mark.Value;
        Int128 width = (Int128)basis * State.Limits(instrument).Band.Value / 1_000_000;
        return (Int128.Max(risk.Mark.Value - width, 0), risk.Mark.Value + width);
    }
}
