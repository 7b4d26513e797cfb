using System.Buffers;
using System.Numerics;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Prover.Transcript;

/// <summary>The Fiat–Shamir transcript over Keccak-256: a state of 32 bytes that every item and every challenge replaces.</summary>
/// <remarks>
/// Specified to the byte in docs/transcript.md, and written so that a contract can repeat it with one hash a call. An item becomes
/// state ← Keccak(state ‖ tag ‖ length ‖ data) with a tag of 32 bytes that holds the label and the kind of item; a challenge becomes
/// state ← Keccak(state ‖ tag), and is the new state modulo r. Nothing here is secret. Not for concurrent use.
/// </remarks>
public sealed class KeccakTranscript
{
    /// <summary>Longest label: 31 bytes, since the last byte of a tag is the kind.</summary>
    public const int LabelLengthMax = WordLength - 1;

    private const int WordLength = 32;
    private const int HeaderLength = 3 * WordLength;

    private readonly byte[] _state = new byte[WordLength];

    /// <summary>Starts with state = Keccak(domain).</summary>
    /// <param name="domain">The name of the protocol and its version; not empty.</param>
    /// <exception cref="ArgumentException">The domain is empty.</exception>
    public KeccakTranscript(ReadOnlySpan<byte> domain)
    {
        if (domain.IsEmpty)
        {
            throw new ArgumentException("Expected the name of a protocol, got nothing.", nameof(domain));
        }

        Keccak256.Hash(domain, _state);
    }

    private KeccakTranscript(KeccakTranscript other) => other._state.CopyTo(_state, 0);

    /// <summary>The last byte of a tag.</summary>
    private enum Kind : byte
    {
        Bytes = 1,
        Scalars = 2,
        Points = 3,
        Integers = 4,
        Challenge = 16,
    }

    /// <summary>The 32 bytes on which all that follows depends.</summary>
    public ReadOnlySpan<byte> State => _state;

    /// <summary>A transcript that goes on from here on its own.</summary>
    public KeccakTranscript Copy() => new(this);

    /// <summary>Absorbs a string of bytes of any length, which is bound as well.</summary>
    /// <param name="label">1 to 31 visible ASCII characters.</param>
    /// <param name="data">The bytes.</param>
    /// <exception cref="ArgumentException">The label is not of this form.</exception>
    public void AbsorbBytes(ReadOnlySpan<byte> label, ReadOnlySpan<byte> data)
    {
        byte[] message = Begin(label, Kind.Bytes, data.Length);
        data.CopyTo(message.AsSpan(HeaderLength));
        End(message, data.Length);
    }

    /// <summary>Absorbs one field element: 32 bytes, big-endian, canonical.</summary>
    /// <param name="label">1 to 31 visible ASCII characters.</param>
    /// <param name="value">The element.</param>
    /// <exception cref="ArgumentException">The label is not of this form.</exception>
    public void AbsorbScalar(ReadOnlySpan<byte> label, in Fr value) => AbsorbScalars(label, [value]);

    /// <summary>Absorbs field elements in one item: 32 bytes each, big-endian, canonical.</summary>
    /// <param name="label">1 to 31 visible ASCII characters.</param>
    /// <param name="values">The elements; their number is bound.</param>
    /// <exception cref="ArgumentException">The label is not of this form.</exception>
    public void AbsorbScalars(ReadOnlySpan<byte> label, ReadOnlySpan<Fr> values)
    {
        int length = checked(values.Length * Fr.ByteLength);
        byte[] message = Begin(label, Kind.Scalars, length);
        for (int i = 0; i < values.Length; i++)
        {
            values[i].WriteBigEndian(message.AsSpan(HeaderLength + (i * Fr.ByteLength), Fr.ByteLength));
        }

        End(message, length);
    }

    /// <summary>Absorbs one point: the 128 bytes of EIP-2537.</summary>
    /// <param name="label">1 to 31 visible ASCII characters.</param>
    /// <param name="point">The point; checked for nothing.</param>
    /// <exception cref="ArgumentException">The label is not of this form.</exception>
    public void AbsorbPoint(ReadOnlySpan<byte> label, in G1Affine point) => AbsorbPoints(label, [point]);

