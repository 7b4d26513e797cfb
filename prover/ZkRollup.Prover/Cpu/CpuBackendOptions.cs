namespace ZkRollup.Prover.Cpu;

/// <summary>What a <see cref="CpuBackend"/> may use.</summary>
public sealed record CpuBackendOptions
{
    /// <summary>Threads at most; all cores if 0.</summary>
    public int Threads { get; init; }

    /// <summary>Bytes that one proof may take; what the process may use and does not yet, if 0.</summary>
    public long MemoryBytesMax { get; init; }

    /// <summary>Where bases are kept between runs, a folder as trustworthy as the program; nowhere if null.</summary>
    public string? CacheFolder { get; init; }
}
