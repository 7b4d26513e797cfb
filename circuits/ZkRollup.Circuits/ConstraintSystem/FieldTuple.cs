using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>A tuple of a bus as a key.</summary>
internal readonly struct FieldTuple : IEquatable<FieldTuple>
{
    private readonly Fr[] _elements;

    internal FieldTuple(Fr[] elements) => _elements = elements;

    /// <summary>The elements.</summary>
    internal ReadOnlySpan<Fr> Elements => _elements;

    /// <summary>The same tuple in memory of its own, to be kept.</summary>
    internal FieldTuple Copy() => new([.. _elements]);

    public bool Equals(FieldTuple other) => _elements.AsSpan().SequenceEqual(other._elements);

    public override bool Equals(object? obj) => obj is FieldTuple other && Equals(other);

    public override int GetHashCode()
    {
        int hash = 17;
        foreach (Fr element in _elements)
        {
            hash = unchecked((hash * 31) + element.GetHashCode());
        }

        return hash;
    }

    public override string ToString() => $"({string.Join(", ", _elements.Select(ShortNumber.Of))})";
}
