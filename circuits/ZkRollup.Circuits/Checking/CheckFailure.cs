namespace ZkRollup.Circuits.Checking;

/// <summary>One thing that is wrong with a witness.</summary>
/// <param name="Label">The constraint, bus or copy that does not hold.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Row">The row within the slot.</param>
/// <param name="Detail">The values of the cells that the constraint reads there.</param>
public sealed record CheckFailure(string Label, int Slot, int Row, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Label} at slot {Slot}, row {Row}: {Detail}";
}
