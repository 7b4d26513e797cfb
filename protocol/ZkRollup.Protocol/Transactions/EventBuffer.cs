using System.Diagnostics.CodeAnalysis;

namespace ZkRollup.Protocol.Transactions;

/// <summary>Collects events; grows while it warms up and then allocates nothing.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a buffer of events.")]
public sealed class EventBuffer
{
    private ExchangeEvent[] _events;

    /// <summary>An empty buffer.</summary>
    /// <param name="capacity">Events that fit without growing.</param>
    public EventBuffer(int capacity = 256)
    {
        _events = new ExchangeEvent[capacity];
    }

    /// <summary>Events in it.</summary>
    public int Count { get; private set; }

    /// <summary>The events, oldest first; valid until the next change.</summary>
    public ReadOnlySpan<ExchangeEvent> Events => _events.AsSpan(0, Count);

    /// <summary>Appends an event.</summary>
    public void Add(in ExchangeEvent item)
    {
        if (Count == _events.Length)
        {
            Array.Resize(ref _events, 2 * _events.Length);
        }

        _events[Count++] = item;
    }

    /// <summary>Forgets all events.</summary>
    public void Clear() => Count = 0;
}
