using ZkRollup.Crypto.Fields;

namespace ZkRollup.Crypto.Curves;

/// <summary>A curve y² = x³ + A·x + B that is isogenous to G1 or G2, and the isogeny: what RFC 9380 needs to map a field element.</summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
internal interface IMapCurve<TField>
    where TField : unmanaged, IField<TField>
{
    /// <summary>A.</summary>
    static abstract TField A { get; }

    /// <summary>B.</summary>
    static abstract TField B { get; }

    /// <summary>Z, the non-square of the simplified SWU map.</summary>
    static abstract TField Z { get; }

    /// <summary>Coefficients of the numerator of x, lowest degree first.</summary>
    static abstract ReadOnlySpan<TField> XNumerator { get; }

    /// <summary>Coefficients of the denominator of x.</summary>
    static abstract ReadOnlySpan<TField> XDenominator { get; }

    /// <summary>Coefficients of the numerator of y, to be multiplied by y.</summary>
    static abstract ReadOnlySpan<TField> YNumerator { get; }

    /// <summary>Coefficients of the denominator of y.</summary>
    static abstract ReadOnlySpan<TField> YDenominator { get; }

    /// <summary>sgn0 of RFC 9380, section 4.1.</summary>
    static abstract bool IsOdd(in TField a);

    /// <summary>Finds a square root.</summary>
    static abstract bool TrySquareRootVarTime(in TField a, out TField result);
}
