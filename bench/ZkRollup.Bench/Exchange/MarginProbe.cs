using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine;

namespace ZkRollup.Bench.Exchange;

/// <summary>An account with a number of positions among others that have eight each.</summary>
internal sealed class MarginProbe
{
    private const long Price = 100_000;
    private const int PositionsMax = 8;
    private const long FirstAccount = 2;

    private readonly ExchangeEngine _engine;
    private readonly SchnorrPublicKey _key = ExchangeSetup.MakeKeys(1)[0];
    private readonly EventBuffer _events = new();
    private readonly long[] _nonces;

    /// <summary>Opens the accounts and lets them trade.</summary>
    /// <param name="others">How many others; even.</param>
    /// <param name="positions">Positions of the account itself, 1 to 8.</param>
    internal MarginProbe(int others, int positions)
    {
        int accounts = (int)FirstAccount + 1 + others;
        _nonces = new long[accounts];
        _engine = new ExchangeEngine(new EngineLimits
        {
            Accounts = accounts,
            Instruments = 1 + PositionsMax,
            Orders = 1 << 10,
            Sessions = accounts,
            LogWords = 0,
        });
        ExchangeSetup setup = new(_engine);
        setup.ReportIndex(default, new PriceTicks(Price));
        for (int instrument = 1; instrument <= PositionsMax; instrument++)
        {
            setup.List(new InstrumentId(instrument), Terms, Limits);
            setup.Mark(new InstrumentId(instrument));
        }

        for (long account = FirstAccount; account < accounts; account++)
        {
            setup.OpenAccount(new AccountId(account), new QuoteAmount(1L << 40), _key);
        }

        for (int instrument = 1; instrument <= PositionsMax; instrument++)
        {
            for (long account = FirstAccount + 1; account < accounts; account += 2)
            {
                Trade(account, account + 1, instrument);
            }

            if (instrument <= positions)
            {
                Trade(FirstAccount, FirstAccount + 1, instrument);
            }
        }

        RequirePositions(positions);
    }

    private static TermsRecord Terms { get; } = new()
    {
        Multiplier = new Multiplier(100),
        PriceStep = new PriceTicks(1),
        Kind = InstrumentKind.Perpetual,
        PriceCap = new PriceTicks((1 << 20) - 1),
    };

    private static LimitsRecord Limits { get; } = new()
    {
        Band = new Ppm(50_000),
        MarkClamp = new Ppm(10_000),
        InitialRate = new Ppm(50_000),
        MaintenanceRate = new Ppm(30_000),
        PositionLimit = new Lots(1 << 20),
        OpenInterestCap = new Lots(1 << 24),
        IsOpen = true,
    };

    /// <summary>Places and cancels an order so many times, in an instrument in which the account has a position.</summary>
    internal void Run(int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            OrderId order = Place(FirstAccount, 1, Side.Buy, Price - 100);
            CancelOrder cancel = new(Header(FirstAccount), order, default);
            _events.Clear();
            ExchangeSetup.Require(_engine.Apply(ExchangeSetup.Start, _key, cancel, _events));
        }
    }

    private void Trade(long buyer, long seller, int instrument)
    {
        Place(buyer, instrument, Side.Buy, Price);
        Place(seller, instrument, Side.Sell, Price);
    }

    private OrderId Place(long account, int instrument, Side side, long price)
    {
        PlaceOrder order = new(
            Header(account),
            new Timestamp(ExchangeSetup.Start.Value + ExchangeSetup.OrderLifetime),
            new InstrumentId(instrument),
            side,
            TimeInForce.GoodTillCancelled,
            ReduceOnly: false,
            SelfTradeMode.CancelTaker,
            new PriceTicks(price),
            new Lots(1),
            new Ppm(0),
            default);
        _events.Clear();
        ExchangeSetup.Require(_engine.Apply(ExchangeSetup.Start, _key, order, _events));
        return new OrderId(order.Header.Serial, order.Header.Nonce);
    }

    private SessionHeader Header(long account) =>
        new(new AccountId(account), default, new SessionSerial(1), new Nonce(++_nonces[account]), ExchangeSetup.Start);

    private void RequirePositions(int positions)
    {
        int found = 0;
        for (int place = 0; place < PositionsMax; place++)
        {
            RecordAddress address = RecordAddress.Position(new AccountId(FirstAccount), place);
            found += PositionRecord.FromRecord(_engine.GetRecord(address)).Size.Value != 0 ? 1 : 0;
        }

        if (found != positions)
        {
            throw new InvalidOperationException($"The account has {found} positions instead of {positions}.");
        }
    }
}
