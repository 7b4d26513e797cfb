using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine.Keeping;

/// <summary>After marks, margins or cumulative indices of an instrument changed: its holders that are below maintenance margin.</summary>
/// <remarks>
/// Nothing else puts an account below: fills and withdrawals keep initial margin or reduce. An account that cannot be helped
/// now, as a mark is not usable or nobody takes its lots, is looked at again when a mark of its changes.
/// </remarks>
internal sealed class MarginDuty : IDuty
{
    private const long Never = -1;

    private readonly ExchangeEngine _engine;
    private readonly LiquidationCase _case;

    /// <summary>For each instrument the last write of its Risk record when its last sweep began.</summary>
    private readonly long[] _swept;
    private int _instrument;
    private bool _isSweeping;
    private bool _isLongSide;
    private int _quiet;

    internal MarginDuty(ExchangeEngine engine)
    {
        _engine = engine;
        _case = new LiquidationCase(engine);
        _swept = new long[engine.State.Instruments.Length];
        Array.Fill(_swept, Never);
    }

    /// <inheritdoc/>
    public bool IsIdle => !_case.IsOpen && !_isSweeping && _quiet >= _swept.Length;

    /// <inheritdoc/>
    public void Disturb() => _quiet = 0;

    /// <summary>True if all holders of an instrument were looked at since its Risk record changed.</summary>
    internal bool HasSwept(int instrument) =>
        _swept[instrument] == _engine.State.Instruments[instrument].RiskStamp && !(_isSweeping && _instrument == instrument);

    /// <inheritdoc/>
    public bool TryNext(long time, int work, out ProvenTransaction next)
    {
        while (work > 0)
        {
            if (_case.IsOpen)
            {
                if (_case.TryNext(time, ref work, out next))
                {
                    return true;
                }
            }
            else if (_isSweeping)
            {
                work--;
                Sweep(time);
            }
            else if (_quiet >= _swept.Length)
            {
                break;
            }
            else
            {
                work--;
                Visit();
            }
        }

        next = default;
        return false;
    }

    /// <summary>Goes on to the next instrument and begins to sweep it if its Risk record changed.</summary>
    private void Visit()
    {
        _instrument = _instrument + 1 < _swept.Length ? _instrument + 1 : 0;
        ref readonly InstrumentState instrument = ref _engine.State.Instruments[_instrument];
        _quiet++;
        if (instrument.IsListed && _swept[_instrument] != instrument.RiskStamp)
        {
            _quiet = 0;
            _swept[_instrument] = instrument.RiskStamp;
            _isSweeping = true;
            Begin(isLongSide: true);
        }
    }

    private void Begin(bool isLongSide)
    {
        _isLongSide = isLongSide;
        _engine.Holders.Sweep(_instrument, isLongSide) = _engine.Holders.First(_instrument, isLongSide);
    }

    /// <summary>Looks at the next holder.</summary>
    private void Sweep(long time)
    {
        ref int cursor = ref _engine.Holders.Sweep(_instrument, _isLongSide);
        if (cursor == HolderLists.None)
        {
            if (_isLongSide)
            {
                Begin(isLongSide: false);
            }
            else
            {
                _isSweeping = false;
            }

            return;
        }

        int node = cursor;
        cursor = _engine.Holders.Next(node);
        int account = HolderLists.AccountOf(node);
        _engine.BeginLook();
        _engine.Scan(account, time, out MarginScan scan);
        if (scan.Equity < scan.Maintenance)
        {
            _case.Open(account, HolderLists.PlaceOf(node));
        }
    }
}
