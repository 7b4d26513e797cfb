namespace ZkRollup.Sequencer.Engine.Keeping;

/// <summary>Something that a keeper looks after. It goes round what it looks at, a bounded part in each call.</summary>
internal interface IDuty
{
    /// <summary>True if it went round once since the last <see cref="Disturb"/> and has nothing to do.</summary>
    bool IsIdle { get; }

    /// <summary>State or time changed: what was looked at may have changed too.</summary>
    void Disturb();

    /// <summary>Looks for a transaction to propose.</summary>
    /// <param name="time">When it would be applied.</param>
    /// <param name="work">Units of work at most.</param>
    /// <param name="next">The transaction.</param>
    /// <returns>False if none was found with so much work.</returns>
    bool TryNext(long time, int work, out ProvenTransaction next);
}
