namespace ZkRollup.Sequencer.Settlement.Keystore;

/// <summary>Cost of scrypt, RFC 7914: memory is 128·N·r bytes, time N·r·p.</summary>
/// <param name="N">A power of two above 1.</param>
/// <param name="R">Block size.</param>
/// <param name="P">Parallelism.</param>
public sealed record ScryptCost(int N, int R, int P)
{
    /// <summary>Most bytes of memory; the standard cost takes 256 MiB.</summary>
    public const long MemoryBytesMax = 512L << 20;

    /// <summary>Most of N·r·p; the standard cost is 2^21.</summary>
    public const long WorkMax = 1L << 23;

    /// <summary>What wallets write: a quarter of a gibibyte, about a second.</summary>
    public static ScryptCost Standard { get; } = new(1 << 18, 8, 1);

    /// <summary>Whether RFC 7914, section 6, allows these numbers, but for N below 2^(16·r): files with more exist.</summary>
    public bool IsDefined => N > 1 && (N & (N - 1)) == 0 && R > 0 && P > 0 && (long)R * P < 1L << 30;

    /// <summary>Whether the limits above hold.</summary>
    public bool IsAffordable => 128L * N <= MemoryBytesMax / R && (long)N * R <= WorkMax / P;
}
