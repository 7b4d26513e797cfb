using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Simulation;

/// <summary>Two real days in which prices fell, traded by market makers and by accounts with leverage.</summary>
/// <remarks>
/// For each of two underlyings: a perpetual, a future that expires within the days, a call and a put. Market makers (accounts 2 to 4) quote
/// all of them anew every ten minutes. The others take positions of 2 to 45 times their equity and take new ones after they lost them.
/// Each minute has two prices, its extreme and its close; after each the keeper works until it is idle.
/// </remarks>
internal sealed class CrashDay
{
    private const int FirstMaker = 2;
    private const int Makers = 3;
    private const int FirstTrader = FirstMaker + Makers;
    private const int InstrumentsEach = 4;
    private const long Multiplier = 100;
    private const long TraderCash = 3_000_000_000;
    private const long MakerCash = 100_000_000_000_000;
    private const long InsuranceTarget = 20_000_000_000;
    private const long Day = 24L * 3_600_000;
    private const int QuoteMinutes = 10;
    private const int EntryMinutes = 20;

    private readonly CrashWorld _world;
    private readonly OptionDesk _desk;
    private readonly SeededGenerator _random;
    private readonly IReadOnlyList<IReadOnlyList<Candle>> _days;
    private readonly int _traders;

    internal CrashDay(
        IReadOnlyList<IReadOnlyList<Candle>> days, int traders, long fund, ulong seed, Action<ExchangeEngine>? follower = null)
    {
        _days = days;
        _traders = traders;
        _random = new SeededGenerator(seed);
        _world = new CrashWorld(FirstTrader + traders - 1, days.Count * InstrumentsEach, days[0][0].Time - 60_000, follower);
        _desk = new OptionDesk(_world);
        _world.Open(account => account < FirstTrader ? MakerCash : TraderCash, fund);
        List();
    }

    internal CrashWorld World => _world;

    /// <summary>Goes through all minutes.</summary>
    /// <param name="minutesMax">No more than so many.</param>
    internal void Run(int minutesMax = int.MaxValue)
    {
        int minutes = Math.Min(minutesMax, _days.Min(day => day.Count));
        for (int minute = 0; minute < minutes; minute++)
        {
            bool falls = minute == 0 || _days[0][minute].Close < _days[0][minute - 1].Close;
            Step([.. _days.Select(day => falls ? day[minute].Low : day[minute].High)], _days[0][minute].Time, minute);
            Step([.. _days.Select(day => day[minute].Close)], _days[0][minute].Time + 30_000, minute);
            if (minute % QuoteMinutes == 0)
            {
                Quote();
            }

            if (minute % EntryMinutes == 0)
            {
                Enter();
            }
        }
    }

    private void List()
    {
        for (int underlying = 0; underlying < _days.Count; underlying++)
        {
            long price = _days[underlying][0].Close;
            long soon = (_days[underlying][0].Time / 3_000 * 3_000) + Day + (Day / 2);
            long late = soon + (27 * Day);
            long first = (underlying * InstrumentsEach) + 1;
            ListOne(first, InstrumentKind.Perpetual, underlying, 0, 0, price);
            ListOne(first + 1, InstrumentKind.Future, underlying, soon, 0, price);
            ListOne(first + 2, InstrumentKind.Call, underlying, late, price * 11 / 10, price);
            ListOne(first + 3, InstrumentKind.Put, underlying, late, price * 9 / 10, price);
        }
    }

    private void ListOne(long instrument, InstrumentKind kind, long underlying, long expiry, long strike, long price)
    {
        long[] terms = [0, expiry, Multiplier, 1, 0, 0, 0, (long)kind, underlying, strike, 10 * price];
        long[] limits = [1_000_000, 500, -100, 50_000, 5_000, InsuranceTarget, 20_000, 10_000, 10_000_000, 100_000_000, 1];
        _world.Must(TransactionKind.ListInstrument, 0, [instrument, .. terms, .. limits]);
    }

