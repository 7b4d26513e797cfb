using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>Different tuples of field elements, numbered in the order in which they are added.</summary>
/// <remarks>
/// A hash table without objects, with linear probing: a batch offers and looks up millions of tuples. Several threads may search while
/// none adds.
/// </remarks>
internal sealed class TupleSet
{
    private readonly int _arity;
    private readonly Fr[] _elements;
    private readonly int[] _table;
    private readonly int _mask;

    /// <summary>An empty set.</summary>
    /// <param name="arity">Elements of a tuple.</param>
    /// <param name="capacity">The most tuples that it will hold.</param>
    internal TupleSet(int arity, int capacity)
    {
        _arity = arity;
        _elements = new Fr[checked(arity * capacity)];
        _table = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)checked((2 * capacity) + 1))];
        _mask = _table.Length - 1;
    }

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds a tuple.</summary>
    /// <returns>False if it was added already.</returns>
    internal bool Add(ReadOnlySpan<Fr> tuple)
    {
        int place = PlaceOf(tuple);
        if (_table[place] != 0)
        {
            return false;
        }

        tuple.CopyTo(_elements.AsSpan(Count * _arity, _arity));
        _table[place] = ++Count;
        return true;
    }

    /// <summary>The number of a tuple; −1 if it was never added.</summary>
    internal int Find(ReadOnlySpan<Fr> tuple) => _table[PlaceOf(tuple)] - 1;

    /// <summary>Where the tuple is, or the free place where it would go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int PlaceOf(ReadOnlySpan<Fr> tuple)
    {
        uint hash = 17;
        foreach (ref readonly Fr element in tuple)
        {
            hash = unchecked((hash * 31) + (uint)element.GetHashCode());
        }

        // An element is held in one form only, so equal tuples are equal bytes.
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(tuple);
        for (int place = (int)hash & _mask; ; place = (place + 1) & _mask)
        {
            int number = _table[place];
            if (number == 0 || MemoryMarshal.AsBytes(_elements.AsSpan((number - 1) * _arity, _arity)).SequenceEqual(bytes))
            {
                return place;
            }
        }
    }
}
