using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>For each instrument and side, the positions that have lots: who could stand opposite, who could be below margin.</summary>
/// <remarks>
/// A node is a position: 8·account + place. Each is in at most one list, that of its instrument and the side of its size. The order
/// in a list depends on history, so nothing that enters the state may depend on it. A list has one cursor for whoever sweeps it step by
/// step, and all have one together for whoever searches in one: a cursor on a node that leaves its list moves on to the next.
/// </remarks>
internal sealed class HolderLists
{
    internal const int None = -1;

    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _first;
    private readonly int[] _sweep;
    private int _search = None;

    internal HolderLists(EngineLimits limits)
    {
        _next = new int[RecordAddress.Positions * limits.Accounts];
        _previous = new int[_next.Length];
        _first = new int[2 * limits.Instruments];
        _sweep = new int[_first.Length];
        Clear();
    }

    /// <summary>Where the search goes on, or <see cref="None"/>.</summary>
    internal int Search
    {
        get => _search;
        set => _search = value;
    }

    internal static int AccountOf(int node) => node / RecordAddress.Positions;

    internal static int PlaceOf(int node) => node % RecordAddress.Positions;

    /// <summary>The first position of a list, or <see cref="None"/>.</summary>
    internal int First(int instrument, bool isLong) => _first[ListOf(instrument, isLong)];

    /// <summary>The position after another one in its list, or <see cref="None"/>.</summary>
    internal int Next(int node) => _next[node];

    /// <summary>Where the sweep of a list goes on, or <see cref="None"/>.</summary>
    internal ref int Sweep(int instrument, bool isLong) => ref _sweep[ListOf(instrument, isLong)];

    /// <summary>A position's size changed.</summary>
    internal void Move(int node, int instrument, long before, long after)
    {
        int from = Math.Sign(before);
        int to = Math.Sign(after);
        if (from == to)
        {
            return;
        }

        if (from != 0)
        {
            Unlink(node, ListOf(instrument, from > 0));
        }

        if (to != 0)
        {
            Link(node, ListOf(instrument, to > 0));
        }
    }

    /// <summary>Makes the lists anew from the positions of a state that was just restored.</summary>
    internal void Rebuild(StateStore state)
    {
        Clear();
        for (int node = state.Positions.Length - 1; node >= 0; node--)
        {
            ref readonly PositionState position = ref state.Positions[node];
            Move(node, position.Instrument, 0, position.Size);
        }
    }

    private static int ListOf(int instrument, bool isLong) => (2 * instrument) + (isLong ? 0 : 1);

    private void Clear()
    {
        Array.Fill(_first, None);
        Array.Fill(_sweep, None);
        _search = None;
    }

    private void Link(int node, int list)
    {
        int first = _first[list];
        _next[node] = first;
        _previous[node] = None;
        if (first != None)
        {
            _previous[first] = node;
        }

        _first[list] = node;
    }

    private void Unlink(int node, int list)
    {
        int next = _next[node];
        int previous = _previous[node];
        if (next != None)
        {
            _previous[next] = previous;
        }

        if (previous != None)
        {
            _next[previous] = next;
        }
        else
        {
            _first[list] = next;
        }

        if (_sweep[list] == node)
        {
            _sweep[list] = next;
        }

        if (_search == node)
        {
            _search = next;
        }
    }
}
