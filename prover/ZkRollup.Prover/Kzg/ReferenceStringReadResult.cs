using System.Globalization;

namespace ZkRollup.Prover.Kzg;

/// <summary>What came of reading or checking a reference string.</summary>
/// <param name="Status">Success, or the first cause of rejection.</param>
/// <param name="Offset">The byte of the file that the cause belongs to, or −1.</param>
/// <param name="Index">The power or, with a detail that says so, the point of G2 that the cause belongs to, or −1.</param>
/// <param name="Detail">Expected and got, or null.</param>
public readonly record struct ReferenceStringReadResult(
    ReferenceStringStatus Status, long Offset = -1, long Index = -1, string? Detail = null)
{
    /// <summary>True unless the string was rejected.</summary>
    public bool IsSuccess => Status == ReferenceStringStatus.Success;

    /// <summary>The cause, where it lies, and what was expected.</summary>
    public override string ToString()
    {
        string index = Index < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", index {Index}");
        string offset = Offset < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", offset {Offset}");
        return $"{Status}{index}{offset}{(Detail is null ? "" : $": {Detail}")}";
    }
}
