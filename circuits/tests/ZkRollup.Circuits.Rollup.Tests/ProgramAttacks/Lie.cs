using System.Globalization;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Other values in place of those of a valid step. Everything that depends on them is computed anew.</summary>
/// <param name="Changes">The values.</param>
/// <param name="MovesRecords">Whether a port that is led to another address finds there the record that it held before.</param>
/// <param name="KeepsHints">Whether hints stay what they were in the valid step.</param>
internal sealed record Lie(IReadOnlyList<(Source Source, Fr Value)> Changes, bool MovesRecords = false, bool KeepsHints = false)
{
    internal Lie(Source source, in Fr value)
        : this([(source, value)])
    {
    }

    /// <summary>True if some of it says that the world is another one: then other results are no wonder.</summary>
    internal bool IsEnvironment => MovesRecords || Changes.Any(change => change.Source.IsEnvironment);

    /// <summary>False if no world is like that: fields of a record that is not live, a context that contradicts itself.</summary>
    internal bool IsPossible => Changes.All(change => change.Source is { IsOfNothing: false, IsTied: false });

    internal Lie And(Source source, in Fr value) => this with { Changes = [.. Changes, (source, value)] };

    internal bool Concerns(Source source) => Changes.Any(change => change.Source == source);

    public override string ToString() =>
        string.Join(" and ", Changes.Select(change => $"{change.Source.Name} = {Text(change.Value)}"))
            + (MovesRecords ? ", records moved" : "") + (KeepsHints ? ", hints kept" : "");

    private static string Text(in Fr value) => FieldNumber.ToSigned(value).ToString(CultureInfo.InvariantCulture);
}
