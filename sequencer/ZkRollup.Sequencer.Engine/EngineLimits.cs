using ZkRollup.Protocol.Ids;

namespace ZkRollup.Sequencer.Engine;

/// <summary>How much an engine can hold: all of it is allocated at the start.</summary>
/// <remarks>
/// Account and instrument numbers are places in arrays; L1 gives account numbers in sequence. What does not fit is answered with
/// Overloaded and changes nothing. A snapshot can be restored into other limits, as long as it fits.
/// </remarks>
public sealed record EngineLimits
{
    /// <summary>Account numbers are below this.</summary>
    public int Accounts { get; init; } = 1 << 16;

    /// <summary>Instrument numbers are below this.</summary>
    public int Instruments { get; init; } = 1 << 10;

    /// <summary>Orders in all books.</summary>
    public int Orders { get; init; } = 1 << 18;

    /// <summary>Slots of accounts that ever held a session.</summary>
    public int Sessions { get; init; } = 1 << 17;

    /// <summary>Words of 8 bytes of the transition log; 0 for none.</summary>
    public int LogWords { get; init; } = 1 << 20;

    /// <summary>Keys the look-up of orders by identity, so that nobody can make orders collide. Without effect on results.</summary>
    public ulong LookupKey { get; init; } = 0x9e3779b97f4a7c15;

    /// <summary>Throws unless the limits make sense.</summary>
    internal void Require()
    {
        RequireWithin(Accounts, 2, AccountId.MaxValue + 1, nameof(Accounts));
        RequireWithin(Instruments, 2, InstrumentId.MaxValue + 1, nameof(Instruments));
        RequireWithin(Orders, 1, OrderLeaf.MaxValue, nameof(Orders));
        RequireWithin(Sessions, 1, 16 * (AccountId.MaxValue + 1), nameof(Sessions));
        if (LogWords != 0)
        {
            RequireWithin(LogWords, Log.TransitionLog.CapacityMin, int.MaxValue / 8, nameof(LogWords));
        }
    }

    private static void RequireWithin(long value, long least, long most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {least} to {most}.");
        }
    }
}
