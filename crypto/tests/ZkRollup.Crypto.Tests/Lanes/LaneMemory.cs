using System.Runtime.InteropServices;

namespace ZkRollup.Crypto.Tests.Lanes;

/// <summary>Zeroed native memory aligned to a cache line, freed together.</summary>
internal sealed unsafe class LaneMemory : IDisposable
{
    private readonly List<nint> _blocks = [];

    internal T* Allocate<T>(int count)
        where T : unmanaged
    {
        nuint size = (nuint)count * (nuint)sizeof(T);
        void* block = NativeMemory.AlignedAlloc(size, 64);
        NativeMemory.Clear(block, size);
        _blocks.Add((nint)block);
        return (T*)block;
    }

    public void Dispose() => _blocks.ForEach(block => NativeMemory.AlignedFree((void*)block));
}
