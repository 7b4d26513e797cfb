namespace ZkRollup.Sequencer.Engine.State;

/// <summary>The common fund and what the exchange owes.</summary>
internal struct TreasuryState
{
    internal long Fund;
    internal long NetDeposits;
    internal long Stamp;
}
