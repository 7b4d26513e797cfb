using System.Buffers;

namespace ZkRollup.Prover.Cpu;

/// <summary>Presents elements of a <see cref="NativeBuffer{T}"/>, which outlives it, as <see cref="Memory{T}"/>.</summary>
internal sealed unsafe class NativeMemoryManager<T>(T* pointer, int count) : MemoryManager<T>
    where T : unmanaged
{
    public override Span<T> GetSpan() => new(pointer, count);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, count);
        return new(pointer + elementIndex);
    }

    public override void Unpin()
    {
        // The memory does not move.
    }

    protected override void Dispose(bool disposing)
    {
        // The buffer is another object's.
    }
}
