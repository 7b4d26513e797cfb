using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>What seeded traffic hardly ever has: forced exits to the end, settlements with debts, all invalid operations.</summary>
/// <remarks>
/// Instrument 1 is a perpetual, 2 a future; both have multiplier 2, 10 % initial and 5 % maintenance margin, no fees, and begin at 1,000.
/// The key of an account has its number; so does its owner.
/// </remarks>
internal sealed class RareKinds
{
    private const long Perpetual = 1;
    private const long Future = 2;
    private const long Unlisted = 99;
    private const long Unknown = 77;
    private const long RoundLength = 3_000;
    private const long Start = 600_000 * RoundLength;
    private const long Expiry = Start + (1_000 * RoundLength);
    private const long SessionEnd = Start + (1L << 40);
    private const long AmountMax = (1L << 59) - 1;
    private const int FirstSignerKey = 900;
    private const long Exiting = 2;
    private const long Debtor = 3;
    private const long Winner = 4;
    private const long Failing = 5;
    private const long Ordinary = 6;
    private const long Poor = 7;

    /// <summary>One account more than a forced exit has counterparties, and one more.</summary>
    private const int Small = 18;

    private const long FirstSmall = 10;

    private static readonly long[] Limits = [0, 0, 0, 200_000, 0, 0, 100_000, 50_000, 1_000_000, 10_000_000, 1];

    private readonly ExchangeEngine _engine;
    private readonly Action<Command> _follow;
    private readonly EventBuffer _events = new();
    private readonly StateView _view;
    private readonly Dictionary<long, long> _nonces = [];
    private long _now = Start;

    /// <param name="engine">One without anything in it.</param>
    /// <param name="follow">Is told each command once the engine accepted it.</param>
    internal RareKinds(ExchangeEngine engine, Action<Command> follow)
    {
        _engine = engine;
        _follow = follow;
        _view = new(engine.GetRecord);
    }

    /// <summary>All that the preparations are for.</summary>
    internal void Run()
    {
        Exit();
        Trade();
        Settle();
        Refuse();
    }

    /// <summary>Keys, instruments, prices, accounts with positions.</summary>
    internal void Prepare()
    {
        for (int signer = 0; signer <= 4; signer++)
        {
            Do(TransactionKind.SetOracleKey, 0, signer, FirstSignerKey + signer);
        }

        List(Perpetual, InstrumentKind.Perpetual, 0);
        List(Future, InstrumentKind.Future, Expiry);
        Report(1_000);
        Do(TransactionKind.UpdateMark, 0, Perpetual);
        Do(TransactionKind.UpdateMark, 0, Future);
        Deposit(1, 1);
        Open(Exiting, 50_000);
        for (long i = FirstSmall; i < FirstSmall + Small; i++)
        {
            Open(i, 1_000);
            Place(i, Perpetual, Side.Sell, 1_000, 1, rests: true);
        }

        Place(Exiting, Perpetual, Side.Buy, 1_000, Small, rests: false);
        Place(FirstSmall + 1, Future, Side.Sell, 1_000, 1, rests: true);
        Place(FirstSmall, Future, Side.Buy, 1_000, 1, rests: false);
    }

    /// <summary>
    /// Eighteen lots: sixteen accounts take one each, the insurance the rest. The first account is left with negative cash and a future.
    /// </summary>
    private void Exit()
    {
        Operation(OutcomeCode.Closed, TransactionKind.ForcedClose, Exiting, Perpetual, (long)Side.Buy, Small, Exiting);
        Require(_view.Insurance(Perpetual).Inventory.Value == 2, "the insurance took what was left");
    }

