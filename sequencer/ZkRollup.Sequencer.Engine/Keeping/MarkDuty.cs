using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine.Keeping;

/// <summary>After an index moved to a new round: the marks, samples and settlements of its instruments.</summary>
internal sealed class MarkDuty : IDuty
{
    private readonly ExchangeEngine _engine;
    private readonly long[] _rounds;
    private int _instrument;

    internal MarkDuty(ExchangeEngine engine)
    {
        _engine = engine;
        _rounds = new long[engine.State.Boards.Length];
    }

    /// <inheritdoc/>
    public bool IsIdle => _instrument == 0 && !HasNewRound();

    /// <inheritdoc/>
    public void Disturb()
    {
        // An index that moves on is noticed by its round.
    }

    /// <inheritdoc/>
    /// <remarks>A round that begins while the instruments are gone through is noticed at the end: then it begins anew.</remarks>
    public bool TryNext(long time, int work, out ProvenTransaction next)
    {
        if (_instrument == 0 && HasNewRound())
        {
            ReadOnlySpan<BoardState> boards = _engine.State.Boards;
            for (int i = 0; i < boards.Length; i++)
            {
                _rounds[i] = boards[i].IndexRound;
            }

            _instrument = 1;
        }

        for (; _instrument != 0 && work > 0; work--)
        {
            _engine.BeginLook();
            if (_engine.CheckUpdateMark(_instrument, out _) == Cause.Accepted)
            {
                next = new ProvenTransaction { Kind = TransactionKind.UpdateMark, Instrument = new InstrumentId(_instrument) };
                return true;
            }

            _instrument = _instrument + 1 < _engine.State.Instruments.Length ? _instrument + 1 : 0;
        }

        next = default;
        return false;
    }

    private bool HasNewRound()
    {
        ReadOnlySpan<BoardState> boards = _engine.State.Boards;
        for (int i = 0; i < boards.Length; i++)
        {
            if (boards[i].IndexRound != _rounds[i])
            {
                return true;
            }
        }

        return false;
    }
}
