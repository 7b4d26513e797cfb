namespace ZkRollup.Cli.Proofs;

/// <summary>How a command ends.</summary>
internal static class ExitCode
{
    internal const int Success = 0;

    /// <summary>The proof is not valid.</summary>
    internal const int Invalid = 1;

    /// <summary>Something is missing, damaged or does not fit; nothing was written.</summary>
    internal const int Failure = 2;

    /// <summary>The user stopped the run, as shells say it: 128 and the number of the signal.</summary>
    internal const int Cancelled = 130;
}
