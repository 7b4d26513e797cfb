using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Signatures;

/// <summary>A public key A: a point of Jubjub of order exactly l.</summary>
/// <remarks>Every value but the default one has been checked: on the curve, in the subgroup, not the identity, so A.x ≠ 0. The default
/// value verifies nothing.</remarks>
public readonly struct SchnorrPublicKey : IEquatable<SchnorrPublicKey>
{
    /// <summary>Bytes of the encoding: A.x, A.y, each 32 bytes little-endian.</summary>
    public const int ByteLength = JubjubPoint.UncompressedLength;

    private SchnorrPublicKey(in Fr x, in Fr y)
    {
        X = x;
        Y = y;
    }

    /// <summary>A.x; 0 only for the default value.</summary>
    public Fr X { get; }

    /// <summary>A.y.</summary>
    public Fr Y { get; }

    /// <summary>Reads exactly 64 bytes.</summary>
    /// <param name="bytes">Untrusted bytes.</param>
    /// <param name="key">The key, or the default value when rejected.</param>
    /// <param name="result">Valid or one of the causes that begin with Key.</param>
    /// <returns>True if the result is Valid.</returns>
    /// <remarks>The subgroup check costs about 330 products in the field: keep keys that have been read.</remarks>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SchnorrPublicKey key, out SchnorrResult result)
    {
        key = default;
        if (bytes.Length != ByteLength)
        {
            result = SchnorrResult.KeyLength;
            return false;
        }

        if (!Fr.TryReadLittleEndian(bytes[..32], out Fr x))
        {
            result = SchnorrResult.KeyXNotCanonical;
            return false;
        }

        if (!Fr.TryReadLittleEndian(bytes[32..], out Fr y))
        {
            result = SchnorrResult.KeyYNotCanonical;
            return false;
        }

        return TryCreate(x, y, out key, out result);
    }

    /// <summary>Makes a key from affine coordinates, as a state record holds them.</summary>
    /// <param name="x">A.x.</param>
    /// <param name="y">A.y.</param>
    /// <param name="key">The key, or the default value when rejected.</param>
    /// <param name="result">Valid, KeyNotOnCurve, KeyIsIdentity, KeyXIsZero or KeyNotInSubgroup.</param>
    /// <returns>True if the result is Valid.</returns>
    public static bool TryCreate(in Fr x, in Fr y, out SchnorrPublicKey key, out SchnorrResult result)
    {
        key = default;
        if (!JubjubPoint.TryFromAffine(x, y, out JubjubPoint point))
        {
            result = SchnorrResult.KeyNotOnCurve;
        }
        else if (point.IsIdentity)
        {
            result = SchnorrResult.KeyIsIdentity;
        }
        else if (x.IsZero)
        {
            result = SchnorrResult.KeyXIsZero;
        }
        else if (!point.IsInSubgroup)
        {
            result = SchnorrResult.KeyNotInSubgroup;
        }
        else
        {
            key = new SchnorrPublicKey(x, y);
            result = SchnorrResult.Valid;
        }

        return result == SchnorrResult.Valid;
    }

    /// <summary>Writes A.x and A.y.</summary>
    /// <param name="destination">Receives 64 bytes.</param>
    public void Write(Span<byte> destination)
    {
        X.WriteLittleEndian(destination[..32]);
        Y.WriteLittleEndian(destination[32..ByteLength]);
    }

    /// <summary>The point A. The default value gives (0, 0), which is not on the curve.</summary>
    public JubjubPoint ToPoint() => JubjubPoint.FromAffineUnchecked(X, Y);

    /// <inheritdoc/>
    public bool Equals(SchnorrPublicKey other) => X == other.X & Y == other.Y;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SchnorrPublicKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((X.GetHashCode() * 31) + Y.GetHashCode());

    /// <summary>True if both are the same key.</summary>
    public static bool operator ==(in SchnorrPublicKey left, in SchnorrPublicKey right) => left.Equals(right);

    /// <summary>True if the keys differ.</summary>
    public static bool operator !=(in SchnorrPublicKey left, in SchnorrPublicKey right) => !left.Equals(right);

    /// <summary>The key a·G of a secret scalar that is not 0, which needs no check.</summary>
    internal static SchnorrPublicKey FromSecret(in JubjubScalar scalar)
    {
        JubjubPoint.MultiplyGenerator(scalar).ToAffine(out Fr x, out Fr y);
        return new SchnorrPublicKey(x, y);
    }
}
