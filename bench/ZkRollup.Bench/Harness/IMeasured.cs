namespace ZkRollup.Bench.Harness;

/// <summary>Something with a name that can be measured.</summary>
internal interface IMeasured
{
    /// <summary>Dotted.</summary>
    string Name { get; }

    /// <summary>Measures it.</summary>
    GroupResult Measure(Effort effort);
}
