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

    /// <summary>True for points of order r and for infinity, given a point on the curve.</summary>
    static abstract bool IsInSubgroup(in AffinePoint<TField> point);
}
