using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Orders;

/// <summary>
/// Before a PlaceOrder in an instrument where the account has no position: it takes a vacant place (docs/protocol.md, 4.7).
/// </summary>
/// <remarks>
/// That no position has the instrument takes a look at all of them, and so a slot of its own. It opens the other seven first, then the
/// place. What it leaves is the token of the account and the instrument: only a PlaceOrder with both can follow.
/// </remarks>
internal static class TakePlaceProgram
{
    /// <summary>The input that is the account.</summary>
    internal const string AccountInput = "account";

    /// <summary>The input that is the instrument.</summary>
    internal const string InstrumentInput = "instrument";

    private const int AccountBits = 24;
    private const int InstrumentBits = 12;
    private const int Others = RecordAddress.Positions - 1;

    /// <summary>Gives a step the place to take.</summary>
    internal static StepInputs Choose(StepInputs inputs, int place)
    {
        for (int other = 0; other < Others; other++)
        {
            inputs.Set(BehindInput(other), other >= place ? 1 : 0);
        }

        return inputs;
    }

    /// <summary>The phase that says for what account and instrument a place was taken.</summary>
    internal static Value Token(MessageFields message) => Token(message["account"], message["instrument"]);

    internal static StepProgram Write()
    {
        ProgramWriter p = new("TakePlace");
        p.Begin(null);
        p.Rule("4.7 account and instrument");
        Value accountId = p.InputBits(AccountInput, AccountBits);
        Value instrument = p.InputBits(InstrumentInput, InstrumentBits);
        RecordPort account = p.Open(RecordClass.Account, Addresses.Account(accountId), isEarly: true);
        (Value place, Value weight) = OpenOthers(p, accountId, instrument);
        RecordPort position = p.Open(RecordClass.Position, Addresses.Position(accountId, place));
        p.Rule("4.7 no position has the instrument");
        p.RequireNotZero(position[Fields.Position.Instrument] - instrument);
        Value epoch = account[Fields.Account.OrderEpoch];
        p.Rule("4.7 vacant");
        Bit isEmpty = p.IsZero(position[Fields.Position.Instrument]);
        p.RequireZero((1 - (Value)isEmpty) * Vacancy.LotsOf(p, position, epoch));
        p.Rule("4.7 taking a place");
        account.Set(Fields.Account.PositionMask, account[Fields.Account.PositionMask] + (isEmpty * weight));
        position.Set(Fields.Position.Instrument, instrument);
        position.Set(Fields.Position.Size, 0);
        position.Set(Fields.Position.Snapshot, 0);
        position.Set(Fields.Position.LotsEpoch, epoch);
        position.Set(Fields.Position.OpenBuys, 0);
        position.Set(Fields.Position.OpenSells, 0);
        p.EndWith(Token(accountId, instrument));
        return p.Finish();
    }

    /// <summary>Opens all positions but that of a place, and demands that none has the instrument.</summary>
    /// <returns>The place and its weight in the position mask.</returns>
    private static (Value Place, Value Weight) OpenOthers(ProgramWriter p, Value account, Value instrument)
    {
        Value place = Others;
        Value weight = 1L << Others;
        Bit before = Bit.False;
        for (int other = 0; other < Others; other++)
        {
            p.Rule("4.7 place");

            // 1 from the place on: the others up to it lie at their number, those behind it at the next one.
            Bit isBehind = p.InputBit(BehindInput(other));
            p.RequireIf(before, isBehind);
            Value at = (other + (Value)isBehind).WithBounds(other, other + 1);
            RecordPort position = p.Open(RecordClass.Position, Addresses.Position(account, at), isEarly: other == 0);
            p.Rule("4.7 no position has the instrument");
            p.RequireNotZero(position[Fields.Position.Instrument] - instrument);
            place -= isBehind;
            weight -= isBehind * (1L << other);
            before = isBehind;
        }

        return (p.Materialize(place), p.Materialize(weight).WithBounds(1, 1L << Others));
    }

    private static Value Token(Value account, Value instrument) =>
        Value.Of(1L << (AccountBits + InstrumentBits)) + (account * (1L << InstrumentBits)) + instrument;

    private static string BehindInput(int other) => $"place.{other}";
}
