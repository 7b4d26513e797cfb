using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>Makes the next command from a seed and the state: plausible traffic, aimed boundaries, hostile changes.</summary>
/// <remarks>The same seed over the same answers gives the same stream. It only makes commands; whoever drives it applies them.</remarks>
internal sealed class TrafficGenerator
{
    private const int LiveInstrumentsWanted = 10;
    private readonly TrafficWorld _world;
    private readonly ListingTraffic _listing;
    private readonly OwnerTraffic _owners;
    private readonly OrderTraffic _orders;
    private readonly PriceTraffic _prices;
    private readonly RiskTraffic _risk;
    private readonly BoundaryTraffic _boundary;
    private readonly BurstTraffic _bursts;
    private readonly Mutation _mutation;
    private readonly SeededGenerator _random;
    private readonly int _phaseLengthMax;
    private TrafficPhase _phase = TrafficPhase.All[0];
    private int _left;
    private long _round;

    /// <summary>A generator for a new exchange.</summary>
    /// <param name="state">The state of the exchange that the commands are for.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="profile">Magnitudes.</param>
    /// <param name="phaseLengthMax">Most commands of one character in a row.</param>
    internal TrafficGenerator(StateView state, ulong seed, TrafficProfile profile, int phaseLengthMax = 900)
    {
        _random = new SeededGenerator(seed);
        _phaseLengthMax = phaseLengthMax;
        _world = new TrafficWorld(state, _random, profile);
        _listing = new ListingTraffic(_world);
        _owners = new OwnerTraffic(_world);
        _orders = new OrderTraffic(_world);
        _prices = new PriceTraffic(_world);
        _risk = new RiskTraffic(_world);
        _boundary = new BoundaryTraffic(_world, _orders, _risk, _listing);
        _bursts = new BurstTraffic(_world, _orders, _owners, _risk);
        _mutation = new Mutation(_world);
        EnqueueGenesis();
    }

    /// <summary>The next command.</summary>
    internal Command Next()
    {
        while (true)
        {
            Advance();
            if (_world.Later.TryPeek(out _, out long due) && due <= _world.Made)
            {
                _world.Pending.Enqueue(_world.Later.Dequeue());
            }

            Command? command = _world.Pending.Count > 0 && !_random.Percent(15) ? _world.Pending.Dequeue()() : Choose();
            if (command is not null)
            {
                _world.Made++;
                return (_random.Percent(4) ? _mutation.Of(command) : command).Clamped();
            }
        }
    }

    /// <summary>Tells what an exchange answered to the last command.</summary>
    internal void Observe(Command command, CommandResult result, ReadOnlySpan<ExchangeEvent> events) =>
        _world.Observe(command, result, events);

    private void EnqueueGenesis()
    {
        // Before there are keys, instruments and an index.
        _world.Pending.Enqueue(_prices.AnyReport);
        _world.Pending.Enqueue(() => _prices.Make(1, 1, 1, 1));
        _world.Pending.Enqueue(() => _listing.List(InstrumentKind.Call, _world.Feeds[0], 600));
        for (long signer = 0; signer < 5; signer++)
        {
            long named = signer;
            _world.Pending.Enqueue(() => _world.Plain(TransactionKind.SetOracleKey, named, _world.FreshKey()));
        }

        _world.Pending.Enqueue(() => _prices.Make(1, 1, 1, 1));

        foreach (PriceFeed feed in _world.Feeds)
        {
            _world.Pending.Enqueue(() => _listing.List(InstrumentKind.Perpetual, feed, 0));
        }

        for (long account = 2; account <= _world.Profile.Accounts + 1; account++)
        {
            long named = account;
            _world.Pending.Enqueue(() => _owners.Create(named));
            _world.Pending.Enqueue(() => _owners.OpenSession(named, 0));
            _world.Pending.Enqueue(() => _owners.OpenSession(named, 1));
        }

        const long operatorAppears = 600;
        _world.Later.Enqueue(() => _owners.Create(1), operatorAppears);

        _world.Pending.Enqueue(_owners.DepositToFund);
    }

