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

    /// <summary>Scalars that share a bit length, above which windows are left out: columns of a pack have different widths.</summary>
    private const int Block = 2048;

    /// <summary>The least width of a window: see <see cref="WindowsInUse"/>.</summary>
    internal const int WindowBitsMin = 3;

    private readonly NativeBuffer<ulong> _words;
    private readonly NativeBuffer<byte> _negative;
    private readonly int[] _blockBits;

    /// <param name="scalars">The scalars.</param>
    /// <param name="count">Their number.</param>
    /// <param name="options">Threads and cancellation.</param>
    internal ScalarWindows(Fr* scalars, int count, ParallelOptions options)
    {
        Count = count;
        _words = new NativeBuffer<ulong>((long)count * Words);
        _negative = new NativeBuffer<byte>(count);
        _blockBits = new int[(count + Block - 1) / Block];
        Parallel.For(0, _blockBits.Length, options, b =>
        {
            ulong any0 = 0, any1 = 0, any2 = 0, any3 = 0;
            for (int i = b * Block; i < BlockEnd(b); i++)
            {
                ulong* w = _words.Pointer + ((long)i * Words);
                _negative.Pointer[i] = WriteMagnitude(scalars[i], w);
                any0 |= w[0];
                any1 |= w[1];
                any2 |= w[2];
                any3 |= w[3];
            }

            _blockBits[b] = BitLength(any0, any1, any2, any3);
        });
        Bits = _blockBits.Length == 0 ? 0 : _blockBits.Max();
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

    /// <summary>Digits, in windows of c bits, that may differ from 0.</summary>
    internal long EntryCount(int windowBits)
    {
        int windows = (Bits + windowBits) / windowBits;
        long entries = 0;
        for (int b = 0; b < _blockBits.Length; b++)
        {
            entries += (long)(BlockEnd(b) - (b * Block)) * Math.Min(windows, WindowsInUse(b, windowBits));
        }

        return entries;
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
        Parallel.For(0, _blockBits.Length, options, b =>
        {
            for (int i = b * Block; i < BlockEnd(b); i++)
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
        starts.Clear();
        for (int b = 0; b < _blockBits.Length; b++)
        {
            if (window < WindowsInUse(b, WindowBits))
            {
                WriteDigits(window, b * Block, BlockEnd(b), digits, starts);
            }
        }

        // Digit 0 was counted in starts[0].
        starts[0] = 0;
        int position = 0;
        for (int k = 1; k < starts.Length; k++)
        {
            (starts[k], position) = (position, position + starts[k]);
        }

        // starts[k + 1] is now where bucket k begins; scattering moves it to where bucket k ends, which is what starts[k + 1] must be.
        for (int b = 0; b < _blockBits.Length; b++)
        {
            if (window < WindowsInUse(b, WindowBits))
            {
                Scatter(b * Block, BlockEnd(b), digits, starts, entries);
            }
        }
    }

    private static void Scatter(int from, int to, int* digits, Span<int> starts, int* entries)
    {
        for (int i = from; i < to; i++)
        {
            int digit = digits[i];
            if (digit > 1)
            {
                entries[starts[digit >> 1]++] = i | (digit << 31);
            }
        }
    }

    private int BlockEnd(int block) => Math.Min(Count, (block + 1) * Block);

    /// <summary>Windows of a block above which all digits are 0.</summary>
    /// <remarks>
    /// The offsets below bit w·c add up to less than (4/7)·2^(w·c) for c at least 3, so with magnitudes below 2^(w·c − 2) nothing is
    /// carried to window w, which keeps its own offset, the digit 0.
    /// </remarks>
    private int WindowsInUse(int block, int windowBits) =>
        _blockBits[block] == 0 ? 0 : (_blockBits[block] + 1 + windowBits) / windowBits;

    /// <summary>Writes the digits of one window, as 2·magnitude + sign, and counts the magnitudes.</summary>
    private void WriteDigits(int window, int from, int to, int* digits, Span<int> counts)
    {
        int bit = window * WindowBits;
        int word = bit >> 6;
        int shift = bit & 63;
        bool straddles = shift + WindowBits > 64 && word + 1 < Words;
        ulong mask = (1UL << WindowBits) - 1;
        int offset = window + 1 == WindowCount ? 0 : 1 << (WindowBits - 1);
        for (int i = from; i < to; i++)
        {
            ulong* w = _words.Pointer + ((long)i * Words);
            ulong value = w[word] >> shift;
            if (straddles)
            {
                value |= w[word + 1] << (64 - shift);
            }

            int digit = (int)(value & mask) - offset;
            int magnitude = Math.Abs(digit);
            digits[i] = (2 * magnitude) + ((digit < 0 ? 1 : 0) ^ _negative.Pointer[i]);
            counts[magnitude]++;
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