    /// <summary>What accounts do now and then: meet themselves, withdraw, cancel, revoke, take at a price that they cannot bear.</summary>
    private void Trade()
    {
        Open(Ordinary, 100_000);
        Open(Poor, 2_000);
        Place(Ordinary, Perpetual, Side.Sell, 1_190, 10, rests: true);
        Place(Poor, Perpetual, Side.Buy, 1_190, 10, rests: false);
        Place(Ordinary, Perpetual, Side.Sell, 1_010, 1, rests: true);
        Place(Ordinary, Perpetual, Side.Buy, 1_010, 1, rests: false, SelfTradeMode.CancelMaker);
        long leaf = Place(Ordinary, Perpetual, Side.Sell, 1_010, 1, rests: true);
        Place(Ordinary, Perpetual, Side.Buy, 1_010, 1, rests: false, SelfTradeMode.CancelTaker);
        Do(TransactionKind.Withdraw, Ordinary, [.. Header(Ordinary), 5]);
        Do(TransactionKind.Withdraw, Ordinary, Ordinary, 0, 0, 2, _now, 7);
        Do(TransactionKind.CancelOrder, Ordinary, [.. Header(Ordinary), 1, 999, 0]);
        Do(TransactionKind.CancelAll, Ordinary, Header(Ordinary));
        Do(TransactionKind.RemoveOrder, 0, leaf, (long)RemovalCause.EpochPassed);
        Do(TransactionKind.RevokeSession, Ordinary, Ordinary, 0, 3, _now, 1);
    }

    /// <summary>The short side of a future loses more than it has; its insurance holds some of it and is settled as well.</summary>
    private void Settle()
    {
        Open(Debtor, 10_000);
        Open(Winner, 1_000_000);
        Open(Failing, 2_000);
        Operation(OutcomeCode.Done, TransactionKind.Deposit, 0, 10_000, 0, 0);
        SetTarget(10_000);
        Do(TransactionKind.CollectFees, 0, Future);
        SetTarget(0);
        Place(Winner, Future, Side.Buy, 1_000, 58, rests: true);
        Place(Debtor, Future, Side.Sell, 1_000, 48, rests: false);
        Place(Failing, Future, Side.Sell, 1_000, 9, rests: false);
        long leaf = Place(Winner, Future, Side.Sell, 1_190, 1, rests: true);
        Report(1_050);
        Report(1_100);
        Do(TransactionKind.UpdateMark, 0, Future);
        Do(TransactionKind.Liquidate, 0, Failing, Future);
        Require(_view.Insurance(Future).Inventory.Value < 0, "the insurance took a short position");
        _now = Expiry;
        Report(1_150);
        Operation(OutcomeCode.InstrumentClosed, TransactionKind.ForcedClose, Debtor, Future, (long)Side.Sell, 1, Debtor);
        Do(TransactionKind.RemoveOrder, 0, leaf, (long)RemovalCause.InstrumentClosed);
        Do(TransactionKind.UpdateMark, 0, Future);
        Do(TransactionKind.SettleExpiry, 0, Debtor, Future);
        Do(TransactionKind.SettleExpiry, 0, 0, Future);
        Do(TransactionKind.SettleExpiry, 0, Winner, Future);
    }

    /// <summary>Every outcome that changes nothing, and at the end a close at a mark that is not usable any more.</summary>
    private void Refuse()
    {
        Operation(OutcomeCode.AmountUnusable, TransactionKind.Deposit, Winner, 0, Winner, 0);
        Operation(OutcomeCode.OwnerDiffers, TransactionKind.Deposit, Winner, 1, Unknown, 0);
        foreach (long account in (long[])[Unknown, Winner])
        {
            const long owner = Unknown;
            OutcomeCode outcome = account == Unknown ? OutcomeCode.AccountUnknown : OutcomeCode.OwnerDiffers;
            Operation(outcome, TransactionKind.ChangeMasterKey, account, owner, 1);
            Operation(outcome, TransactionKind.ForcedCancelAll, account, owner);
            Operation(outcome, TransactionKind.ForcedWithdraw, account, 1, owner);
            Operation(outcome, TransactionKind.ForcedClose, account, Perpetual, 0, 1, owner);
        }

        Operation(OutcomeCode.KeyUnusable, TransactionKind.ChangeMasterKey, Winner, Winner, KeyRing.UnusableMin);
        Operation(OutcomeCode.NothingFree, TransactionKind.ForcedWithdraw, Winner, 0, Winner);
        Operation(OutcomeCode.InstrumentUnknown, TransactionKind.ForcedClose, Winner, Unlisted, 0, 1, Winner);
        Operation(OutcomeCode.NoSuchPosition, TransactionKind.ForcedClose, Winner, Perpetual, 0, 1, Winner);
        Operation(OutcomeCode.NoSuchPosition, TransactionKind.ForcedClose, LastSmall, Perpetual, (long)Side.Buy, 1, LastSmall);
        Operation(OutcomeCode.InstrumentUnknown, TransactionKind.ListInstrument, [0, .. Terms(InstrumentKind.Perpetual, 0), .. Limits]);
        Operation(
            OutcomeCode.InstrumentExists, TransactionKind.ListInstrument, [Perpetual, .. Terms(InstrumentKind.Perpetual, 0), .. Limits]);
        Operation(
            OutcomeCode.ParametersUnusable, TransactionKind.ListInstrument, [Unlisted, .. Terms(InstrumentKind.Future, 1), .. Limits]);
        Operation(OutcomeCode.InstrumentUnknown, TransactionKind.SetParameters, [Unlisted, .. Limits]);
        Operation(OutcomeCode.ParametersUnusable, TransactionKind.SetParameters, [Perpetual, .. Limits[..^1], 2]);
        Operation(OutcomeCode.KeyUnusable, TransactionKind.SetOracleKey, 5, 1);
        const long stale = 100_000;
        _now += stale;
        Operation(OutcomeCode.Closed, TransactionKind.ForcedClose, LastSmall, Perpetual, (long)Side.Sell, 1, LastSmall);
    }

