using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Keeping;
using ZkRollup.Sequencer.Engine.Log;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Simulation;

/// <summary>An exchange with its keeper, whose books are added up after every command.</summary>
internal sealed class CrashWorld
{
    internal const int Signers = 3;
    internal const int FirstSignerKey = 1;
    internal const int RiskKey = 5;
    internal const int FirstAccountKey = 10;
    private const long AllMarkets = (1L << 48) - 1;
    private const long MaximumMoney = (1L << 59) - 1;

    private readonly ExchangeEngine _engine;
    private readonly Keeper _keeper;
    private readonly EventBuffer _events = new();
    private readonly long[] _nonces;
    private readonly int _accounts;
    private readonly Action<ExchangeEngine>? _follower;

    /// <param name="accounts">How many.</param>
    /// <param name="instruments">How many.</param>
    /// <param name="start">Its first time.</param>
    /// <param name="follower">Is called after each accepted command; the engine writes its log for it.</param>
    internal CrashWorld(int accounts, int instruments, long start, Action<ExchangeEngine>? follower = null)
    {
        _accounts = accounts;
        _follower = follower;
        EngineLimits limits = new()
        {
            Accounts = accounts + 1,
            Instruments = instruments + 1,
            Orders = 1 << 12,
            Sessions = accounts + 1,
            LogWords = follower is null ? 0 : TransitionLog.CapacityMin,
        };
        _engine = new ExchangeEngine(limits);
        _keeper = new Keeper(_engine, new KeeperOptions());
        _nonces = new long[accounts + 1];
        Now = start;
        State = new StateView(_engine.GetRecord);
        Books = new Books(State, accounts, instruments);
        Insurance = new InsuranceLedger(State, instruments);
    }

    internal long Now { get; set; }

    internal StateView State { get; }

    internal Books Books { get; }

    internal InsuranceLedger Insurance { get; }

    /// <summary>Commands that were accepted.</summary>
    internal long Accepted { get; private set; }

    internal Dictionary<EventKind, long> Counts { get; } = [];

    /// <summary>Three oracle signers, the risk signer, and accounts with a session each that may do everything.</summary>
    internal void Open(Func<int, long> cash, long fund)
    {
        for (int signer = 0; signer < Signers; signer++)
        {
            Must(TransactionKind.SetOracleKey, 0, signer, FirstSignerKey + signer);
        }

        Must(TransactionKind.SetOracleKey, 0, SignerIndex.Risk.Value, RiskKey);
        if (fund > 0)
        {
            Must(TransactionKind.Deposit, 0, 0, fund, 0, 0);
        }

        for (int account = 1; account <= _accounts; account++)
        {
            int key = FirstAccountKey + account;
            Must(TransactionKind.Deposit, 0, account, cash(account), account, key);
            long[] session = [account, 0, 1, Timestamp.MaxValue, Timestamp.MaxValue, 3, AllMarkets, MaximumMoney, MaximumMoney, key];
            Must(TransactionKind.OpenSession, key, session);
        }
    }

    /// <summary>A price of an underlying, by all signers, in a new round; time goes on.</summary>
    internal void Report(IReadOnlyList<long> prices, long time)
    {
        Now = time;
        for (int underlying = 0; underlying < prices.Count; underlying++)
        {
            for (int signer = 0; signer < Signers; signer++)
            {
                Must(TransactionKind.OracleUpdate, FirstSignerKey + signer, signer, underlying, Now / 3_000, prices[underlying]);
            }
        }
    }

    /// <summary>Lets the keeper work until it finds nothing.</summary>
    internal void Keep()
    {
        while (!_keeper.IsIdle)
        {
            if (_keeper.TryNext(new Timestamp(Now), out ProvenTransaction next))
            {
                _events.Clear();
                Cause cause = next.ApplyTo(_engine, new Timestamp(Now), _events);
                Assert.True(cause == Cause.Accepted, $"The keeper proposed {next} at {Now}: {cause}.");
                Balance();
            }
        }
    }

    /// <summary>An order of an account; a resting one is good for 28 days.</summary>
    internal Cause Order(int account, long instrument, bool buys, bool rests, bool reduces, long price, long lots)
    {
        long expiry = rests ? Now + (28L * 24 * 3_600_000) : 0;
        long[] fields =
        [
            .. Header(account, rests ? Timestamp.MaxValue : Now + 10_000), expiry, instrument, buys ? 0 : 1, rests ? 0 : 1,
            reduces ? 1 : 0, 0, price, lots, Ppm.MaxValue, 0,
        ];
        return Try(TransactionKind.PlaceOrder, FirstAccountKey + account, fields);
    }

    internal void CancelAll(int account) => Must(TransactionKind.CancelAll, FirstAccountKey + account, Header(account, Timestamp.MaxValue));

    internal AccountScan Scan(int account) => AccountScan.Of(State, account, Now);

    internal void Must(TransactionKind kind, int key, params long[] fields)
    {
        Cause cause = Try(kind, key, fields);
        Assert.True(cause == Cause.Accepted, $"{Command.Of(kind, Now, key, fields)}: {cause}.");
    }

    internal Cause Try(TransactionKind kind, int key, params long[] fields)
    {
        Command command = Command.Of(kind, Now, key, fields);
        CommandResult result = CommandRunner.Run(_engine, command, _events);
        if (result.Cause == Cause.Accepted)
        {
            Assert.True(!CommandSchema.IsQueueOperation(kind) || result.Outcome.TookEffect, $"{command}: {result.Outcome}.");
            Balance();
        }

        return result.Cause;
    }

    private long[] Header(int account, long deadline) => [account, 0, 1, ++_nonces[account], deadline];

    private void Balance()
    {
        Accepted++;
        _follower?.Invoke(_engine);
        foreach (ExchangeEvent item in _events.Events)
        {
            Counts[item.Kind] = Counts.GetValueOrDefault(item.Kind) + 1;
        }

        Insurance.Record(_events.Events);
        string difference = Books.Difference();
        Assert.True(difference.Length == 0, $"After {Accepted} commands, at {Now}: {difference}");
    }
}
