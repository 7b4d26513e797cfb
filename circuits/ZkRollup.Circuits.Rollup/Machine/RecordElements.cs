using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>Records as thirteen elements: x, y, a0 … a4, b0 … b5.</summary>
internal static class RecordElements
{
    internal static void Write(in Record record, Span<Fr> elements)
    {
        elements[0] = record.X;
        elements[1] = record.Y;
        ReadOnlySpan<ulong> packed =
        [
            record.A0, record.A1, record.A2, record.A3, record.A4, record.B0, record.B1, record.B2, record.B3, record.B4, record.B5,
        ];
        for (int i = 0; i < packed.Length; i++)
        {
            elements[MachineShape.WholeFields + i] = Fr.FromUInt64(packed[i]);
        }
    }

    /// <returns>False if a packed field is no integer below 2^64.</returns>
    internal static bool TryRead(ReadOnlySpan<Fr> elements, out Record record)
    {
        Span<ulong> f = stackalloc ulong[MachineShape.Fields - MachineShape.WholeFields];
        bool isWhole = true;
        for (int i = 0; i < f.Length; i++)
        {
            Fr element = elements[MachineShape.WholeFields + i];
            isWhole &= FieldNumber.IsBelow(element, MachineShape.RangeBits);
            f[i] = isWhole ? FieldNumber.ToUInt64(element) : 0;
        }

        record = new(elements[0], elements[1], f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10]);
        return isWhole;
    }
}
