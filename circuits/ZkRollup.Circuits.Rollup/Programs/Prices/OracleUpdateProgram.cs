using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Prices;

/// <summary>OracleUpdate (docs/protocol.md, 9.1).</summary>
internal static class OracleUpdateProgram
{
    private const int Signers = 4;
    private const int Quorum = 3;
    private const long UnderlyingMax = 47;
    private const long PriceMax = (1L << 36) - 1;

    internal static StepProgram Write()
    {
        ProgramWriter p = new("OracleUpdate");
        Opening opening = Opening.Of<OracleUpdate>(p);
        MessageFields message = opening.Message;
        p.Rule("SignerInvalid");
        (Value signer, Bit[] isSigner) = ChooseSigner(p, message["signer"]);
        p.Rule("UnderlyingInvalid");
        Value underlying = p.RequireWithin(message["underlying"], 0, UnderlyingMax);
        Reports.RequireSigned(p, signer);
        RecordPort board = p.Open(RecordClass.Board, Addresses.Board(underlying));
        p.Rule("PriceInvalid");
        p.RequireNotZero(message["price"]);
        p.Rule("9.1 the signer's round");
        Value last = 0;
        for (int i = 0; i < Signers; i++)
        {
            last += isSigner[i] * board[Fields.Board.Rounds[i]];
        }

        // One bit of four is 1, so the sum is one of the four rounds.
        Reports.RequireTimely(p, message["round"], last.WithBounds(0, Fields.Board.Rounds[0].High), opening.Time);

        p.Rule("9.1, 1 board");
        Value[] rounds = new Value[Signers];
        Value[] prices = new Value[Signers];
        for (int i = 0; i < Signers; i++)
        {
            rounds[i] = p.Materialize(isSigner[i].Select(message["round"], board[Fields.Board.Rounds[i]]));
            prices[i] = p.Materialize(isSigner[i].Select(message["price"], board[Fields.Board.Prices[i]]));
            board.Set(Fields.Board.Rounds[i], rounds[i]);
            board.Set(Fields.Board.Prices[i], prices[i]);
        }

        UpdateIndex(p, p.Open(RecordClass.Index, Addresses.Index(underlying)), rounds, prices);
        p.End(null);
        return p.Finish();
    }

    /// <summary>§9.1, 2 to 5.</summary>
    private static void UpdateIndex(ProgramWriter p, RecordPort index, Value[] rounds, Value[] prices)
    {
        p.Rule("9.1, 2 fresh");
        Value latest = p.Materialize(p.Max(
            p.Materialize(p.Max(rounds[0], rounds[1])),
            p.Materialize(p.Max(rounds[2], rounds[3]))));

        // Fresh is a round above 0 that is latest − 1 or later.
        Value least = p.Materialize(p.Max(latest - 1, 1));
        Value fresh = 0;
        Value[] candidates = new Value[Signers];
        for (int i = 0; i < Signers; i++)
        {
            Bit isFresh = p.AtLeast(rounds[i], least);
            fresh += isFresh;
            candidates[i] = p.Materialize(isFresh.Select(prices[i], PriceMax));
        }

        Bit hasQuorum = p.AtLeast(fresh, Quorum);
        p.Rule("9.1, 3 median");
        Value median = SecondLeast(p, candidates);
        p.Rule("9.1, 4 anchor");
        Bit isNewer = hasQuorum & p.Less(index[Fields.Index.Round], latest);
        isNewer = new(p.Materialize(isNewer));
        Value anchor = p.Materialize(isNewer.Select(index[Fields.Index.Price], index[Fields.Index.Anchor]));
        index.Set(Fields.Index.Anchor, anchor);
        index.Set(Fields.Index.Round, isNewer.Select(latest, index[Fields.Index.Round]));
        p.Rule("9.1, 5 price");
        const int part = 20;
        Value jump = p.Materialize(p.Max(p.DivideFloor(anchor, part), 1));
        Value clamped = p.Materialize(p.Max(p.Materialize(p.Min(median, anchor + jump)), anchor - jump));
        Value price = p.Materialize(p.IsZero(anchor).Select(median, clamped));
        index.Set(Fields.Index.Price, hasQuorum.Select(price, index[Fields.Index.Price]));
    }

    /// <summary>
    /// The lower middle one of three or four fresh prices is the second least of them: with three, the fourth stands in as the greatest
    /// price that there is.
    /// </summary>
    private static Value SecondLeast(ProgramWriter p, Value[] prices)
    {
        (Value low, Value high) first = Sort(p, prices[0], prices[1]);
        (Value low, Value high) second = Sort(p, prices[2], prices[3]);
        Value innerLow = p.Materialize(p.Max(first.low, second.low));
        Value innerHigh = p.Materialize(p.Min(first.high, second.high));
        return p.Materialize(p.Min(innerLow, innerHigh));
    }

    private static (Value Low, Value High) Sort(ProgramWriter p, Value a, Value b)
    {
        Value low = p.Materialize(p.Min(a, b));

        // The other one of the two.
        return (low, (a + b - low).WithBounds(0, PriceMax));
    }

    /// <summary>SignerInvalid: one of four, as a number and as four bits of which one is 1.</summary>
    private static (Value Number, Bit[] IsSigner) ChooseSigner(ProgramWriter p, Value signer)
    {
        Bit low = p.HintBit(read => read[0] & 1, signer);
        Bit high = p.HintBit(read => (read[0] >> 1) & 1, signer);
        Value number = low + (2 * (Value)high);
        p.RequireEqual(signer, number);
        Value both = p.Materialize(low * (Value)high);
        return (number, [new(1 - low - high + both), new(low - both), new(high - both), new(both)]);
    }
}
