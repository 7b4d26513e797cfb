using System.Globalization;

namespace ZkRollup.Prover.Plonk;

/// <summary>What came of reading a key.</summary>
/// <param name="Status">Success, or the first cause of rejection.</param>
/// <param name="Offset">The byte that the cause belongs to, or −1.</param>
/// <param name="Detail">Expected and got, or null.</param>
public readonly record struct VerifyingKeyReadResult(VerifyingKeyStatus Status, int Offset = -1, string? Detail = null)
{
    /// <summary>True unless the key was rejected.</summary>
    public bool IsSuccess => Status == VerifyingKeyStatus.Success;

    /// <summary>The cause, where it lies, and what was expected.</summary>
    public override string ToString()
    {
        string offset = Offset < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", offset {Offset}");
        return $"{Status}{offset}{(Detail is null ? "" : $": {Detail}")}";
    }
}
