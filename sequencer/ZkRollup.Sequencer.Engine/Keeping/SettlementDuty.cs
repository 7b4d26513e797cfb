using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine.Keeping;

/// <summary>Settles the holders of settled instruments, their insurance last.</summary>
/// <remarks>
/// Not before the <see cref="MarginDuty"/> has gone through the holders: it settles those in debt first, while there is still
/// a side to charge for what insurance and fund cannot pay.
/// </remarks>
internal sealed class SettlementDuty : IDuty
{
    private readonly ExchangeEngine _engine;
    private readonly MarginDuty _margin;
    private int _instrument;
    private int _quiet;

    internal SettlementDuty(ExchangeEngine engine, MarginDuty margin)
    {
        _engine = engine;
        _margin = margin;
    }

    /// <inheritdoc/>
    public bool IsIdle => _quiet >= _engine.State.Instruments.Length;

    /// <inheritdoc/>
    public void Disturb() => _quiet = 0;

    /// <inheritdoc/>
    public bool TryNext(long time, int work, out ProvenTransaction next)
    {
        for (; work > 0 && !IsIdle; work--)
        {
            ref readonly InstrumentState instrument = ref _engine.State.Instruments[_instrument];
            if (instrument.Status == MarkStatus.Settled && (instrument.LongLots | instrument.ShortLots) != 0)
            {
                if (!_margin.HasSwept(_instrument))
                {
                    // The sweep is another duty's: this one stays undone until then.
                    break;
                }

                next = new ProvenTransaction
                {
                    Kind = TransactionKind.SettleExpiry,
                    Account = new AccountId(AnyHolder()),
                    Instrument = new InstrumentId(_instrument),
                };
                return true;
            }

            _instrument = _instrument + 1 < _engine.State.Instruments.Length ? _instrument + 1 : 0;
            _quiet++;
        }

        next = default;
        return false;
    }

    /// <summary>An account that holds lots; 0, which is the insurance, if only that does.</summary>
    private int AnyHolder()
    {
        int node = _engine.Holders.First(_instrument, isLong: true);
        node = node == HolderLists.None ? _engine.Holders.First(_instrument, isLong: false) : node;
        return node == HolderLists.None ? 0 : HolderLists.AccountOf(node);
    }
}