    private void Advance()
    {
        if (_left-- <= 0)
        {
            _phase = _random.Pick(TrafficPhase.All);
            _left = (int)_random.Between(_phaseLengthMax / 4, _phaseLengthMax);
            _world.Now += _phase.FirstStep == 0 ? 0 : _random.Between(_phase.FirstStep, _phase.FirstStep + 10_000);
            if (_phase.Name == "moments")
            {
                _world.Pending.Clear();
            }
        }

        _world.Now += _random.Below(_phase.StepMax + 1);
        if (_phase.Name == "moments" && _random.Percent(4))
        {
            _world.Now = Math.Max(_world.Now, _boundary.NextMoment(120_000));
        }

        long round = _world.Now / PriceTraffic.RoundMilliseconds;
        if (round != _round && _world.Pending.Count < 60)
        {
            _round = round;
            BeginRound();
        }
    }

    private void BeginRound()
    {
        if (_phase.HasOracle)
        {
            _prices.EnqueueRound(_phase.Drift, _phase.Noise);
        }

        if (_phase.HasKeepers)
        {
            _risk.EnqueueLiquidations();
            _risk.EnqueueSettlements();
        }

        if (_world.LiveInstruments.Count < LiveInstrumentsWanted && _random.Percent(30))
        {
            _world.Pending.Enqueue(_listing.ListAny);
        }

        for (int i = 0; i < 2; i++)
        {
            long account = _world.AnyAccount();
            _world.Pending.Enqueue(() => _owners.Restore(account));
        }
    }

    private Command? Choose() => _random.Below(1_000) switch
    {
        < 420 => _orders.Place(),
        < 480 => _orders.Cancel(),
        < 485 => _orders.CancelAll(),
        < 510 => Hostile(),
        < 620 => _boundary.Any(),
        < 635 => _owners.OpenSession(),
        < 640 => _orders.Place(),
        < 645 => _owners.RevokeSession(),
        < 680 => _owners.Withdraw(),
        < 700 => _owners.Deposit(),
        < 704 => _owners.DepositToFund(),
        < 707 => _owners.DepositAtBound(),
        < 712 => _owners.Create(_random.Percent(50) ? _random.Between(1, 40) : _world.Profile.Accounts + 2),
        < 715 => _owners.ChangeKey(),
        < 718 => _owners.ForcedCancelAll(),
        < 728 => _owners.ForcedWithdraw(),
        < 745 => _owners.ForcedClose(),
        < 746 => _listing.ListAny(),
        < 762 => _listing.SetAny(),
        < 764 => _listing.SetSigner(),
        < 790 => _prices.AnyReport(),
        < 815 => _prices.AnyMark(),
        < 850 => _risk.Remove(),
        < 853 => _risk.RemoveByEveryCause(),
        < 890 => _risk.Liquidate(),
        < 915 => _risk.Deleverage(),
        < 930 => _risk.Settle(),
        < 945 => _risk.CollectFees(),
        < 950 => _mutation.Replay(),
        < 990 => Hostile(),
        _ => Burst(),
    };

    /// <summary>A command of any kind, each as likely as any other, made by anyone who has a key, and changed.</summary>
    private Command? Hostile()
    {
        _world.IsHostile = true;
        Command? command = _random.Below(22) switch
        {
            0 => _owners.Deposit(),
            1 => _owners.ChangeKey(),
            2 => _owners.ForcedCancelAll(),
            3 => _owners.ForcedWithdraw(),
            4 => _owners.ForcedClose(),
            5 => _listing.ListAny(),
            6 => _listing.SetAny(),
            7 => _listing.SetSigner(),
            8 => _owners.OpenSession(),
            9 => _owners.RevokeSession(),
            10 => _orders.Place(),
            11 => _orders.Cancel(),
            12 => _orders.CancelAll(),
            13 => _owners.Withdraw(),
            14 => _prices.AnyReport(),
            15 or 16 => _prices.AnyMark(),
            17 => _risk.Remove(),
            18 => _risk.Liquidate(),
            19 => _risk.Deleverage(),
            20 => _risk.Settle(),
            _ => _risk.CollectFees(),
        };
        _world.IsHostile = false;
        return command is null || _random.Percent(20) ? command : _mutation.Of(command);
    }

    private Command? Burst()
    {
        if (!_random.Percent(50))
        {
            return null;
        }

        switch (_random.Below(16))
        {
            case 0 or 1 or 2:
                _bursts.MakerWall();
                break;
            case 3 or 14 or 15:
                _bursts.FullOrders();
                break;
            case 4:
                _bursts.ManyPositions();
                break;
            case 5:
                _bursts.ManySessions();
                break;
            case 6 or 7:
                _bursts.EpochTricks();
                break;
            case 8 or 9 or 10:
                _bursts.BudgetedMakers();
                break;
            default:
                _bursts.ReduceOnlyMakers();
                break;
        }

        return null;
    }
}
