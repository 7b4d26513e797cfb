using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Keeping;

/// <summary>Removes orders that can never be filled: voided, expired, without their session, in a closed instrument.</summary>
internal sealed class OrderDuty : IDuty
{
    private readonly ExchangeEngine _engine;
    private int _leaf = 1;
    private int _quiet;

    internal OrderDuty(ExchangeEngine engine)
    {
        _engine = engine;
    }

    /// <inheritdoc/>
    public bool IsIdle => _quiet >= _engine.State.Orders.Length;

    /// <inheritdoc/>
    public void Disturb() => _quiet = 0;

    /// <inheritdoc/>
    public bool TryNext(long time, int work, out ProvenTransaction next)
    {
        for (; work > 0 && !IsIdle; work--)
        {
            _engine.BeginLook();
            if (_engine.State.Orders[_leaf].Quantity != 0 && _engine.FindRemoval(_leaf, time) is RemovalCause cause)
            {
                next = new ProvenTransaction { Kind = TransactionKind.RemoveOrder, Leaf = new OrderLeaf(_leaf), Removal = cause };
                return true;
            }

            _leaf = _leaf + 1 < _engine.State.Orders.Length ? _leaf + 1 : 1;
            _quiet++;
        }

        next = default;
        return false;
    }
}
