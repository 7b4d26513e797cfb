namespace ZkRollup.Contracts.Anvil;

/// <summary>What kind of chain anvil makes.</summary>
public sealed record AnvilOptions
{
    /// <summary>Number of the chain; the contracts take 31337 and 1337 for local.</summary>
    public ulong ChainId { get; init; } = 31337;

    /// <summary>The rules of the chain.</summary>
    public string Hardfork { get; init; } = "osaka";

    /// <summary>Blocks of an epoch: safe and finalized lag by one and two of them.</summary>
    public int SlotsInAnEpoch { get; init; } = 2;

    /// <summary>Whether blocks are made only when asked for.</summary>
    public bool IsManual { get; init; }

    /// <summary>File that the chain is read from at the start, and written to at the end; null for none.</summary>
    public string? StatePath { get; init; }

    /// <summary>Port on the loopback address; 0 for any that is free.</summary>
    public int Port { get; init; }
}
