using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Sequencer.Engine;

/// <summary>ForcedClose (§6.7).</summary>
public sealed partial class ExchangeEngine
{
    /// <inheritdoc/>
    public Cause Consume(Timestamp time, QueueIndex index, in ForcedClose operation, EventBuffer events, out QueueOutcome outcome)
    {
        outcome = default;
        Cause cause = TryConsume(time, index, TransactionKind.ForcedClose, operation);
        if (cause != Cause.Accepted)
        {
            return cause;
        }

        outcome = new QueueOutcome(OutcomeCode.AccountUnknown, 0);
        return FinishQueue(outcome, events);
    }
}
