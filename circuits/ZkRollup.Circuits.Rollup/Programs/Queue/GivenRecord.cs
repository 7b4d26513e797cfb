using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Queue;

/// <summary>A record as an operation of the queue gives it: lanes of fields that nobody has checked (docs/protocol.md, 3.1).</summary>
internal sealed class GivenRecord
{
    private static readonly int[] BitsOfLane2 = [60, 48, 48, 48, 48];
    private static readonly int[] BitsOfLane3 = [60, 48, 36, 36, 36, 36];

    private readonly List<Value> _fields = [];

    private GivenRecord()
    {
    }

    /// <summary>A field, signed if its class says so; it is within its bits, but not within its range.</summary>
    internal Value this[RecordField field] => Raw(field.Index) - field.Bias;

    /// <summary>Takes lanes apart. The contract makes none of 2^252 or more, and below that there is one way.</summary>
    internal static GivenRecord Unpack(ProgramWriter p, Value lane2, Value lane3)
    {
        GivenRecord record = new();
        p.Rule("3.1 lane 2");
        record.Unpack(p, lane2, BitsOfLane2);
        p.Rule("3.1 lane 3");
        record.Unpack(p, lane3, BitsOfLane3);
        return record;
    }

    /// <summary>A field by its place: 2 to 6 are a0 to a4, 7 to 12 are b0 to b5.</summary>
    internal Value Raw(int index) => _fields[index - MachineShape.WholeFields];

    /// <summary>Sets fields of a record to those given.</summary>
    /// <param name="port">Open only where every field is within its range, as §6.2 says: where it is off its fields mean nothing.</param>
    /// <param name="fields">The fields.</param>
    internal void Set(RecordPort port, IReadOnlyList<RecordField> fields)
    {
        foreach (RecordField field in fields)
        {
            port.Set(field, this[field].WithBounds(field.Low, field.High));
        }
    }

    private void Unpack(ProgramWriter p, Value lane, int[] bits)
    {
        Value sum = 0;
        int shift = 0;
        foreach (int width in bits)
        {
            int at = shift;
            Value field = p.HintBits(width, read => (read[0] >> at) & ((BigInteger.One << width) - 1), lane);
            sum += field * Value.Of(BigInteger.One << shift);
            _fields.Add(field);
            shift += width;
        }

        p.RequireEqual(sum, lane);
    }
}
