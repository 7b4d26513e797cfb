using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine.Keeping;

/// <summary>Proposes the proven transactions that the exchange needs: marks, liquidations, settlements, removals, fees.</summary>
/// <remarks>
/// It changes nothing: whoever drives it journals and applies what it proposes before the next call. A proposal is what its
/// preconditions allow at that time, so it is accepted, unless the engine answers Overloaded; then it is proposed again. It
/// needs no memory of its own that would have to be restored: a new one looks at everything once. It is a policy, not a rule:
/// anyone may propose anything that the preconditions allow. First come marks, since all else depends on them; then accounts below
/// maintenance margin; then settlements, fees, and orders that can never be filled.
/// </remarks>
public sealed class Keeper
{
    private readonly ExchangeEngine _engine;
    private readonly KeeperOptions _options;
    private readonly IDuty[] _duties;
    private SequenceNumber _sequence;
    private Timestamp _time;

    /// <summary>A keeper of an exchange.</summary>
    /// <param name="engine">The exchange.</param>
    /// <param name="options">How much it does at once.</param>
    public Keeper(ExchangeEngine engine, KeeperOptions options)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(options);
        options.Require();
        _engine = engine;
        _options = options;
        MarginDuty margin = new(engine);
        _duties =
        [
            new MarkDuty(engine),
            margin,
            new SettlementDuty(engine, margin),
            new FeeDuty(engine, options.FeesInterval),
            new OrderDuty(engine),
        ];
    }

    /// <summary>True if all was looked at for one and the same time and state, the last one, and there was nothing to do.</summary>
    public bool IsIdle
    {
        get
        {
            foreach (IDuty duty in _duties)
            {
                if (!duty.IsIdle)
                {
                    return false;
                }
            }

            return _engine.LastSequence == _sequence;
        }
    }

    /// <summary>Looks for the next transaction, with bounded work.</summary>
    /// <param name="time">When it will be applied: not before the last transaction.</param>
    /// <param name="next">The transaction.</param>
    /// <returns>False if this call found none; unless <see cref="IsIdle"/>, a later call may.</returns>
    public bool TryNext(Timestamp time, out ProvenTransaction next)
    {
        if (time.Value < _engine.LastTime.Value)
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, $"The last transaction was at {_engine.LastTime}.");
        }

        if (_engine.LastSequence != _sequence || time != _time)
        {
            _sequence = _engine.LastSequence;
            _time = time;
            foreach (IDuty duty in _duties)
            {
                duty.Disturb();
            }
        }

        foreach (IDuty duty in _duties)
        {
            if (duty.TryNext(time.Value, _options.WorkPerDuty, out next))
            {
                return true;
            }
        }

        next = default;
        return false;
    }
}
