using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>How the fields of one class of records lie in the four lanes of their leaf.</summary>
/// <remarks>
/// A lane is a whole field element, or Σ field·2^shift over its packed fields, each shift the sum of the widths before it. At most 252 bits
/// are packed, so the lane as an integer is below r: fields within their widths and the lane determine each other.
/// </remarks>
public sealed class RecordFormat
{
    /// <summary>Most fields of a record.</summary>
    public const int FieldsMax = 12;

    /// <summary>Lanes of a leaf.</summary>
    public const int Lanes = 4;

    /// <summary>Most bits packed into one lane; 2^252 &lt; r.</summary>
    public const int LaneBitsMax = Packing.LaneBitsMax;

    private readonly int[] _shifts;

    /// <summary>A format.</summary>
    /// <param name="fields">1 to 12 fields; packed fields of one lane from the least significant one on.</param>
    /// <exception cref="ArgumentException">
    /// A lane does not exist, is left out, holds too many bits, or mixes a whole element with other fields.
    /// </exception>
    public RecordFormat(params IReadOnlyList<RecordField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (fields.Count is < 1 or > FieldsMax)
        {
            throw new ArgumentException($"A record has 1 to {FieldsMax} fields, not {fields.Count}.", nameof(fields));
        }

        Fields = [.. fields];
        _shifts = new int[fields.Count];
        int[] used = new int[Lanes];
        for (int i = 0; i < fields.Count; i++)
        {
            RecordField field = fields[i];
            int bits = field.IsWhole ? Fr.ModulusBits : field.Bits;
            if ((uint)field.Lane >= Lanes || bits < 1 || used[field.Lane] + bits > (field.IsWhole ? Fr.ModulusBits : LaneBitsMax))
            {
                throw new ArgumentException($"{field} does not fit: a lane holds {LaneBitsMax} bits or a whole element.", nameof(fields));
            }

            _shifts[i] = used[field.Lane];
            used[field.Lane] += bits;
        }

        LaneCount = used.Count(bits => bits > 0);
        if (used.AsSpan(0, LaneCount).Contains(0))
        {
            throw new ArgumentException("Lanes are used from lane 0 on, without a gap.", nameof(fields));
        }
    }

    /// <summary>The fields in the order of the memory tuples.</summary>
    public IReadOnlyList<RecordField> Fields { get; }

    /// <summary>Fields of a record.</summary>
    public int Count => Fields.Count;

    /// <summary>Lanes with fields; the others are zero.</summary>
    public int LaneCount { get; }

    /// <summary>The index of the field that fills a lane alone as a whole element, or −1.</summary>
    public int WholeFieldOf(int lane) => Find(field => field.Lane == lane && field.IsWhole);

    /// <summary>True if a lane holds packed fields.</summary>
    public bool IsPacked(int lane) => Find(field => field.Lane == lane && !field.IsWhole) >= 0;

    /// <summary>The largest value of a packed field.</summary>
    /// <exception cref="ArgumentException">The field is a whole element.</exception>
    public BigInteger MaximumOf(int field) => Fields[field].IsWhole
        ? throw new ArgumentException($"{Fields[field]} has no bound but r.", nameof(field))
        : FieldInteger.PowerOfTwo(Fields[field].Bits) - 1;

    /// <summary>The lanes of a record.</summary>
    /// <param name="fields">As many as the format has.</param>
    public Fr[] ComputeLanes(IReadOnlyList<Fr> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Fr[] lanes = new Fr[Lanes];
        for (int i = 0; i < Count; i++)
        {
            lanes[Fields[i].Lane] += fields[i] * Weight(i);
        }

        return lanes;
    }

    /// <summary>A lane as a formula over the fields.</summary>
    internal Expression LaneOf(int lane, Func<int, Expression> field)
    {
        Expression sum = Expression.Zero;
        for (int i = 0; i < Count; i++)
        {
            if (Fields[i].Lane == lane)
            {
                sum += field(i) * Expression.Constant(Weight(i));
            }
        }

        return sum;
    }

    /// <summary>2^shift.</summary>
    private Fr Weight(int field) => FieldInteger.ToField(FieldInteger.PowerOfTwo(_shifts[field]));

    private int Find(Predicate<RecordField> condition)
    {
        for (int i = 0; i < Count; i++)
        {
            if (condition(Fields[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
