namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Inputs that the rules leave to the prover (docs/protocol.md, 5.2), with the reason.</summary>
internal static class Choices
{
    private static readonly IReadOnlyDictionary<string, string> Prefixes = new Dictionary<string, string>
    {
        ["leaf"] = "where an order rests, and which order a CancelOrder without a leaf means",
        ["place."] = "which vacant place a position takes",
        ["counterparty"] = "who takes the lots of a ForcedClose",
    };

    internal static bool Includes(string input) => Prefixes.Keys.Any(prefix => input.StartsWith(prefix, StringComparison.Ordinal));
}
