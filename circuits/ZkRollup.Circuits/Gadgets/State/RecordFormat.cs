using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>The shape of all records: two whole elements, then packed fields in two lanes. Classes of records only name fields.</summary>
/// <remarks>
/// Field 0 is lane 0, field 1 is lane 1. Lane 2 or 3 is Σ field·2^shift over its packed fields, each shift the sum of the widths before it.
/// At most 252 bits are packed, so the lane as an integer is below r: fields within their widths and the lane determine each other.
/// </remarks>
public sealed class RecordFormat
{
    /// <summary>Lanes of a leaf.</summary>
    public const int Lanes = 4;

    /// <summary>Fields that are any field element and fill a lane alone; they come first.</summary>
    public const int WholeFields = 2;

    private readonly List<(int Lane, int Bits, Fr Weight)> _packed = [];

    /// <summary>A format.</summary>
    /// <param name="laneTwo">The widths of the fields in lane 2, from the least significant one on.</param>
    /// <param name="laneThree">Those of lane 3.</param>
    /// <exception cref="ArgumentException">A lane is empty or holds more than 252 bits, or a width is not positive.</exception>
    public RecordFormat(IReadOnlyList<int> laneTwo, IReadOnlyList<int> laneThree)
    {
        ArgumentNullException.ThrowIfNull(laneTwo);
        ArgumentNullException.ThrowIfNull(laneThree);
        Add(WholeFields, laneTwo);
        Add(WholeFields + 1, laneThree);
    }

    /// <summary>The shape of every record of the rollup (docs/protocol.md, 3.1).</summary>
    public static RecordFormat Rollup { get; } = new([60, 48, 48, 48, 48], [60, 48, 36, 36, 36, 36]);

    /// <summary>Fields of a record.</summary>
    public int Count => WholeFields + _packed.Count;

    /// <summary>True if the field is any field element.</summary>
    public static bool IsWhole(int field) => field is >= 0 and < WholeFields;

    /// <summary>The lane of a field.</summary>
    public int LaneOf(int field) => IsWhole(field) ? field : Packed(field).Lane;

    /// <summary>The width of a packed field.</summary>
    /// <exception cref="ArgumentException">The field is a whole element, or there is none.</exception>
    public int BitsOf(int field) => Packed(field).Bits;

    /// <summary>The largest value of a packed field.</summary>
    /// <exception cref="ArgumentException">The field is a whole element, or there is none.</exception>
    public BigInteger MaximumOf(int field) => FieldInteger.PowerOfTwo(BitsOf(field)) - 1;

    /// <summary>The lanes of a record.</summary>
    /// <param name="fields">As many as the format has.</param>
    public Fr[] ComputeLanes(IReadOnlyList<Fr> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentOutOfRangeException.ThrowIfNotEqual(fields.Count, Count, nameof(fields));
        Fr[] lanes = new Fr[Lanes];
        for (int field = 0; field < Count; field++)
        {
            lanes[LaneOf(field)] += IsWhole(field) ? fields[field] : fields[field] * Weight(field);
        }

        return lanes;
    }

    /// <summary>The packed fields of a lane.</summary>
    internal IEnumerable<int> FieldsOf(int lane) => Enumerable.Range(0, Count).Where(field => LaneOf(field) == lane);

    /// <summary>A packed lane as a formula over the fields.</summary>
    internal Expression LaneFormula(int lane, IReadOnlyList<Cell> fields) => FieldsOf(lane).Aggregate(
        Expression.Zero, (sum, field) => sum + ((Expression)fields[field] * Expression.Constant(Weight(field))));

    private void Add(int lane, IReadOnlyList<int> widths)
    {
        int shift = 0;
        foreach (int bits in widths)
        {
            if (bits < 1 || bits > Packing.LaneBitsMax - shift)
            {
                throw new ArgumentException($"Lane {lane} of widths {string.Join(", ", widths)}: at most {Packing.LaneBitsMax} bits.");
            }

            _packed.Add((lane, bits, FieldInteger.ToField(FieldInteger.PowerOfTwo(shift))));
            shift += bits;
        }

        if (shift == 0)
        {
            throw new ArgumentException($"Lane {lane} has no field.");
        }
    }

    private (int Lane, int Bits, Fr Weight) Packed(int field) => field >= WholeFields && field < Count
        ? _packed[field - WholeFields]
        : throw new ArgumentException($"Field {field} is none of the packed fields {WholeFields} to {Count - 1}.", nameof(field));

    /// <summary>2^shift.</summary>
    private Fr Weight(int field) => Packed(field).Weight;
}
