using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Sequencer.Engine.Tests.Risk;

/// <summary>A small exchange whose numbers can be computed by hand: round parameters, no fees, marks that are the index.</summary>
/// <remarks>
/// Underlying 0, five signers with keys, account 1 is the operator. An instrument has multiplier 2, 10 % initial and 5 % maintenance margin
/// unless said otherwise. Money is conserved after each transaction that a test asks for with <see cref="RequireConservation"/>.
/// </remarks>
internal sealed class RiskWorld
{
    internal const long Round = 3_000;
    internal const long Start = 1_800_000_000;
    internal const long Operator = 1;
    internal const long Perpetual = 1;

    private const int Accounts = 64;
    private const int Instruments = 16;
    private const int Orders = 512;
    private const int RiskSigner = 4;
    private const int FirstSignerKey = 900;

    private readonly EventBuffer _events = new();
    private readonly long[] _nonces = new long[Accounts];

    internal RiskWorld()
    {
        Engine = new ExchangeEngine(new EngineLimits { Accounts = Accounts, Instruments = Instruments, Orders = Orders, Sessions = 256 });
        View = new StateView(Engine.GetRecord);
        for (int i = 0; i <= RiskSigner; i++)
        {
            (Fr x, Fr y) = KeyRing.Coordinates(FirstSignerKey + i);
            Consume((time, index) => Engine.Consume(time, index, new SetOracleKey(new(i), x, y), _events, out _));
        }
    }

    internal ExchangeEngine Engine { get; }

    internal StateView View { get; }

    internal long Now { get; private set; } = Start;

    /// <summary>What the last accepted transaction reported.</summary>
    internal IReadOnlyList<ExchangeEvent> Events => _events.Events.ToArray();

    internal static LimitsRecord Limits { get; } = new()
    {
        Band = new(200_000),
        InitialRate = new(100_000),
        MaintenanceRate = new(50_000),
        PositionLimit = new(1_000_000),
        OpenInterestCap = new(10_000_000),
        IsOpen = true,
    };

    internal static TermsRecord Terms { get; } = new()
    {
        Kind = InstrumentKind.Perpetual,
        Multiplier = new(2),
        PriceStep = new(1),
        PriceCap = new(100_000),
    };

    /// <summary>A world with a perpetual whose mark is 1,000.</summary>
    internal static RiskWorld WithPerpetual(LimitsRecord? limits = null)
    {
        RiskWorld world = new();
        world.List(Perpetual, Terms, limits ?? Limits);
        world.MoveTo(1_000, Perpetual);
        return world;
    }

    internal ExchangeEvent Event(EventKind kind) => Assert.Single(Events, item => item.Kind == kind);

    internal long Cash(long account) => View.Account(account).Cash.Value;

    internal long Size(long account, long instrument = Perpetual) => View.PositionIn(account, instrument).Size.Value;

    internal void Advance(long milliseconds) => Now += milliseconds;

    internal void List(long instrument, TermsRecord terms, LimitsRecord limits)
    {
        ListInstrument operation = new(new(instrument), terms.ToRecord(), limits.ToRecord());
        QueueOutcome outcome = Consume((time, index) =>
        {
            Cause cause = Engine.Consume(time, index, operation, _events, out QueueOutcome result);
            return (cause, result);
        });
        Assert.Equal(OutcomeCode.Done, outcome.Code);
    }

    internal void SetLimits(long instrument, LimitsRecord limits)
    {
        QueueOutcome outcome = Consume((time, index) =>
        {
            SetParameters operation = new(new(instrument), limits.ToRecord());
            Cause cause = Engine.Consume(time, index, operation, _events, out QueueOutcome result);
            return (cause, result);
        });
        Assert.Equal(OutcomeCode.Done, outcome.Code);
    }

