using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Batcher;
using ZkRollup.Sequencer.Engine;
using ZkRollup.Sequencer.Engine.Keeping;

namespace ZkRollup.Sequencer.Traffic;

/// <summary>A market with traders, an oracle, a keeper and an L1 queue on an engine of its own: traffic from a seed.</summary>
/// <remarks>
/// For demonstrations, benchmarks and files to try things with. It begins with genesis: keys of the oracle, instruments, prices, deposits,
/// sessions. Then orders rest and meet, some are cancelled; each round of the oracle prices move, now and then by much, marks
/// follow, and the keeper liquidates who cannot hold a position any more; futures expire and are settled and others listed; owners
/// deposit, withdraw and force requests through L1, some of which are invalid. Signatures are real, and verified as a sequencer would. All
/// follows from the seed: keys too, so they are worth nothing. Not for concurrent use.
/// </remarks>
public sealed partial class MarketTraffic : IDisposable
{
    /// <summary>Milliseconds of an oracle round.</summary>
    private const long RoundLength = 3_000;

    private const long FirstTime = 600_000_000 * RoundLength;
    private const int MillisecondsBetweenMax = 60;

    /// <summary>Choices in a row that the exchange may refuse: traders do not look up whether they can pay.</summary>
    private const int RefusalsMax = 1_000;

    private const long FeesInterval = 60_000;

    private readonly ulong _seed;
    private readonly TrafficOptions _options;
    private readonly TransactionDomain _domain;
    private readonly Choices _choices;
    private readonly KeptSignatures _signatures = new();
    private readonly EventBuffer _events = new();
    private readonly Keeper _keeper;
    private readonly Queue<Func<Cause>> _pending = new();
    private readonly Trader[] _traders;
    private readonly SchnorrSecretKey[] _signers;
    private long _now = FirstTime;
    private long _round = FirstTime / RoundLength;
    private bool _isKeeping;
    private QueueOutcome _outcome;
    private TransactionKind _kind;

    /// <summary>A market at genesis.</summary>
    /// <param name="seed">All follows from it.</param>
    /// <param name="domain">Chain and contract that signatures are for.</param>
    /// <param name="options">Its size.</param>
    public MarketTraffic(ulong seed, TransactionDomain domain, TrafficOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Require();
        _seed = seed;
        _options = options;
        _domain = domain;
        _choices = new(seed);
        Engine = new(new()
        {
            Accounts = 2 + options.Traders,
            Instruments = InstrumentsMax,
            Orders = 1 << 16,
            Sessions = 16 * (2 + options.Traders),
            LogWords = 1 << 20,
        });
        _keeper = new(Engine, new() { FeesInterval = FeesInterval });
        _traders =
        [
            .. Enumerable.Range(0, options.Traders).Select(i => new Trader(
                seed, new(AccountId.Operator.Value + 1 + i), isBold: i % options.TradersToABoldOne == options.TradersToABoldOne - 1)),
        ];
        _signers = [.. Enumerable.Range(0, (int)SignerIndex.Risk.Value + 1).Select(i => DevelopmentKeys.Of(seed, -1 - i, 0))];
        EnqueueGenesis();
    }

    /// <summary>The engine. What it did is in its log, which is the caller's to read and to clear.</summary>
    public ExchangeEngine Engine { get; }

    /// <summary>The signatures of all transactions so far.</summary>
    public ISignatureSource Signatures => _signatures;

    /// <summary>What the last transaction did.</summary>
    public ReadOnlySpan<ExchangeEvent> Events => _events.Events;

    /// <summary>The owner of the operator's account.</summary>
    public EthereumAddress Operator => DevelopmentKeys.Owner(_seed, AccountId.Operator.Value);

    /// <summary>Transactions that the exchange refused so far.</summary>
    public int Refusals { get; private set; }

    /// <summary>Makes transactions until the exchange accepts one.</summary>
    /// <exception cref="InvalidOperationException">It accepts none, because its log is full or it has no place for more.</exception>
    public TrafficStep Next()
    {
        Cause cause = Cause.Accepted;
        for (int i = 0; i < RefusalsMax; i++)
        {
            _events.Clear();
            _outcome = default;
            cause = Attempt();
            if (cause == Cause.Accepted)
            {
                Follow();
                return new(_kind, new(_now), _outcome);
            }

            Refusals++;
        }

        throw new InvalidOperationException($"The exchange refused {RefusalsMax} transactions, the last one, {_kind}, by {cause}.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Trader trader in _traders)
        {
            trader.Dispose();
        }

        foreach (SchnorrSecretKey signer in _signers)
        {
            signer.Dispose();
        }
    }

    private Cause Attempt()
    {
        if (_pending.TryDequeue(out Func<Cause>? next))
        {
            return next();
        }

        if (_isKeeping && TryKeep(out Cause cause))
        {
            return cause;
        }

        _isKeeping = false;
        _now += _choices.Between(1, MillisecondsBetweenMax);
        if (_now / RoundLength > _round)
        {
            _round = _now / RoundLength;
            BeginRound();
            return _pending.Dequeue()();
        }

        return Trade();
    }

    /// <summary>What the keeper proposes, if anything.</summary>
    private bool TryKeep(out Cause cause)
    {
        do
        {
            if (_keeper.TryNext(new(_now), out ProvenTransaction proposal))
            {
                _kind = proposal.Kind;
                cause = proposal.ApplyTo(Engine, new(_now), _events);
                return true;
            }
        }
        while (!_keeper.IsIdle);
        cause = default;
        return false;
    }

    /// <summary>Signs a transaction, verifies the signature as a sequencer does, and applies it.</summary>
    private Cause Apply<T>(SchnorrSecretKey key, in T transaction)
        where T : unmanaged, ISignedTransaction<T>
    {
        _kind = T.Kind;
        SchnorrSignature signature = key.Sign(_domain, transaction);
        SchnorrPublicKey verified = TransactionSigning.Verify(_domain, transaction, signature, key.PublicKey);
        Cause cause = T.Apply(Engine, new(_now), verified, transaction, _events);
        if (cause == Cause.Accepted)
        {
            _signatures.Keep(Engine.LastSequence, signature);
        }

        return cause;
    }

    /// <summary>Consumes the next operation of the L1 queue, which is this one.</summary>
    private Cause Consume<T>(in T operation)
        where T : unmanaged, IQueueOperation<T>
    {
        _kind = T.Kind;
        return T.Consume(Engine, new(_now), Engine.NextQueueIndex, operation, _events, out _outcome);
    }

    /// <summary>Notes the orders that rest; who was liquidated pays in again.</summary>
    private void Follow()
    {
        foreach (ref readonly ExchangeEvent item in _events.Events)
        {
            if (item.Kind == EventKind.OrderRested)
            {
                TraderOf(item.Account).Orders.Add((item.Order, item.Leaf));
            }
            else if (item.Kind == EventKind.LiquidationStep)
            {
                Trader trader = TraderOf(item.Account);
                _pending.Enqueue(() => Deposit(trader));
            }
        }
    }

    private Trader TraderOf(AccountId account) => _traders[account.Value - AccountId.Operator.Value - 1];
}
