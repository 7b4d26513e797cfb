using System.Runtime.InteropServices;

namespace ZkRollup.Prover.Cpu;

/// <summary>Uninitialised memory outside the garbage-collected heap, aligned to a cache line.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    internal NativeBuffer(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
        Pointer = (T*)NativeMemory.AlignedAlloc((nuint)Math.Max(64, checked(count * sizeof(T))), 64);
    }

    ~NativeBuffer() => Free();

    internal long Count { get; }

    /// <summary>The first element; null once disposed.</summary>
    internal T* Pointer { get; private set; }

    /// <summary>Replaces a buffer that is too small, or is null, by one of at least the given size; contents are lost.</summary>
    internal static NativeBuffer<T> AtLeast(NativeBuffer<T>? buffer, long count)
    {
        if (buffer is not null && buffer.Count >= count)
        {
            return buffer;
        }

        buffer?.Dispose();
        return new NativeBuffer<T>(count);
    }

    /// <summary>The first elements as memory, which is valid until the buffer is disposed of.</summary>
    internal Memory<T> Memory(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return new NativeMemoryManager<T>(Pointer, count).Memory;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
