namespace ZkRollup.Crypto.Fields;

/// <summary>Arithmetic of a field, prime or an extension, for algorithms written once for all of them.</summary>
/// <remarks>Results may alias operands in every operation.</remarks>
/// <typeparam name="TSelf">The element type.</typeparam>
public interface IField<TSelf> : IEquatable<TSelf>
    where TSelf : unmanaged, IField<TSelf>
{
    /// <summary>The neutral element of addition.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>The neutral element of multiplication.</summary>
    static abstract TSelf One { get; }

    /// <summary>True for the element 0.</summary>
    bool IsZero { get; }

    /// <summary>Sets <paramref name="result"/> to a + b.</summary>
    static abstract void Add(in TSelf a, in TSelf b, out TSelf result);

    /// <summary>Sets <paramref name="result"/> to a − b.</summary>
    static abstract void Subtract(in TSelf a, in TSelf b, out TSelf result);

    /// <summary>Sets <paramref name="result"/> to a·b.</summary>
    static abstract void Multiply(in TSelf a, in TSelf b, out TSelf result);

    /// <summary>Sets <paramref name="result"/> to a².</summary>
    static abstract void Square(in TSelf a, out TSelf result);

    /// <summary>Sets <paramref name="result"/> to a⁻¹, and to 0 for a = 0.</summary>
    /// <returns>False for a = 0, which has no inverse.</returns>
    static abstract bool TryInvert(in TSelf a, out TSelf result);

    /// <summary>Sets <paramref name="result"/> to −a.</summary>
    static virtual void Negate(in TSelf a, out TSelf result) => TSelf.Subtract(TSelf.Zero, a, out result);

    /// <summary>Sets <paramref name="result"/> to 2a.</summary>
    static virtual void Double(in TSelf a, out TSelf result) => TSelf.Add(a, a, out result);

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a − b.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>−a.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>a·b.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>True if a and b are the same element.</summary>
    static abstract bool operator ==(TSelf a, TSelf b);

    /// <summary>True if a and b differ.</summary>
    static abstract bool operator !=(TSelf a, TSelf b);
}
