using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Signatures;

/// <summary>A signature (R, s): 96 bytes, R uncompressed so that verification needs no square root.</summary>
/// <remarks>Coordinates and scalar are canonical by their types; that R is on the curve is for the verification to check.</remarks>
public readonly struct SchnorrSignature : IEquatable<SchnorrSignature>
{
    /// <summary>Bytes of the encoding: R.x, R.y, s, each 32 bytes little-endian.</summary>
    public const int ByteLength = 96;

    /// <summary>Makes a signature from its parts; any values are allowed.</summary>
    public SchnorrSignature(in Fr nonceX, in Fr nonceY, in JubjubScalar scalar)
    {
        NonceX = nonceX;
        NonceY = nonceY;
        Scalar = scalar;
    }

    /// <summary>R.x.</summary>
    public Fr NonceX { get; }

    /// <summary>R.y.</summary>
    public Fr NonceY { get; }

    /// <summary>s.</summary>
    public JubjubScalar Scalar { get; }

    /// <summary>Reads exactly 96 bytes.</summary>
    /// <param name="bytes">Untrusted bytes.</param>
    /// <param name="signature">The signature, or the default value when rejected.</param>
    /// <param name="result">Valid, SignatureLength, NonceXNotCanonical, NonceYNotCanonical or ScalarNotCanonical.</param>
    /// <returns>True if the result is Valid: well formed, not yet verified.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SchnorrSignature signature, out SchnorrResult result)
    {
        signature = default;
        if (bytes.Length != ByteLength)
        {
            result = SchnorrResult.SignatureLength;
        }
        else if (!Fr.TryReadLittleEndian(bytes[..32], out Fr x))
        {
            result = SchnorrResult.NonceXNotCanonical;
        }
        else if (!Fr.TryReadLittleEndian(bytes[32..64], out Fr y))
        {
            result = SchnorrResult.NonceYNotCanonical;
        }
        else if (!JubjubScalar.TryReadLittleEndian(bytes[64..], out JubjubScalar scalar))
        {
            result = SchnorrResult.ScalarNotCanonical;
        }
        else
        {
            signature = new SchnorrSignature(x, y, scalar);
            result = SchnorrResult.Valid;
        }

        return result == SchnorrResult.Valid;
    }

    /// <summary>Writes R.x, R.y and s.</summary>
    /// <param name="destination">Receives 96 bytes.</param>
    public void Write(Span<byte> destination)
    {
        NonceX.WriteLittleEndian(destination[..32]);
        NonceY.WriteLittleEndian(destination[32..64]);
        Scalar.WriteLittleEndian(destination[64..ByteLength]);
    }

    /// <inheritdoc/>
    public bool Equals(SchnorrSignature other) => NonceX == other.NonceX & NonceY == other.NonceY & Scalar == other.Scalar;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SchnorrSignature other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((NonceX.GetHashCode() * 31) + Scalar.GetHashCode());

    /// <summary>True if both have the same parts.</summary>
    public static bool operator ==(in SchnorrSignature left, in SchnorrSignature right) => left.Equals(right);

    /// <summary>True if a part differs.</summary>
    public static bool operator !=(in SchnorrSignature left, in SchnorrSignature right) => !left.Equals(right);
}
