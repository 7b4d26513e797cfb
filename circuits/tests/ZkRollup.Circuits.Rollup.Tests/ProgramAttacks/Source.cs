using System.Numerics;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>A value of a step that can be another one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Register">Its register.</param>
/// <param name="Name">For reports.</param>
/// <param name="Low">The least value that the environment has; null for anything.</param>
/// <param name="High">The greatest.</param>
/// <param name="Address">The record, of a field in the state.</param>
/// <param name="Field">Its place in the record.</param>
internal sealed record Source(
    SourceKind Kind,
    int Register,
    string Name,
    BigInteger? Low = null,
    BigInteger? High = null,
    RecordAddress Address = default,
    int Field = -1)
{
    /// <summary>True for a field of a record that is not live: it is zero, always.</summary>
    internal bool IsOfNothing { get; init; }

    /// <summary>True for an entry of a context that says the same as another one, in other words.</summary>
    internal bool IsTied { get; init; }

    /// <summary>True for what the world may be like: another value is another case, not a lie.</summary>
    internal bool IsEnvironment =>
        Kind is SourceKind.Message or SourceKind.Time or SourceKind.Field or SourceKind.Carried or SourceKind.Context
            or SourceKind.Scanned;
}
