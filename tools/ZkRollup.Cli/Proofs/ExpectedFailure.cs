namespace ZkRollup.Cli.Proofs;

/// <summary>Something that the user can put right: its message is all that is shown.</summary>
internal sealed class ExpectedFailure(string message) : Exception(message);
