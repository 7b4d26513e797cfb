namespace ZkRollup.Sequencer.Engine.State;

/// <summary>The key of a signer of the oracle.</summary>
internal struct SignerState
{
    internal SessionKey Key;
    internal long Stamp;
}
