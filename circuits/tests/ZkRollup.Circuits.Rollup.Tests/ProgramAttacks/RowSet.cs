using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>A set of rows of a slot.</summary>
internal sealed class RowSet
{
    private readonly ulong[] _words = new ulong[MachineShape.Rows / 64];

    internal int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    internal bool IsEmpty => (_words[0] | _words[1] | _words[2] | _words[3]) == 0;

    internal bool Contains(int row) => (_words[row / 64] >> (row % 64) & 1) != 0;

    internal bool Overlaps(RowSet other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & other._words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    internal RowSet Copy()
    {
        RowSet copy = new();
        _words.CopyTo(copy._words, 0);
        return copy;
    }

    internal void IntersectWith(RowSet other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] &= other._words[i];
        }
    }

    internal void UnionWith(RowSet other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    internal void Clear() => Array.Clear(_words);

    internal void Set(int row, bool isIn)
    {
        ulong bit = 1UL << (row % 64);
        _words[row / 64] = isIn ? _words[row / 64] | bit : _words[row / 64] & ~bit;
    }

    internal int[] ToArray()
    {
        List<int> rows = [];
        for (int row = 0; row < MachineShape.Rows; row++)
        {
            if (Contains(row))
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }
}
