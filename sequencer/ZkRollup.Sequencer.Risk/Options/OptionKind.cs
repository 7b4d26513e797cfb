namespace ZkRollup.Sequencer.Risk.Options;

/// <summary>The right that a European option gives.</summary>
public enum OptionKind
{
    /// <summary>To buy: pays max(0, underlying − strike).</summary>
    Call = 0,

    /// <summary>To sell: pays max(0, strike − underlying).</summary>
    Put,
}
