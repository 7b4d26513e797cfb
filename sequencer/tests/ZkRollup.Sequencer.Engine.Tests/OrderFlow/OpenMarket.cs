using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine.Tests.OrderFlow;

/// <summary>An exchange with one perpetual in which no rule binds but price-time priority, as in a plain matcher.</summary>
/// <remarks>
/// It is set up by real transactions. Prices of the file are shifted by a constant, which keeps their order, so that all of them lie
/// within the widest band that may be listed. Buys and sells come from two pools of accounts, so that no account meets itself; each has
/// 200 orders at most. Cash, budgets and limits are as large as they may be, fees and the least notional are 0. Where 64 makers were
/// touched and the exchange cancels the remainder, the market places that remainder as a further order. Anything else that a plain
/// matcher would not do, a rejection or a removal, is an error here.
/// </remarks>
internal sealed class OpenMarket
{
    /// <summary>Prices of a file are between this …</summary>
    internal const long PriceMin = Mark - Band - Shift;

    /// <summary>… and this.</summary>
    internal const long PriceMax = Mark + Band - Shift;

    private const long Mark = 1_000_000;
    private const long Band = Mark / 5;
    private const long Shift = 850_000;
    private const int OrdersMax = 200;
    private const long FirstAccount = 2;

    private static readonly Round Start = new(600_000_000);
    private static readonly Timestamp Time = new(3_000 * Start.Value);
    private static readonly Timestamp Expiry = new(Time.Value + (28L * 24 * 3_600 * 1_000));
    private static readonly QuoteAmount Unlimited = new(QuoteAmount.MaxValue);
    private static readonly InstrumentId Instrument = new(1);
    private static readonly SchnorrPublicKey Key = MakeKey();

    private readonly IExchange _exchange;
    private readonly EventBuffer _events = new();
    private readonly Action? _follower;
    private readonly int _accountsPerSide;
    private readonly int[] _openOrders;
    private readonly long[] _nonces;
    private readonly int[] _next = new int[2];
    private readonly Dictionary<long, RestingOrder> _byLeaf = [];
    private readonly List<Fill> _fills = [];

    /// <param name="exchange">An exchange without anything in it.</param>
    /// <param name="accountsPerSide">How many buy, and how many sell.</param>
    /// <param name="follower">Is called after each command.</param>
    internal OpenMarket(IExchange exchange, int accountsPerSide, Action? follower = null)
    {
        _exchange = exchange;
        _follower = follower;
        _accountsPerSide = accountsPerSide;
        _openOrders = new int[2 * accountsPerSide];
        _nonces = new long[2 * accountsPerSide];
        SetUp();
    }

    /// <summary>Fills of the order that was placed last, in their order.</summary>
    internal IReadOnlyList<Fill> Fills => _fills;

    /// <summary>How often an order was continued after 64 makers.</summary>
    internal int Continuations { get; private set; }

    /// <summary>Places an order.</summary>
    internal Placement Place(Side side, long price, long lots, bool isImmediate, long tag)
    {
        _fills.Clear();
        int account = ChooseAccount(side);
        for (long remaining = lots; ;)
        {
            Placement placement = PlaceOnce(account, side, price, remaining, isImmediate, tag, out EndOfMatching end);
            if (end != EndOfMatching.WorkLimit)
            {
                return placement;
            }

            remaining = placement.Cancelled;
            Continuations++;
        }
    }

    /// <summary>Cancels an order, if it is still there.</summary>
    /// <param name="order">The order.</param>
    /// <param name="withLeaf">Whether the cancel says where the order lies, or leaves it to the exchange to find it.</param>
    /// <returns>Lots cancelled; 0 if there was no such order.</returns>
    internal long Cancel(RestingOrder order, bool withLeaf = true) =>
        Cancel(order.Account, order.Id, withLeaf ? order.Leaf : OrderLeaf.None);

