namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>The steps and the engine differ.</summary>
/// <param name="sort">What differs, for counting: without the numbers of the case.</param>
/// <param name="message">The difference.</param>
internal sealed class DifferenceException(string sort, string message) : Exception(message)
{
    internal string Sort { get; } = sort;
}
