using System.Buffers.Binary;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine;

namespace ZkRollup.Bench.Exchange;

/// <summary>Brings an engine into a state in which orders are accepted, by the transactions of the protocol.</summary>
/// <remarks>What is rejected here is an error of the benchmark, and throws.</remarks>
internal sealed class ExchangeSetup
{
    /// <summary>All sessions expire this long after the start, the most that an order may.</summary>
    internal const long OrderLifetime = 28L * 24 * 3_600 * 1_000;

    /// <summary>Milliseconds of an oracle round.</summary>
    internal const long RoundLength = 3_000;

    private const int OracleSigners = 4;

    private readonly ExchangeEngine _engine;
    private readonly EventBuffer _events = new();

    internal ExchangeSetup(ExchangeEngine engine)
    {
        _engine = engine;
        for (int signer = 0; signer <= SignerIndex.Risk.Value; signer++)
        {
            SetOracleKey set = new(new SignerIndex(signer), SignerKey.X, SignerKey.Y);
            Require(_engine.Consume(Start, _engine.NextQueueIndex, set, _events, out QueueOutcome outcome), outcome);
        }
    }

    /// <summary>The round in which everything begins.</summary>
    internal static Round FirstRound { get; } = new(600_000_000);

    /// <summary>The time at which everything begins.</summary>
    internal static Timestamp Start { get; } = new(RoundLength * FirstRound.Value);

    /// <summary>The key of all signers of the oracle; no signature is verified in an engine.</summary>
    internal static SchnorrPublicKey SignerKey { get; } = MakeKey(0);

    /// <summary>Distinct keys, the same in every run.</summary>
    internal static SchnorrPublicKey[] MakeKeys(int count) => [.. Enumerable.Range(1, count).Select(MakeKey)];

    /// <summary>Throws if a transaction was rejected.</summary>
    internal static void Require(Cause cause)
    {
        if (cause != Cause.Accepted)
        {
            throw new InvalidOperationException($"A transaction of the benchmark was rejected: {cause}.");
        }
    }

    /// <summary>Lists an instrument.</summary>
    internal void List(InstrumentId instrument, in TermsRecord terms, in LimitsRecord limits)
    {
        ListInstrument list = new(instrument, terms.ToRecord(), limits.ToRecord());
        Require(_engine.Consume(Start, _engine.NextQueueIndex, list, _events, out QueueOutcome outcome), outcome);
    }

    /// <summary>Makes an account with cash and a session, serial 1 in slot 0, that may trade everything.</summary>
    internal void OpenAccount(AccountId account, QuoteAmount cash, in SchnorrPublicKey key)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, account.Value);
        _ = EthereumAddress.TryRead(bytes, out EthereumAddress owner);
        Deposit deposit = new(account, cash, owner, key.X, key.Y);
        Require(_engine.Consume(Start, _engine.NextQueueIndex, deposit, _events, out QueueOutcome outcome), outcome);
        OpenSession open = new(
            account,
            default,
            new Nonce(1),
            Start,
            new Timestamp(Start.Value + OrderLifetime),
            SessionScope.Trade | SessionScope.Cancel,
            Markets: (1UL << 48) - 1,
            new QuoteAmount(QuoteAmount.MaxValue),
            new QuoteAmount(QuoteAmount.MaxValue),
            key.X,
            key.Y);
        Require(_engine.Apply(Start, key, open, _events));
        _events.Clear();
    }

    /// <summary>All signers report a price for the first round.</summary>
    internal void ReportIndex(UnderlyingId underlying, PriceTicks price)
    {
        for (int signer = 0; signer < OracleSigners; signer++)
        {
            Require(_engine.Apply(Start, SignerKey, new OracleUpdate(new SignerIndex(signer), underlying, FirstRound, price), _events));
        }
    }

    /// <summary>Marks a perpetual or a future.</summary>
    internal void Mark(InstrumentId instrument) => Require(_engine.Apply(Start, new UpdateMark(instrument), _events));

    /// <summary>Marks an option.</summary>
    internal void MarkOption(in RiskUpdate update) => Require(_engine.Apply(Start, SignerKey, update, _events));

    private static SchnorrPublicKey MakeKey(int number)
    {
        Span<byte> seed = stackalloc byte[SchnorrSecretKey.SeedLength];
        seed.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(seed, number);
        using SchnorrSecretKey secret = SchnorrSecretKey.FromSeed(seed);
        return secret.PublicKey;
    }

    private static void Require(Cause cause, QueueOutcome outcome)
    {
        Require(cause);
        if (outcome.Code != OutcomeCode.Done)
        {
            throw new InvalidOperationException($"An operation of the benchmark had the outcome {outcome.Code}.");
        }
    }
}
