using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Reports of the oracle and the index that follows from them (§9.1).</summary>
public sealed partial class ExchangeEngine
{
    private const long ReportAgeMax = 10_000;

    /// <summary>Fresh reports that make an index.</summary>
    private const int Quorum = 3;

    /// <summary>The index moves by at most anchor/20 a round.</summary>
    private const long JumpDivisor = 20;

    /// <inheritdoc/>
    public Cause Apply(Timestamp time, in SchnorrPublicKey key, in OracleUpdate transaction, EventBuffer events)
    {
        Cause cause = CheckOracleUpdate(time, key, transaction);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (!TryAccept(time, TransactionKind.OracleUpdate, transaction))
        {
            return Cause.Overloaded;
        }

        int signer = (int)transaction.Signer.Value;
        int underlying = (int)transaction.Underlying.Value;
        ref BoardState board = ref _state.Boards[underlying];
        board.Rounds[signer] = transaction.Round.Value;
        board.Prices[signer] = transaction.Price.Value;
        _state.WroteBoard(underlying);
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.OracleReported,
            Price = transaction.Price,
            Number = OracleNumber(transaction.Round.Value, underlying) + signer,
        });
        UpdateIndex(underlying, events);
        return Finish();
    }

    /// <remarks>An underlying above 47 has no <see cref="UnderlyingId"/>: whoever parses a message finds UnderlyingInvalid.</remarks>
    private Cause CheckOracleUpdate(Timestamp time, in SchnorrPublicKey key, in OracleUpdate transaction)
    {
        if (CheckTime(time) != Cause.Accepted)
        {
            return Cause.TimeDecreases;
        }

        long signer = transaction.Signer.Value;
        if (signer >= BoardRecord.Signers)
        {
            return Cause.SignerInvalid;
        }

        Cause cause = CheckSigner((int)signer, key);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        if (transaction.Price.Value == 0)
        {
            return Cause.PriceInvalid;
        }

        int underlying = (int)transaction.Underlying.Value;
        _state.ReadBoard(underlying);
        return CheckRound(time, transaction.Round, _state.Boards[underlying].Rounds[(int)signer]);
    }

    /// <summary>UnknownSigner, SignatureInvalid.</summary>
    private Cause CheckSigner(int signer, in SchnorrPublicKey key)
    {
        ref readonly SessionKey own = ref _state.Signers[signer].Key;
        _state.ReadSigner(signer);
        if (own.Y.IsZero)
        {
            return Cause.UnknownSigner;
        }

        return key.X != own.X || key.Y != own.Y ? Cause.SignatureInvalid : Cause.Accepted;
    }

    /// <summary>RoundNotIncreasing, RoundInFuture, ReportTooOld.</summary>
    private static Cause CheckRound(Timestamp time, Round round, long last)
    {
        long start = RoundMilliseconds * round.Value;
        return round.Value <= last ? Cause.RoundNotIncreasing
            : start > time.Value ? Cause.RoundInFuture
            : start + ReportAgeMax < time.Value ? Cause.ReportTooOld
            : Cause.Accepted;
    }

    /// <summary>The median of the fresh reports, within 5 % of what the index was before this round (§9.1, 2 to 5).</summary>
    private void UpdateIndex(int underlying, EventBuffer events)
    {
        ref BoardState board = ref _state.Boards[underlying];
        ReadOnlySpan<long> rounds = board.Rounds;
        ReadOnlySpan<long> prices = board.Prices;
        long current = 0;
        foreach (long round in rounds)
        {
            current = Math.Max(current, round);
        }

        Span<long> fresh = stackalloc long[BoardRecord.Signers];
        int count = 0;
        for (int i = 0; i < BoardRecord.Signers; i++)
        {
            if (rounds[i] > 0 && rounds[i] >= current - 1)
            {
                fresh[count++] = prices[i];
            }
        }

        if (count < Quorum)
        {
            return;
        }

        fresh = fresh[..count];
        fresh.Sort();
        long median = fresh[(count - 1) / 2];
        long price = board.IndexPrice;
        bool isNewRound = board.IndexRound < current;
        if (isNewRound)
        {
            board.IndexAnchor = price;
            board.IndexRound = current;
        }

        long anchor = board.IndexAnchor;
        long jump = Math.Max(1, anchor / JumpDivisor);
        board.IndexPrice = anchor == 0 ? median : Math.Clamp(median, anchor - jump, anchor + jump);
        if (!isNewRound && board.IndexPrice == price)
        {
            _state.ReadIndex(underlying);
            return;
        }

        _state.WroteIndex(underlying);
        events.Add(new ExchangeEvent
        {
            Kind = EventKind.IndexUpdated,
            Price = new PriceTicks(board.IndexPrice),
            Number = OracleNumber(board.IndexRound, underlying),
        });
    }

    /// <summary>A round and an underlying as events have them (§17).</summary>
    private static long OracleNumber(long round, int underlying) => (round << 16) + ((long)underlying << 8);
}
