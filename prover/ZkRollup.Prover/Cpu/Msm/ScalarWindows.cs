using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Prover.Cpu.Msm;

/// <summary>Scalars cut into signed windows that can be read one at a time.</summary>
/// <remarks>
/// A scalar above r/2 is replaced by r − s and a sign, so small negative values are as cheap as small positive ones. Adding
/// 2^(c−1) at every window but the top one makes each digit independent of the windows below: digit = window − 2^(c−1).
/// </remarks>
internal sealed unsafe class ScalarWindows : IDisposable
{
    private const int Words = Fr.LimbCount;

    private readonly NativeBuffer<ulong> _words;
    private readonly NativeBuffer<byte> _negative;

    /// <param name="scalars">The scalars.</param>
    /// <param name="count">Their number.</param>
    /// <param name="options">Threads and cancellation.</param>
    internal ScalarWindows(Fr* scalars, int count, ParallelOptions options)
    {
        Count = count;
        _words = new NativeBuffer<ulong>((long)count * Words);
        _negative = new NativeBuffer<byte>(count);
        const int block = 8192;
        int[] bits = new int[(count + block - 1) / block];
        Parallel.For(0, bits.Length, options, b =>
        {
            ulong any0 = 0, any1 = 0, any2 = 0, any3 = 0;
            for (int i = b * block; i < Math.Min(count, (b + 1) * block); i++)
            {
                ulong* w = _words.Pointer + ((long)i * Words);
                _negative.Pointer[i] = WriteMagnitude(scalars[i], w);
                any0 |= w[0];
                any1 |= w[1];
                any2 |= w[2];
                any3 |= w[3];
            }

            bits[b] = BitLength(any0, any1, any2, any3);
        });
        Bits = bits.Length == 0 ? 0 : bits.Max();
    }

    /// <summary>Number of scalars.</summary>
    internal int Count { get; }

    /// <summary>Bits of the largest magnitude: at most 254.</summary>
    internal int Bits { get; }

    /// <summary>Bits of a window, c, once <see cref="Cut"/> was called.</summary>
    internal int WindowBits { get; private set; }

    /// <summary>Number of windows: the top one has a spare bit, so that no digit exceeds 2^(c−1).</summary>
    internal int WindowCount { get; private set; }

    public void Dispose()
    {
        _words.Dispose();
        _negative.Dispose();
    }

    /// <summary>Fixes the window width and adds the offset that makes digits independent. Call once.</summary>
    internal void Cut(int windowBits, ParallelOptions options)
    {
        WindowBits = windowBits;
        WindowCount = (Bits + windowBits) / windowBits;
        ulong[] offset = new ulong[Words];
        for (int window = 0; window + 1 < WindowCount; window++)
        {
            int bit = (window * windowBits) + windowBits - 1;
            offset[bit >> 6] |= 1UL << (bit & 63);
        }

        ulong o0 = offset[0], o1 = offset[1], o2 = offset[2], o3 = offset[3];
        const int block = 8192;
        Parallel.For(0, (Count + block - 1) / block, options, b =>
        {
            for (int i = b * block; i < Math.Min(Count, (b + 1) * block); i++)
            {
                ulong* w = _words.Pointer + ((long)i * Words);
                UInt128 sum = (UInt128)w[0] + o0;
                w[0] = (ulong)sum;
                sum = (sum >> 64) + w[1] + o1;
                w[1] = (ulong)sum;
                sum = (sum >> 64) + w[2] + o2;
                w[2] = (ulong)sum;
                w[3] += (ulong)(sum >> 64) + o3;
            }
        });
    }

    /// <summary>Sorts the scalars of one window by the magnitude of their digit, zero digits left out.</summary>
    /// <param name="window">The window.</param>
    /// <param name="starts">Receives, for bucket k (digits ±(k + 1)), where its entries begin; 2^(c−1) + 1 values.</param>
    /// <param name="entries">Receives indices of scalars, with the sign bit set where the point is to be negated.</param>
    /// <param name="digits">Scratch, one per scalar.</param>
    internal void Sort(int window, Span<int> starts, int* entries, int* digits)
    {
        int bit = window * WindowBits;
        int word = bit >> 6;
        int shift = bit & 63;
        bool top = window + 1 == WindowCount;
        bool straddles = shift + WindowBits > 64 && word + 1 < Words;
        ulong mask = (1UL << WindowBits) - 1;
        int offset = top ? 0 : 1 << (WindowBits - 1);
        starts.Clear();
        for (int i = 0; i < Count; i++)
        {
            ulong* w = _words.Pointer + ((long)i * Words);
            ulong value = w[word] >> shift;
            if (straddles)
            {
                value |= w[word + 1] << (64 - shift);
            }

            int digit = (int)(value & mask) - offset;
            int magnitude = Math.Abs(digit);

            // Kept as 2·magnitude + sign; digit 0 counts in starts[0], which is cleared below.
            digits[i] = (2 * magnitude) + ((digit < 0 ? 1 : 0) ^ _negative.Pointer[i]);
            starts[magnitude]++;
        }

        starts[0] = 0;
        int position = 0;
        for (int k = 1; k < starts.Length; k++)
        {
            (starts[k], position) = (position, position + starts[k]);
        }

        // starts[k + 1] is now where bucket k begins; scattering moves it to where bucket k ends, which is what starts[k + 1] must be.
        for (int i = 0; i < Count; i++)
        {
            int digit = digits[i];
            if (digit > 1)
            {
                entries[starts[digit >> 1]++] = i | (digit << 31);
            }
        }
    }

    private static byte WriteMagnitude(in Fr scalar, ulong* words)
    {
        scalar.WriteCanonicalLimbs(new Span<ulong>(words, Words));
        if (words[3] < Fr.Modulus[3] >> 1)
        {
            return 0;
        }

        ulong* other = stackalloc ulong[Words];
        ulong borrow = 0;
        for (int i = 0; i < Words; i++)
        {
            UInt128 difference = (UInt128)Fr.Modulus[i] - words[i] - borrow;
            other[i] = (ulong)difference;
            borrow = (ulong)(difference >> 64) & 1;
        }

        if (other[3] > words[3])
        {
            return 0;
        }

        new ReadOnlySpan<ulong>(other, Words).CopyTo(new Span<ulong>(words, Words));
        return 1;
    }

    private static int BitLength(ulong w0, ulong w1, ulong w2, ulong w3)
    {
        if (w3 != 0)
        {
            return 256 - BitOperations.LeadingZeroCount(w3);
        }

        if (w2 != 0)
        {
            return 192 - BitOperations.LeadingZeroCount(w2);
        }

        return w1 != 0 ? 128 - BitOperations.LeadingZeroCount(w1) : 64 - BitOperations.LeadingZeroCount(w0);
    }
}
