namespace ZkRollup.Sequencer.Risk.Indices;

/// <summary>How the venues that are left become one number.</summary>
public enum IndexAverage
{
    /// <summary>Each venue counts once.</summary>
    Median = 0,

    /// <summary>Each venue counts by its weight, but none more than all others together.</summary>
    WeightedMedian,
}
