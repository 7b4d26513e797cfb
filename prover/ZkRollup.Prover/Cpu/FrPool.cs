using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu;

/// <summary>Buffers of field elements that go from one proof to the next, so that a proof neither allocates nor zeroes pages.</summary>
/// <remarks>Not for concurrent use.</remarks>
internal sealed class FrPool : IDisposable
{
    private readonly Dictionary<long, Stack<NativeBuffer<Fr>>> _free = [];

    /// <summary>Bytes of all buffers, rented or not.</summary>
    internal long Bytes { get; private set; }

    /// <summary>A buffer with anything in it.</summary>
    internal NativeBuffer<Fr> Rent(long count)
    {
        if (_free.TryGetValue(count, out Stack<NativeBuffer<Fr>>? free) && free.TryPop(out NativeBuffer<Fr>? buffer))
        {
            return buffer;
        }

        buffer = new(count);
        Bytes += count * Fr.ByteLength;
        return buffer;
    }

    /// <summary>Takes a buffer back; null is nothing.</summary>
    internal void Return(NativeBuffer<Fr>? buffer)
    {
        if (buffer is null)
        {
            return;
        }

        if (!_free.TryGetValue(buffer.Count, out Stack<NativeBuffer<Fr>>? free))
        {
            free = new();
            _free.Add(buffer.Count, free);
        }

        free.Push(buffer);
    }

    public void Dispose()
    {
        foreach (NativeBuffer<Fr> buffer in _free.Values.SelectMany(free => free))
        {
            buffer.Dispose();
        }

        _free.Clear();
    }
}
