namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>The steps and the engine differ.</summary>
internal sealed class DifferenceException(string message, Exception? inner = null) : Exception(message, inner);
