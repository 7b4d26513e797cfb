using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>A small exchange to start from: an operator, three traders, instruments with a mark of 1,000 ticks, one ask.</summary>
internal static class Scripts
{
    internal const long Alice = 2;
    internal const long Bob = 3;
    internal const long Carol = 4;
    internal const long Nobody = 77;
    internal const long Market = 1;
    internal const long Unlisted = 900;
    internal const int WrongKey = 999;
    internal const long Multiplier = 10;
    internal const long Mark = 1_000;
    internal const long PriceCap = 100_000;
    internal const long PriceStep = 5;
    internal const long PositionLimit = 1_000;
    internal const long AllMarkets = (1L << 48) - 1;
    internal const long AllScopes = 0b1_1011;
    internal const long AliceDeposit = 10_000_000;
    internal const long Rich = 1_000_000_000;
    internal const long AmountMax = (1L << 59) - 1;
    private const long Day = 86_400_000;

    internal static int MasterKey(long account) => 100 + (int)account;

    internal static int SessionKey(long account, long slot) => 200 + (20 * (int)account) + (int)slot;

    internal static int SignerKey(long signer) => 11 + (int)signer;

    internal static long RoundOf(long time) => time / 3_000;

    /// <summary>Signers, accounts, sessions, one marked perpetual. Bob asks 10 lots at the mark.</summary>
    internal static Script Standard()
    {
        Script script = new();
        for (long signer = 0; signer <= 4; signer++)
        {
            long named = signer;
            script.Add($"signer {signer}", _ => Plain(TransactionKind.SetOracleKey, named, SignerKey(named)));
        }

        foreach ((long account, long amount) in new[] { (1L, 1_000L), (Alice, AliceDeposit), (Bob, Rich), (Carol, Rich) })
        {
            script.Add($"deposit {account}", _ => Plain(TransactionKind.Deposit, account, amount, account, MasterKey(account)));
        }

        script.Add("session", _ => OpenSession(Alice, 0, 1));
        script.Add("other session", _ => OpenSession(Alice, 1, 2));
        script.Add("session of Bob", _ => OpenSession(Bob, 0, 1));
        script.Add("session of Carol", _ => OpenSession(Carol, 0, 1));
        script.Add("list", _ => List(Market, 0));
        script.AddAll("reports", _ => Reports(Script.Start, 0, Mark));
        script.Add("mark", _ => Plain(TransactionKind.UpdateMark, Market));
        script.Add("ask", state => Order(state, Script.Start, Bob, 0, Market, 1, Mark, 10));
        return script;
    }

    internal static Command Plain(TransactionKind kind, params long[] fields) => Command.Of(kind, Script.Start, 0, fields);

    internal static Command OpenSession(long account, long slot, long nonce) => Command.Of(
        TransactionKind.OpenSession,
        Script.Start,
        MasterKey(account),
        account,
        slot,
        nonce,
        Script.Start + Day,
        Script.Start + Day,
        AllScopes,
        AllMarkets,
        AmountMax,
        AmountMax,
        SessionKey(account, slot));

    /// <summary>A perpetual, to be changed into something else by an edit.</summary>
    internal static Command List(long instrument, long underlying) => Plain(
        TransactionKind.ListInstrument,
        [instrument, 0, 0, Multiplier, PriceStep, 0, 0, 0, 1, underlying, 0, PriceCap, .. Limits]);

    /// <summary>Minimum 0, fees 500 and 100 ppm, band 5 %, clamp 2 %, no target, margins 10 % and 5 %.</summary>
    internal static long[] Limits => [0, 500, 100, 50_000, 20_000, 0, 100_000, 50_000, PositionLimit, 100_000, 1];

    /// <summary>The parameters in the state, to change one of them.</summary>
    internal static Command Parameters(StateView state, long time, long instrument)
    {
        LimitsRecord limits = state.Limits(instrument);
        return Command.Of(
            TransactionKind.SetParameters,
            time,
            0,
            instrument,
            limits.MinimumNotional.Value,
            limits.TakerFee.Value,
            limits.MakerFee.Value,
            limits.Band.Value,
            limits.MarkClamp.Value,
            limits.InsuranceTarget.Value,
            limits.InitialRate.Value,
            limits.MaintenanceRate.Value,
            limits.PositionLimit.Value,
            limits.OpenInterestCap.Value,
            limits.IsOpen ? 1 : 0);
    }

    /// <summary>Three reports of the round that a time lies in.</summary>
    internal static IEnumerable<Command> Reports(long time, long underlying, long price)
    {
        for (long signer = 0; signer < 3; signer++)
        {
            yield return Command.Of(TransactionKind.OracleUpdate, time, SignerKey(signer), signer, underlying, RoundOf(time), price);
        }
    }

    /// <summary>A new index price and the mark that follows, in as many rounds as the jump bound asks for.</summary>
    internal static IEnumerable<Command> MoveTo(long time, long underlying, long instrument, long price)
    {
        foreach (Command report in Reports(time, underlying, price))
        {
            yield return report;
        }

        yield return Command.Of(TransactionKind.UpdateMark, time, 0, instrument);
    }

    /// <summary>A GTC order of a session with its next nonce.</summary>
    internal static Command Order(
        StateView state, long time, long account, long slot, long instrument, long side, long price, long quantity)
    {
        SessionRecord session = state.Session(account, slot);
        return Command.Of(
            TransactionKind.PlaceOrder,
            time,
            SessionKey(account, slot),
            account,
            slot,
            session.Serial.Value,
            session.Nonce.Value + 1,
            time + 5_000,
            time + (Day / 2),
            instrument,
            side,
            0,
            0,
            0,
            price,
            quantity,
            10_000,
            0);
    }

    /// <summary>Fields that every transaction of Alice's session begins with.</summary>
    internal static long[] Header(StateView state, long time)
    {
        SessionRecord session = state.Session(Alice, 0);
        return [Alice, 0, session.Serial.Value, session.Nonce.Value + 1, time + 5_000];
    }

    /// <summary>Alice buys from Carol, through her other session.</summary>
    internal static IEnumerable<Command> Buy(StateView state, long time, long instrument, long price, long quantity)
    {
        yield return Order(state, time, Carol, 0, instrument, 1, price, quantity);
        yield return Order(state, time, Alice, 1, instrument, 0, price, quantity);
    }

    /// <summary>One more perpetual with a mark; its underlying gets its first reports if it has none.</summary>
    internal static IEnumerable<Command> ListMarked(StateView state, long instrument, long underlying)
    {
        yield return List(instrument, underlying);
        if (state.Index(underlying).Price.Value == 0)
        {
            foreach (Command report in Reports(Script.Start, underlying, Mark))
            {
                yield return report;
            }
        }

        yield return Plain(TransactionKind.UpdateMark, instrument);
    }
}