    /// <summary>Cancels what is thought to be an order: a cancel is always accepted.</summary>
    /// <returns>Lots cancelled; 0 if there was no such order.</returns>
    internal long Cancel(AccountId account, OrderId order, OrderLeaf leaf)
    {
        _events.Clear();
        CancelOrder cancel = new(Header((int)(account.Value - FirstAccount)), order, leaf);
        RequireAccepted(_exchange.Apply(Time, Key, cancel, _events));
        if (_events.Count == 0)
        {
            return 0;
        }

        ExchangeEvent only = Assert.Single(_events.Events.ToArray());
        Assert.Equal(EventKind.OrderCancelled, only.Kind);
        Assert.Equal((byte)EndOfMatching.Signed, only.Cause);
        Assert.Equal((account, order), (only.Account, only.Order));
        RestingOrder resting = _byLeaf[only.Leaf.Value];
        Assert.Equal((resting.Account, resting.Id, resting.Lots), (only.Account, only.Order, only.Lots.Value));
        Leave(resting);
        return only.Lots.Value;
    }

    /// <summary>The account of a side that places the next order.</summary>
    internal AccountId NextAccount(Side side) => new(FirstAccount + ChooseAccount(side));

    private static SchnorrPublicKey MakeKey()
    {
        using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(new byte[SchnorrSecretKey.SeedLength]);
        return secret.PublicKey;
    }

    private void RequireAccepted(Cause cause)
    {
        Assert.Equal(Cause.Accepted, cause);
        _follower?.Invoke();
    }

    private Placement PlaceOnce(int account, Side side, long price, long lots, bool isImmediate, long tag, out EndOfMatching end)
    {
        PlaceOrder order = new(
            Header(account),
            isImmediate ? default : Expiry,
            Instrument,
            side,
            isImmediate ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancelled,
            ReduceOnly: false,
            SelfTradeMode.CancelTaker,
            new PriceTicks(price + Shift),
            new Lots(lots),
            new Ppm(0),
            default);
        _events.Clear();
        RequireAccepted(_exchange.Apply(Time, Key, order, _events));
        end = default;
        Placement placement = new(order.Header.Account, new OrderId(order.Header.Serial, order.Header.Nonce), null, 0);
        foreach (ref readonly ExchangeEvent item in _events.Events)
        {
            switch (item.Kind)
            {
                case EventKind.OrderAccepted:
                    Assert.Equal((placement.Account, placement.Id), (item.Account, item.Order));
                    break;
                case EventKind.Trade:
                    Assert.Equal(placement.Account, item.Account);
                    AddFill(item);
                    break;
                case EventKind.OrderRested:
                    placement = placement with { Resting = Rest(item, tag) };
                    break;
                case EventKind.OrderCancelled:
                    Assert.Equal(placement.Id, item.Order);
                    end = (EndOfMatching)item.Cause;
                    Assert.True(end is EndOfMatching.NothingCrosses or EndOfMatching.WorkLimit, $"The remainder ends with {end}.");
                    placement = placement with { Cancelled = item.Lots.Value };
                    break;
                default:
                    Assert.Fail($"A plain matcher knows no {item.Kind}.");
                    break;
            }
        }

        return placement;
    }

    private void AddFill(in ExchangeEvent trade)
    {
        RestingOrder maker = _byLeaf[trade.Leaf.Value];
        Assert.Equal((maker.Account, maker.Id), (trade.Counterparty, trade.Order));
        Assert.Equal(default, trade.Money);
        Assert.Equal(default, trade.SecondMoney);
        _fills.Add(new Fill(maker, trade.Price.Value - Shift, trade.Lots.Value));
        maker.Lots -= trade.Lots.Value;
        Assert.True(maker.Lots >= 0, $"Order {maker} was filled beyond its size, to {maker.Lots}.");
        if (maker.Lots == 0)
        {
            Leave(maker);
        }
    }

