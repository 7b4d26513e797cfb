using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Keeping;

/// <summary>Collects the fees of each instrument now and then.</summary>
internal sealed class FeeDuty : IDuty
{
    private readonly ExchangeEngine _engine;
    private readonly long _interval;

    /// <summary>For each instrument the earliest time of the next collection.</summary>
    private readonly long[] _due;
    private int _instrument;
    private int _quiet;
    private int _proposed;
    private SequenceNumber _proposedAfter;

    internal FeeDuty(ExchangeEngine engine, long interval)
    {
        _engine = engine;
        _interval = interval;
        _due = new long[engine.State.Instruments.Length];
    }

    /// <inheritdoc/>
    public bool IsIdle => _quiet >= _due.Length;

    /// <inheritdoc/>
    public void Disturb() => _quiet = 0;

    /// <inheritdoc/>
    public bool TryNext(long time, int work, out ProvenTransaction next)
    {
        if (_proposed != 0 && _engine.LastSequence != _proposedAfter)
        {
            _due[_proposed] = time + _interval;
            _proposed = 0;
        }

        for (; work > 0 && !IsIdle; work--)
        {
            _engine.BeginLook();
            if (time >= _due[_instrument] && _engine.CheckCollectFees(_instrument) == Cause.Accepted)
            {
                _proposed = _instrument;
                _proposedAfter = _engine.LastSequence;
                next = new ProvenTransaction { Kind = TransactionKind.CollectFees, Instrument = new InstrumentId(_instrument) };
                return true;
            }

            _instrument = _instrument + 1 < _due.Length ? _instrument + 1 : 0;
            _quiet++;
        }

        next = default;
        return false;
    }
}
