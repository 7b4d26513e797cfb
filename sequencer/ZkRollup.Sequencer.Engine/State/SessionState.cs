namespace ZkRollup.Sequencer.Engine.State;

/// <summary>A session without its key; serial 0 if there is none.</summary>
/// <remarks>Once a slot of an account has one of these it keeps it.</remarks>
internal struct SessionState
{
    internal long LargestNotional;
    internal long Nonce;
    internal long Expiry;
    internal ulong Markets;
    internal long Budget;
    internal long SessionEpoch;
    internal long Stamp;
    internal int Serial;
    internal int Scope;

    /// <summary>The address of its record.</summary>
    internal uint Address;
}
