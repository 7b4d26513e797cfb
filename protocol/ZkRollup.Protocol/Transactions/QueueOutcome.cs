namespace ZkRollup.Protocol.Transactions;

/// <summary>What became of an operation of the L1 queue.</summary>
/// <param name="Code">The code.</param>
/// <param name="Value">Quanta paid or lots closed; else 0.</param>
public readonly record struct QueueOutcome(OutcomeCode Code, long Value)
{
    /// <summary>False if the operation changed nothing.</summary>
    public bool TookEffect => Code < OutcomeCode.NothingFree;
}