    private void Step(IReadOnlyList<long> prices, long time, int minute)
    {
        _world.Report(prices, time);
        for (long instrument = 1; instrument <= _days.Count * InstrumentsEach; instrument++)
        {
            if (IsOption(instrument))
            {
                _desk.Update(instrument, 0.8 + (0.7 * minute / _days[0].Count));
            }
        }

        _world.Keep();
        Check();
    }

    /// <summary>Nobody is in debt or below maintenance, and the insurance has exactly what the events say.</summary>
    private void Check()
    {
        for (int account = 1; account < FirstTrader + _traders; account++)
        {
            AccountScan scan = _world.Scan(account);
            Assert.True(scan.AllUsable, $"Account {account} at {_world.Now}: a mark is not usable.");
            Assert.True(scan.Equity >= 0, $"Account {account} at {_world.Now}: equity {scan.Equity}.");
            Assert.True(scan.Equity >= scan.Maintenance, $"Account {account} at {_world.Now}: {scan.Equity} for {scan.Maintenance}.");
        }

        Int128 insured = _world.State.Treasury.Fund.Value;
        for (long instrument = 1; instrument <= _days.Count * InstrumentsEach; instrument++)
        {
            insured += _world.Books.InsuranceEquity(instrument);
        }

        Assert.Equal(_world.Insurance.Expected, insured);
    }

    private void Quote()
    {
        for (int maker = FirstMaker; maker < FirstMaker + Makers; maker++)
        {
            _world.CancelAll(maker);
            for (long instrument = 1; instrument <= _days.Count * InstrumentsEach; instrument++)
            {
                RiskRecord risk = _world.State.Risk(instrument);
                if (risk.Status == MarkStatus.Marked && !IsClosed(instrument))
                {
                    long spread = Math.Max(1, (risk.Mark.Value * (maker - 1) / 1_000) + _random.Below(5));
                    _world.Order(maker, instrument, true, true, false, Math.Max(1, risk.Mark.Value - spread), 20_000);
                    _world.Order(maker, instrument, false, true, false, risk.Mark.Value + spread, 20_000);
                }
            }
        }

        _world.Keep();
    }

    /// <summary>Accounts without positions take one, mostly bets on rising prices.</summary>
    private void Enter()
    {
        for (int trader = FirstTrader; trader < FirstTrader + _traders; trader++)
        {
            AccountRecord record = _world.State.Account(trader);
            if (record.PositionMask == 0 && record.Cash.Value < TraderCash / 4)
            {
                _world.Must(TransactionKind.Deposit, 0, trader, TraderCash, trader, 0);
            }

            if (record.PositionMask == 0 || _random.Percent(3))
            {
                Bet(trader);
            }
        }
    }

    private void Bet(int trader)
    {
        long instrument = _random.Between(1, _days.Count * InstrumentsEach);
        RiskRecord risk = _world.State.Risk(instrument);
        if (IsClosed(instrument) || risk.Status != MarkStatus.Marked || risk.Mark.Value == 0)
        {
            return;
        }

        // Options are mostly sold; the puts lose when prices fall.
        bool buys = IsOption(instrument) ? _random.Percent(20) : _random.Percent(70);
        long basis = IsOption(instrument) ? risk.IndexPrice.Value : risk.Mark.Value;
        long lots = _random.Between(2, 45) * TraderCash / (basis * Multiplier);
        long price = buys ? risk.Mark.Value * 104 / 100 : Math.Max(1, risk.Mark.Value * 96 / 100);
        _world.Order(trader, instrument, buys, false, false, price, Math.Max(lots, 1));
    }

    private static bool IsOption(long instrument) => (instrument - 1) % InstrumentsEach >= 2;

    private bool IsClosed(long instrument)
    {
        long expiry = _world.State.Terms(instrument).Expiry.Value;
        return expiry != 0 && _world.Now >= expiry;
    }
}
