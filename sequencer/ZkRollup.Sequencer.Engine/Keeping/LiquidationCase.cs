using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine.Keeping;

/// <summary>An account below maintenance margin, until it is above or nothing can be done.</summary>
/// <remarks>
/// Its positions are taken one after the other, first the one that it was found by: settled if its instrument is, else closed step by step
/// (§10.2), and, once neither book nor insurance takes anything, by Deleverage against the greatest opposite position
/// (§10.3). Each transaction that is accepted takes lots from the account or orders from the book, so it ends.
/// </remarks>
internal sealed class LiquidationCase
{
    private const int CandidatesMax = 16;

    private readonly ExchangeEngine _engine;
    private readonly (long Lots, int Account)[] _candidates = new (long, int)[CandidatesMax];
    private int _account;
    private int _place;
    private int _placesLeft;
    private int _count;
    private bool _isSearching;

    internal LiquidationCase(ExchangeEngine engine)
    {
        _engine = engine;
    }

    /// <summary>What came of looking for a counterparty.</summary>
    private enum Finding
    {
        /// <summary>There is one.</summary>
        Found,

        /// <summary>There is none.</summary>
        Nobody,

        /// <summary>The search goes on in the next call.</summary>
        OutOfWork,
    }

    internal bool IsOpen => _account != 0;

    /// <summary>Opens a case.</summary>
    internal void Open(int account, int place)
    {
        _account = account;
        _place = place;
        _placesLeft = RecordAddress.Positions;
        ForgetCandidates();
    }

    /// <summary>The next step; without one, the case is closed or the work is used up.</summary>
    internal bool TryNext(long time, ref int work, out ProvenTransaction next)
    {
        for (; work > 0 && _placesLeft > 0; work--)
        {
            ref readonly PositionState position = ref _engine.State.Positions[(RecordAddress.Positions * _account) + _place];
            if (position.Size == 0)
            {
                Advance();
                continue;
            }

            _engine.BeginLook();
            int instrument = position.Instrument;
            if (_engine.CheckSettleExpiry(_account, instrument, out _, out _) == Cause.Accepted)
            {
                next = Propose(TransactionKind.SettleExpiry, instrument, 0);
                return true;
            }

            Cause cause = _engine.CheckLiquidate(time, _account, instrument, out ExchangeEngine.LiquidationStep step);
            if (cause == Cause.Accepted)
            {
                next = Propose(TransactionKind.Liquidate, instrument, 0);
                return true;
            }

            if (cause == Cause.AccountHealthy)
            {
                break;
            }

            int counterparty = 0;
            Finding finding = cause == Cause.NothingToClose ? FindCounterparty(step, ref work, out counterparty) : Finding.Nobody;
            if (finding == Finding.OutOfWork)
            {
                next = default;
                return false;
            }

            if (finding == Finding.Found)
            {
                next = Propose(TransactionKind.Deleverage, instrument, counterparty);
                return true;
            }

            Advance();
        }

        if (work > 0)
        {
            _account = 0;
        }

        next = default;
        return false;
    }

    private void Advance()
    {
        _place = (_place + 1) % RecordAddress.Positions;
        _placesLeft--;
        ForgetCandidates();
    }

    private void ForgetCandidates()
    {
        _count = 0;
        _isSearching = false;
    }

    private ProvenTransaction Propose(TransactionKind kind, int instrument, int counterparty) => new()
    {
        Kind = kind,
        Account = new AccountId(_account),
        Instrument = new InstrumentId(instrument),
        Counterparty = new AccountId(counterparty),
    };

    /// <summary>The greatest opposite position; looks at all of them, as far as the work reaches.</summary>
    /// <remarks>
    /// The greatest sixteen are kept. The greatest of them is taken as long as it is not below what the least of them was: others, which
    /// were not kept, could be greater then.
    /// </remarks>
    private Finding FindCounterparty(in ExchangeEngine.LiquidationStep step, ref int work, out int counterparty)
    {
        if (!_isSearching && TryCandidates(step, out counterparty))
        {
            return Finding.Found;
        }

        HolderLists holders = _engine.Holders;
        if (!_isSearching)
        {
            _count = 0;
            _isSearching = true;
            holders.Search = holders.First(step.Instrument, !step.IsLong);
        }

        counterparty = 0;
        for (; holders.Search != HolderLists.None; holders.Search = holders.Next(holders.Search), work--)
        {
            if (work <= 0)
            {
                return Finding.OutOfWork;
            }

            int account = HolderLists.AccountOf(holders.Search);
            if (account != _account)
            {
                HolderRanking.Insert(_candidates, ref _count, Math.Abs(_engine.State.Positions[holders.Search].Size), account);
            }
        }

        _isSearching = false;
        return TryCandidates(step, out counterparty) ? Finding.Found : Finding.Nobody;
    }

    private bool TryCandidates(in ExchangeEngine.LiquidationStep step, out int counterparty)
    {
        counterparty = 0;
        long greatest = _count == CandidatesMax ? _candidates[_count - 1].Lots - 1 : 0;
        for (int i = 0; i < _count; i++)
        {
            long lots = _engine.LotsOf(_candidates[i].Account, step.Instrument, !step.IsLong);
            if (lots > greatest)
            {
                greatest = lots;
                counterparty = _candidates[i].Account;
            }
        }

        return counterparty != 0;
    }
}
