using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Reference;

/// <summary>What holds after every transaction (docs/protocol.md, 12), checked over a whole state.</summary>
/// <remarks>
/// It knows nothing but records, so it can be asked about any implementation's state. A state alone cannot show the order of arrival at
/// one price, nor which effect raised open interest.
/// </remarks>
public static class Conservation
{
    /// <summary>What is violated, each with its numbers; empty if all is well.</summary>
    /// <param name="records">The records that exist, each address once; the zero record is one that does not.</param>
    /// <remarks>If a field is out of its range nothing else is checked.</remarks>
    public static IReadOnlyList<string> Violations(IEnumerable<KeyValuePair<RecordAddress, Record>> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        List<KeyValuePair<RecordAddress, Record>> all = [.. records];
        all.RemoveAll(static item => item.Value == default);
        List<string> violations = [];
        foreach ((RecordAddress address, Record record) in all)
        {
            CheckRanges(address, record, violations);
        }

        if (violations.Count == 0)
        {
            ConservationAudit audit = new(all, violations);
            audit.Run();
        }

        return violations;
    }

    /// <summary>§12, bounds: every field is within its range, what has no name is zero.</summary>
    private static void CheckRanges(RecordAddress address, in Record record, List<string> violations)
    {
        RecordClass recordClass = address.Class;
        if (recordClass == RecordClass.None)
        {
            violations.Add($"Bounds: {address} is no record's place.");
            return;
        }

        ulong[] fields = FieldRange.FieldsOf(record);
        bool[] isNamed = new bool[FieldRange.FieldCount];
        foreach (FieldRange range in FieldRanges.Of(recordClass))
        {
            isNamed[range.Field] = true;
            Int128 value = range.ValueOf(fields);
            if (value < range.Min || value > range.Max)
            {
                violations.Add($"Bounds: {range.Name} of {recordClass} at {address} is {range.Min} to {range.Max}, got {value}.");
            }
        }

        for (int i = 0; i < fields.Length; i++)
        {
            if (!isNamed[i] && fields[i] != 0)
            {
                violations.Add($"Bounds: field {i} of {recordClass} at {address} has no name, got {fields[i]}.");
            }
        }

        if (!FieldRanges.HasKey(recordClass) && !(record.X.IsZero && record.Y.IsZero))
        {
            violations.Add($"Bounds: {recordClass} at {address} has no key, got one.");
        }
    }
}