    /// <summary>One of the two accounts that the exit did not reach.</summary>
    private static long LastSmall => FirstSmall + Small - 1;

    private static long[] Terms(InstrumentKind kind, long expiry) => [0, expiry, 2, 1, 0, 0, 0, (long)kind, 0, 0, 100_000];

    private void List(long instrument, InstrumentKind kind, long expiry) =>
        Operation(OutcomeCode.Done, TransactionKind.ListInstrument, [instrument, .. Terms(kind, expiry), .. Limits]);

    /// <summary>What the insurance of the future shall have.</summary>
    private void SetTarget(long target) =>
        Operation(OutcomeCode.Done, TransactionKind.SetParameters, [Future, .. Limits[..5], target, .. Limits[6..]]);

    private void Deposit(long account, long amount) =>
        Operation(OutcomeCode.Done, TransactionKind.Deposit, account, amount, account, account);

    private void Open(long account, long amount)
    {
        Deposit(account, amount);
        const SessionScope scope = SessionScope.Trade | SessionScope.Cancel | SessionScope.Withdraw;
        Do(
            TransactionKind.OpenSession, account, account, 0, 1, _now, SessionEnd, (long)scope, (1L << 48) - 1, AmountMax, AmountMax,
            account);
    }

    private long[] Header(long account)
    {
        long nonce = _nonces[account] = _nonces.GetValueOrDefault(account) + 1;
        return [account, 0, 1, nonce, _now];
    }

    /// <returns>Where it rests; 0 if it does not.</returns>
    private long Place(
        long account, long instrument, Side side, long price, long lots, bool rests, SelfTradeMode mode = SelfTradeMode.CancelTaker)
    {
        TimeInForce life = rests ? TimeInForce.GoodTillCancelled : TimeInForce.ImmediateOrCancel;
        long expiry = rests ? _now + 1_000_000_000 : 0;
        Do(
            TransactionKind.PlaceOrder,
            account,
            [.. Header(account), expiry, instrument, (long)side, (long)life, 0, (long)mode, price, lots, 10_000, 0]);
        foreach (ref readonly ExchangeEvent item in _events.Events)
        {
            if (item.Kind == EventKind.OrderRested)
            {
                return item.Leaf.Value;
            }
        }

        return 0;
    }

    /// <summary>The next round, in which three signers report a price.</summary>
    private void Report(long price)
    {
        _now = ((_now / RoundLength) + 1) * RoundLength;
        for (int signer = 0; signer < 3; signer++)
        {
            Do(TransactionKind.OracleUpdate, FirstSignerKey + signer, signer, 0, _now / RoundLength, price);
        }
    }

    private void Operation(OutcomeCode expected, TransactionKind kind, params long[] fields)
    {
        CommandResult result = Do(kind, 0, fields);
        Require(result.Outcome.Code == expected, $"{kind} has the outcome {result.Outcome.Code}, expected {expected}");
    }

    private CommandResult Do(TransactionKind kind, long key, params long[] fields)
    {
        Command command = Command.Of(kind, _now, (int)key, fields);
        CommandResult result = CommandRunner.Run(_engine, command, _events);
        Require(result.IsAccepted, $"{command} is answered with {result.Cause}");
        _follow(command);
        return result;
    }

    private static void Require(bool holds, string what) => Assert.True(holds, what);
}
