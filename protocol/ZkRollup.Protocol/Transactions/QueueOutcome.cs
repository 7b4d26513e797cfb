using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Transactions;

/// <summary>What became of an operation of the L1 queue.</summary>
/// <param name="Code">The code.</param>
/// <param name="Value">Quanta paid or lots closed; else 0.</param>
public readonly record struct QueueOutcome(OutcomeCode Code, long Value)
{
    /// <summary>False if the operation changed nothing.</summary>
    public bool TookEffect => Code < OutcomeCode.NothingFree;

    /// <summary>True if the code is one of those named, and the value one that it can have.</summary>
    public bool IsWellFormed => Code switch
    {
        OutcomeCode.Paid => Value > 0 && Value <= QuoteAmount.MaxValue,
        OutcomeCode.Closed => Value > 0 && Value <= Lots.MaxValue,
        OutcomeCode.Done or OutcomeCode.DoneWithoutKey => Value == 0,
        >= OutcomeCode.NothingFree and <= OutcomeCode.InstrumentClosed => Value == 0,
        OutcomeCode.InstrumentExists or OutcomeCode.ParametersUnusable => Value == 0,
        _ => false,
    };
}
