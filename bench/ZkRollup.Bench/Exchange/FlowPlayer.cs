using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine;

namespace ZkRollup.Bench.Exchange;

/// <summary>Plays a flow to an engine in which no rule binds but price-time priority.</summary>
/// <remarks>
/// The transactions are made beforehand. Prices are shifted so that all lie within the band. Buys and sells come from two pools of
/// accounts that take turns, so that no account meets itself. Cancels do not say where their order lies: the engine finds it. Margins are
/// checked as always, but cash is plenty.
/// </remarks>
internal sealed class FlowPlayer
{
    private const long Mark = 1_000_000;
    private const long Shift = 850_000;
    private const long FirstAccount = 2;

    private static readonly InstrumentId Instrument = new(1);

    private readonly byte[] _kinds;
    private readonly PlaceOrder[] _places;
    private readonly CancelOrder[] _cancels;
    private readonly SchnorrPublicKey[] _keys;
    private readonly EventBuffer _events = new();
    private ExchangeEngine? _engine;

    internal FlowPlayer(IReadOnlyList<FlowMessage> messages, int accountsPerSide)
    {
        _kinds = [.. messages.Select(message => (byte)message.Kind)];
        _places = new PlaceOrder[messages.Count];
        _cancels = new CancelOrder[messages.Count];
        _keys = ExchangeSetup.MakeKeys(2 * accountsPerSide);
        MakeTransactions(messages, accountsPerSide);
    }

    /// <summary>Messages of a pass.</summary>
    internal int Messages => _kinds.Length;

    /// <summary>Fills of the last pass.</summary>
    internal int Trades { get; private set; }

    /// <summary>Prepares a pass: a new engine.</summary>
    internal void Prepare()
    {
        _engine = new ExchangeEngine(new EngineLimits
        {
            Accounts = (int)FirstAccount + _keys.Length,
            Instruments = 2,
            Orders = 1 << 14,
            Sessions = (int)FirstAccount + _keys.Length,
            LogWords = 0,
        });
        ExchangeSetup setup = new(_engine);
        setup.List(Instrument, MakeTerms(), MakeLimits());
        setup.ReportIndex(default, new PriceTicks(Mark));
        setup.Mark(Instrument);
        for (int account = 0; account < _keys.Length; account++)
        {
            setup.OpenAccount(new AccountId(FirstAccount + account), new QuoteAmount(1L << 43), _keys[account]);
        }
    }

    /// <summary>Plays all messages.</summary>
    internal void Play()
    {
        int trades = 0;
        for (int i = 0; i < _kinds.Length; i++)
        {
            bool isThere = true;
            if (_kinds[i] != 'N')
            {
                _events.Clear();
                ref readonly CancelOrder cancel = ref _cancels[i];
                ExchangeSetup.Require(_engine!.Apply(ExchangeSetup.Start, KeyOf(cancel.Header), cancel, _events));
                isThere = _kinds[i] == 'M' && _events.Count > 0;
            }

            if (isThere)
            {
                _events.Clear();
                ref readonly PlaceOrder place = ref _places[i];
                ExchangeSetup.Require(_engine!.Apply(ExchangeSetup.Start, KeyOf(place.Header), place, _events));
                foreach (ref readonly ExchangeEvent item in _events.Events)
                {
                    trades += item.Kind == EventKind.Trade ? 1 : 0;
                }
            }
        }

        Trades = trades;
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

    private ref readonly SchnorrPublicKey KeyOf(in SessionHeader header) => ref _keys[header.Account.Value - FirstAccount];

    private void MakeTransactions(IReadOnlyList<FlowMessage> messages, int accountsPerSide)
    {
        int[] turns = new int[2];
        Dictionary<int, SessionHeader> owners = [];
        for (int i = 0; i < messages.Count; i++)
        {
            FlowMessage message = messages[i];
            if (message.Kind != 'N')
            {
                SessionHeader target = owners[message.OrderId];
                SessionHeader header = target with { Nonce = new Nonce((2L * i) + 1) };
                _cancels[i] = new CancelOrder(header, new OrderId(target.Serial, target.Nonce), default);
            }

            if (message.Kind != 'C')
            {
                int side = (int)message.Side;
                AccountId account = new(FirstAccount + (side * accountsPerSide) + (turns[side]++ % accountsPerSide));
                SessionHeader header = new(account, default, new SessionSerial(1), new Nonce((2L * i) + 2), ExchangeSetup.Start);
                owners[message.OrderId] = header;
                _places[i] = MakeOrder(message, header);
            }
        }
    }

    private static PlaceOrder MakeOrder(in FlowMessage message, in SessionHeader header) => new(
        header,
        message.IsImmediate ? default : new Timestamp(ExchangeSetup.Start.Value + ExchangeSetup.OrderLifetime),
        Instrument,
        message.Side,
        message.IsImmediate ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancelled,
        ReduceOnly: false,
        SelfTradeMode.CancelTaker,
        new PriceTicks(message.Price + Shift),
        new Lots(message.Lots),
        new Ppm(0),
        default);
}
