using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine.Books;

/// <summary>The lists of §3.4 over the orders, and what finds a place in them fast.</summary>
internal sealed class OrderBooks
{
    private readonly StateStore _state;

    internal OrderBooks(StateStore state, EngineLimits limits)
    {
        _state = state;
    }

    /// <summary>The state that it keeps in order.</summary>
    internal StateStore State => _state;
}
