using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A curve y² = x³ + b over a field, with what its encodings need of the field.</summary>
/// <remarks>Implemented by empty structs: a type parameter that the JIT specialises away.</remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
internal interface ICurve<TField>
    where TField : unmanaged, IField<TField>
{
    /// <summary>b.</summary>
    static abstract TField B { get; }

    /// <summary>The generator of the subgroup of order r that the standard names.</summary>
    static abstract AffinePoint<TField> Generator { get; }

    /// <summary>Coefficients of a coordinate over Fp: 1 or 2.</summary>
    static abstract int Degree { get; }

    /// <summary>True for points of order r and for infinity, given a point on the curve.</summary>
    static abstract bool IsInSubgroup(in AffinePoint<TField> point);

    /// <summary>Finds a square root in the field of the coordinates.</summary>
    static abstract bool TrySquareRootVarTime(in TField a, out TField result);

    /// <summary>The sign that a compressed encoding carries.</summary>
    static abstract bool IsLexicographicallyLargest(in TField a);

    /// <summary>The element with the given coefficients over Fp, lowest degree first.</summary>
    static abstract TField FromCoefficients(ReadOnlySpan<Fp> coefficients);

    /// <summary>Writes the coefficients over Fp, lowest degree first.</summary>
    static abstract void WriteCoefficients(in TField a, Span<Fp> coefficients);
}