    private RestingOrder Rest(in ExchangeEvent rested, long tag)
    {
        RestingOrder order = new(rested.Account, rested.Order, rested.Leaf, rested.Side, rested.Price.Value - Shift, tag)
        {
            Lots = rested.Lots.Value,
        };
        _byLeaf.Add(order.Leaf.Value, order);
        _openOrders[order.Account.Value - FirstAccount]++;
        return order;
    }

    private void Leave(RestingOrder order)
    {
        order.Lots = 0;
        Assert.True(_byLeaf.Remove(order.Leaf.Value));
        _openOrders[order.Account.Value - FirstAccount]--;
    }

    /// <summary>The accounts of a side take turns; full ones are passed over.</summary>
    private int ChooseAccount(Side side)
    {
        int first = (int)side * _accountsPerSide;
        for (int tries = 0; tries < _accountsPerSide; tries++)
        {
            int account = first + _next[(int)side];
            _next[(int)side] = (_next[(int)side] + 1) % _accountsPerSide;
            if (_openOrders[account] < OrdersMax)
            {
                return account;
            }
        }

        throw new InvalidOperationException($"All {_accountsPerSide} accounts of side {side} have {OrdersMax} orders.");
    }

    private SessionHeader Header(int account) =>
        new(new AccountId(FirstAccount + account), default, new SessionSerial(1), new Nonce(++_nonces[account]), Time);

    private void SetUp()
    {
        for (int signer = 0; signer < 3; signer++)
        {
            SetOracleKey set = new(new SignerIndex(signer), Key.X, Key.Y);
            RequireAccepted(_exchange.Consume(Time, _exchange.NextQueueIndex, set, _events, out QueueOutcome outcome));
            Assert.Equal(OutcomeCode.Done, outcome.Code);
        }

        ListInstrument list = new(Instrument, MakeTerms().ToRecord(), MakeLimits().ToRecord());
        RequireAccepted(_exchange.Consume(Time, _exchange.NextQueueIndex, list, _events, out QueueOutcome listed));
        Assert.Equal(OutcomeCode.Done, listed.Code);
        for (int signer = 0; signer < 3; signer++)
        {
            OracleUpdate report = new(new SignerIndex(signer), default, Start, new PriceTicks(Mark));
            RequireAccepted(_exchange.Apply(Time, Key, report, _events));
        }

        RequireAccepted(_exchange.Apply(Time, new UpdateMark(Instrument), _events));
        for (int account = 0; account < _openOrders.Length; account++)
        {
            OpenAccount(new AccountId(FirstAccount + account));
        }
    }

    private void OpenAccount(AccountId account)
    {
        Span<byte> address = stackalloc byte[EthereumAddress.Bytes];
        address.Fill((byte)account.Value);
        Assert.True(EthereumAddress.TryRead(address, out EthereumAddress owner));
        QuoteAmount share = new((1L << 55) / _openOrders.Length);
        Deposit deposit = new(account, share, owner, Key.X, Key.Y);
        RequireAccepted(_exchange.Consume(Time, _exchange.NextQueueIndex, deposit, _events, out QueueOutcome outcome));
        Assert.Equal(OutcomeCode.Done, outcome.Code);
        OpenSession open = new(
            account,
            default,
            new Nonce(1),
            Time,
            Expiry,
            SessionScope.Trade | SessionScope.Cancel,
            Markets: 1,
            Unlimited,
            Unlimited,
            Key.X,
            Key.Y);
        RequireAccepted(_exchange.Apply(Time, Key, open, _events));
    }

    private static TermsRecord MakeTerms() => new()
    {
        Multiplier = new Multiplier(1),
        PriceStep = new PriceTicks(1),
        Kind = InstrumentKind.Perpetual,
        PriceCap = new PriceTicks((1 << 21) - 1),
    };

    private static LimitsRecord MakeLimits() => new()
    {
        Band = new Ppm(200_000),
        InitialRate = new Ppm(10_000),
        MaintenanceRate = new Ppm(5_000),
        PositionLimit = new Lots(1L << 32),
        OpenInterestCap = new Lots(1L << 34),
        IsOpen = true,
    };
}
