using System.Runtime.CompilerServices;

namespace ZkRollup.Sequencer.Engine.Books;

/// <summary>A node of a <see cref="PriceTree"/>: ascending keys, filled up with the greatest integer, and a value beside each.</summary>
internal struct PriceTreeNode
{
    /// <summary>Most keys of a node.</summary>
    internal const int Width = 32;

    /// <summary>Neighbours that have no more keys together become one node.</summary>
    internal const int MergeMax = 24;

    internal KeyList Keys;
    internal ValueList Values;
    internal int Count;

    /// <summary>The leaf before it; of a free node, the next free one.</summary>
    internal int Before;

    /// <summary>The leaf after it.</summary>
    internal int After;

    /// <summary>How many keys are not above a key.</summary>
    internal readonly int CountUpTo(long key)
    {
        ReadOnlySpan<long> keys = Keys;
        int count = 0;
        for (int step = Width / 2; step > 0; step >>= 1)
        {
            count += keys[count + step - 1] <= key ? step : 0;
        }

        return count + (keys[count] <= key ? 1 : 0);
    }

    /// <summary>Makes it a node without keys.</summary>
    internal void Clear()
    {
        Span<long> keys = Keys;
        keys.Fill(long.MaxValue);
        Count = 0;
        Before = 0;
        After = 0;
    }

    /// <summary>Puts a key and its value at a position; the node is not full.</summary>
    internal void Insert(int position, long key, int value)
    {
        Span<long> keys = Keys;
        Span<int> values = Values;
        keys[position..Count].CopyTo(keys[(position + 1)..]);
        values[position..Count].CopyTo(values[(position + 1)..]);
        keys[position] = key;
        values[position] = value;
        Count++;
    }

    /// <summary>Takes out the key at a position.</summary>
    internal void RemoveAt(int position)
    {
        Span<long> keys = Keys;
        Span<int> values = Values;
        keys[(position + 1)..Count].CopyTo(keys[position..]);
        values[(position + 1)..Count].CopyTo(values[position..]);
        Count--;
        keys[Count] = long.MaxValue;
    }

    /// <summary>Moves its keys from a position on to the end of another node.</summary>
    internal void MoveTo(int position, ref PriceTreeNode other)
    {
        Span<long> keys = Keys;
        Span<int> values = Values;
        keys[position..Count].CopyTo(((Span<long>)other.Keys)[other.Count..]);
        values[position..Count].CopyTo(((Span<int>)other.Values)[other.Count..]);
        other.Count += Count - position;
        keys[position..Count].Fill(long.MaxValue);
        Count = position;
    }

    /// <summary>Room for keys.</summary>
    [InlineArray(Width)]
    internal struct KeyList
    {
        private long _first;
    }

    /// <summary>Room for values.</summary>
    [InlineArray(Width)]
    internal struct ValueList
    {
        private int _first;
    }
}