    /// <summary>A deposit; the first one makes the account and opens a session that may do everything.</summary>
    internal void Deposit(long account, long amount)
    {
        (Fr x, Fr y) = KeyRing.Coordinates((int)Math.Max(account, 1));
        bool isNew = account != 0 && !View.HasAccount(account);
        Deposit operation = new(new(account), new(amount), KeyRing.Owner(account), x, y);
        QueueOutcome outcome = Consume((time, index) =>
        {
            Cause cause = Engine.Consume(time, index, operation, _events, out QueueOutcome result);
            return (cause, result);
        });
        Assert.Equal(OutcomeCode.Done, outcome.Code);
        if (isNew)
        {
            OpenSession session = new(
                new(account),
                default,
                new(1),
                new(Now),
                new(Now + (1L << 40)),
                SessionScope.Trade | SessionScope.Cancel | SessionScope.Withdraw | SessionScope.CancelOnDisconnect,
                (1UL << 48) - 1,
                new((1L << 59) - 1),
                new((1L << 59) - 1),
                KeyOf(account).X,
                KeyOf(account).Y);
            Require(Engine.Apply(new(Now), KeyOf(account), session, Fresh()));
        }
    }

    internal QueueOutcome ForcedClose(long account, long instrument, Side side, long largest) => Consume((time, index) =>
    {
        ForcedClose operation = new(new(account), new(instrument), side, new(largest), KeyRing.Owner(account));
        Cause cause = Engine.Consume(time, index, operation, _events, out QueueOutcome result);
        return (cause, result);
    });

    internal Cause Place(long account, long instrument, Side side, long price, long lots, bool rests, long expiry = 0)
    {
        PlaceOrder order = new(
            HeaderOf(account),
            rests ? new(expiry != 0 ? expiry : Now + 1_000_000_000) : default,
            new(instrument),
            side,
            rests ? TimeInForce.GoodTillCancelled : TimeInForce.ImmediateOrCancel,
            false,
            SelfTradeMode.CancelTaker,
            new(price),
            new(lots),
            new(10_000),
            default);
        return Engine.Apply(new(Now), KeyOf(account), order, Fresh());
    }

    /// <summary>An order that rests.</summary>
    /// <returns>Its leaf.</returns>
    internal long Rest(long account, Side side, long price, long lots, long instrument = Perpetual, long expiry = 0)
    {
        Require(Place(account, instrument, side, price, lots, rests: true, expiry));
        return Event(EventKind.OrderRested).Leaf.Value;
    }

    /// <summary>A fill at a price between two accounts and nobody else.</summary>
    internal void Trade(long buyer, long seller, long price, long lots, long instrument = Perpetual)
    {
        Rest(seller, Side.Sell, price, lots, instrument);
        Require(Place(buyer, instrument, Side.Buy, price, lots, rests: false));
        Assert.Equal(lots, Event(EventKind.Trade).Lots.Value);
    }

    internal void CancelAll(long account) => Require(Engine.Apply(new(Now), KeyOf(account), new CancelAll(HeaderOf(account)), Fresh()));

    internal Cause Withdraw(long account, long amount) =>
        Engine.Apply(new(Now), KeyOf(account), new Withdraw(HeaderOf(account), new(amount)), Fresh());

    internal Cause Report(long signer, long price, long round, long underlying = 0) => Engine.Apply(
        new(Now),
        KeyRing.Verified(FirstSignerKey + (int)signer),
        new OracleUpdate(new(signer), new(underlying), new(round), new(price)),
        Fresh());

    /// <summary>The next round, in which three signers report a price.</summary>
    internal void NextRound(long price, long rounds = 1)
    {
        Now = ((Now / Round) + rounds) * Round;
        for (int signer = 0; signer < 3; signer++)
        {
            Require(Report(signer, price, Now / Round));
        }
    }

