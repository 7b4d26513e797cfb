namespace ZkRollup.Bench.Harness;

/// <summary>What a run is to do.</summary>
/// <param name="IsQuick">Small inputs and few rounds; goals are not judged.</param>
/// <param name="IsStrict">A goal that is missed or could not be measured is an error.</param>
/// <param name="Filter">Only groups whose name contains this.</param>
/// <param name="Output">File for the figures; none are stored if null.</param>
internal sealed record RunOptions(bool IsQuick, bool IsStrict = false, string Filter = "", FileInfo? Output = null);