    /// <summary>Absorbs points in one item: the 128 bytes of EIP-2537 each.</summary>
    /// <param name="label">1 to 31 visible ASCII characters.</param>
    /// <param name="points">The points, checked for nothing; their number is bound.</param>
    /// <exception cref="ArgumentException">The label is not of this form.</exception>
    public void AbsorbPoints(ReadOnlySpan<byte> label, ReadOnlySpan<G1Affine> points)
    {
        int length = checked(points.Length * G1Affine.Eip2537Length);
        byte[] message = Begin(label, Kind.Points, length);
        for (int i = 0; i < points.Length; i++)
        {
            points[i].WriteEip2537(message.AsSpan(HeaderLength + (i * G1Affine.Eip2537Length), G1Affine.Eip2537Length));
        }

        End(message, length);
    }

    /// <summary>Absorbs one integer as a word of 32 bytes, big-endian.</summary>
    /// <param name="label">1 to 31 visible ASCII characters.</param>
    /// <param name="value">0 to 2^256 − 1.</param>
    /// <exception cref="ArgumentException">The label is not of this form.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The integer is.</exception>
    public void AbsorbInteger(ReadOnlySpan<byte> label, BigInteger value) => AbsorbIntegers(label, [value]);

    /// <summary>Absorbs integers in one item, each as a word of 32 bytes, big-endian.</summary>
    /// <param name="label">1 to 31 visible ASCII characters.</param>
    /// <param name="values">Integers from 0 to 2^256 − 1; their number is bound.</param>
    /// <exception cref="ArgumentException">The label is not of this form.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An integer is.</exception>
    public void AbsorbIntegers(ReadOnlySpan<byte> label, ReadOnlySpan<BigInteger> values)
    {
        foreach (BigInteger value in values)
        {
            if (value.Sign < 0 || value.GetByteCount(isUnsigned: true) > WordLength)
            {
                throw new ArgumentOutOfRangeException(nameof(values), value, "Expected an integer from 0 to 2^256 − 1.");
            }
        }

        int length = checked(values.Length * WordLength);
        byte[] message = Begin(label, Kind.Integers, length);
        message.AsSpan(HeaderLength, length).Clear();
        for (int i = 0; i < values.Length; i++)
        {
            int bytes = values[i].GetByteCount(isUnsigned: true);
            int start = HeaderLength + ((i + 1) * WordLength) - bytes;
            _ = values[i].TryWriteBytes(message.AsSpan(start, bytes), out _, isUnsigned: true, isBigEndian: true);
        }

        End(message, length);
    }

    /// <summary>Draws a challenge that depends on everything so far; the next one differs, whatever its label.</summary>
    /// <remarks>
    /// The hash modulo r takes no value with a probability above 3·2^−256, so a soundness bound that counts bad challenges grows by a
    /// factor of at most 3r/2^256 &lt; 1.36. The challenge 0 is possible, as are roots of unity: protocols reject what they cannot use.
    /// </remarks>
    /// <param name="label">1 to 31 visible ASCII characters.</param>
    /// <exception cref="ArgumentException">The label is not of this form.</exception>
    public Fr Challenge(ReadOnlySpan<byte> label)
    {
        Span<byte> message = stackalloc byte[2 * WordLength];
        _state.CopyTo(message);
        WriteTag(label, Kind.Challenge, message[WordLength..]);
        Keccak256.Hash(message, _state);
        return Fr.FromBigEndianReduced(_state);
    }

    /// <summary>Rents a buffer and writes state, tag and length to it.</summary>
    private byte[] Begin(ReadOnlySpan<byte> label, Kind kind, int length)
    {
        byte[] message = ArrayPool<byte>.Shared.Rent(checked(HeaderLength + length));
        Span<byte> header = message.AsSpan(0, HeaderLength);
        _state.CopyTo(header);
        WriteTag(label, kind, header.Slice(WordLength, WordLength));
        header[(2 * WordLength)..].Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(header[^sizeof(int)..], length);
        return message;
    }

    private void End(byte[] message, int length)
    {
        Keccak256.Hash(message.AsSpan(0, HeaderLength + length), _state);
        ArrayPool<byte>.Shared.Return(message);
    }

    /// <summary>The label, zeros up to byte 30, and the kind in byte 31.</summary>
    private static void WriteTag(ReadOnlySpan<byte> label, Kind kind, Span<byte> tag)
    {
        if (label.IsEmpty || label.Length > LabelLengthMax || label.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            throw new ArgumentException($"Expected a label of 1 to {LabelLengthMax} visible ASCII characters.", nameof(label));
        }

        tag.Clear();
        label.CopyTo(tag);
        tag[^1] = (byte)kind;
    }
}