    /// <summary>Rounds until the index is at a price; then marks are updated.</summary>
    internal void MoveTo(long price, params long[] instruments)
    {
        do
        {
            NextRound(price);
        }
        while (View.Index(0).Price.Value != price);

        foreach (long instrument in instruments)
        {
            Require(UpdateMark(instrument));
        }
    }

    internal Cause UpdateMark(long instrument) => Engine.Apply(new(Now), new UpdateMark(new(instrument)), Fresh());

    internal Cause UpdateRisk(long instrument, long mark, long initial, long maintenance, long? round = null) => Engine.Apply(
        new(Now),
        KeyRing.Verified(FirstSignerKey + RiskSigner),
        new RiskUpdate(new(instrument), new(round ?? (Now / Round)), new(mark), new(initial), new(maintenance)),
        Fresh());

    internal Cause Liquidate(long account, long instrument = Perpetual) =>
        Engine.Apply(new(Now), new Liquidate(new(account), new(instrument)), Fresh());

    internal Cause Deleverage(long account, long counterparty, long instrument = Perpetual) =>
        Engine.Apply(new(Now), new Deleverage(new(account), new(instrument), new(counterparty)), Fresh());

    internal Cause Settle(long account, long instrument) =>
        Engine.Apply(new(Now), new SettleExpiry(new(account), new(instrument)), Fresh());

    internal Cause CollectFees(long instrument = Perpetual) => Engine.Apply(new(Now), new CollectFees(new(instrument)), Fresh());

    /// <summary>Gives an insurance exactly so much cash, from the fund.</summary>
    internal void Insure(long cash, long instrument = Perpetual)
    {
        LimitsRecord limits = View.Limits(instrument);
        SetLimits(instrument, limits with { InsuranceTarget = new(cash) });
        Deposit(0, cash - View.Insurance(instrument).Cash.Value);
        Require(CollectFees(instrument));
        SetLimits(instrument, limits);
        Assert.Equal(cash, View.Insurance(instrument).Cash.Value);
    }

    internal MarginScan Scan(long account)
    {
        Engine.BeginLook();
        Engine.Scan((int)account, Now, out MarginScan scan);
        return scan;
    }

    internal long Withdrawable(long account)
    {
        Engine.BeginLook();
        return Engine.Withdrawable((int)account, Now);
    }

    /// <summary>The invariants of docs/protocol.md, 12, over all records.</summary>
    internal void RequireConservation()
    {
        List<KeyValuePair<RecordAddress, Record>> records = [];
        void Add(Subtree subtree, uint count)
        {
            for (uint i = 0; i < count; i++)
            {
                RecordAddress address = RecordAddress.Of(subtree, i);
                Record record = Engine.GetRecord(address);
                if (record != default)
                {
                    records.Add(new(address, record));
                }
            }
        }

        Add(Subtree.Accounts, Accounts * RecordAddress.AccountStride);
        Add(Subtree.Orders, Orders + 1);
        Add(Subtree.Instruments, Instruments * RecordAddress.InstrumentStride);
        Add(Subtree.System, 256);
        Assert.Empty(Conservation.Violations(records));
    }

    internal static void Require(Cause cause) => Assert.Equal(Cause.Accepted, cause);

    private static SchnorrPublicKey KeyOf(long account) => KeyRing.Verified((int)account);

    private SessionHeader HeaderOf(long account) => new(new(account), default, new(1), new(++_nonces[account]), new(Now));

    private EventBuffer Fresh()
    {
        _events.Clear();
        Engine.Log!.Clear();
        return _events;
    }

    private void Consume(Func<Timestamp, QueueIndex, Cause> consume)
    {
        Fresh();
        Require(consume(new(Now), Engine.NextQueueIndex));
    }

    private QueueOutcome Consume(Func<Timestamp, QueueIndex, (Cause, QueueOutcome)> consume)
    {
        Fresh();
        (Cause cause, QueueOutcome outcome) = consume(new(Now), Engine.NextQueueIndex);
        Require(cause);
        return outcome;
    }
}
