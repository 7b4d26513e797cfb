namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>What a port does with each field. Ports with the same uses share their bus terms.</summary>
/// <remarks>
/// A field takes a copied cell for its old value where it is seen and one for its new value where it is written, a local cell where its old
/// value is not seen. A record becomes zero at the cost of one copied cell and one short bus term. A port that says zero of a field cannot
/// hold a record where it is another number: no tuple matches.
/// </remarks>
public sealed class PortPlan
{
    private readonly FieldUse[] _uses;

    /// <summary>A plan; fields that it does not name are kept.</summary>
    /// <param name="format">The shape of records.</param>
    /// <param name="read">Fields that are seen.</param>
    /// <param name="written">Fields that take a new value, unseen.</param>
    /// <param name="updated">Fields that are seen and take a new value.</param>
    /// <param name="zero">Fields that no record of the port uses.</param>
    /// <param name="clears">Whether a flag of the port makes the record zero.</param>
    /// <exception cref="ArgumentException">A field does not exist or is named twice.</exception>
    public PortPlan(
        RecordFormat format,
        IReadOnlyList<int>? read = null,
        IReadOnlyList<int>? written = null,
        IReadOnlyList<int>? updated = null,
        IReadOnlyList<int>? zero = null,
        bool clears = false)
    {
        ArgumentNullException.ThrowIfNull(format);
        Format = format;
        Clears = clears;
        _uses = new FieldUse[format.Count];
        Use(FieldUse.Read, read);
        Use(FieldUse.Written, written);
        Use(FieldUse.Updated, updated);
        Use(FieldUse.Zero, zero);
    }

    /// <summary>The shape of records.</summary>
    public RecordFormat Format { get; }

    /// <summary>True if a flag of the port makes the record zero.</summary>
    public bool Clears { get; }

    /// <summary>What becomes of a field.</summary>
    public FieldUse this[int field] => _uses[field];

    /// <summary>True if the record may change.</summary>
    public bool Writes => Clears || _uses.Any(use => use.HasFlag(FieldUse.Written));

    /// <inheritdoc/>
    public override string ToString() => $"fields {string.Join(", ", _uses)}{(Clears ? ", a flag that clears them" : "")}";

    private void Use(FieldUse use, IReadOnlyList<int>? fields)
    {
        foreach (int field in fields ?? [])
        {
            if ((uint)field >= (uint)_uses.Length || _uses[field] != FieldUse.Kept)
            {
                throw new ArgumentException($"Field {field} is to be {use}: there is none, or it has a use already. {this}.");
            }

            _uses[field] = use;
        }
    }
}
