namespace ZkRollup.Cli.Proofs;

/// <summary>Runs the action of a command and turns what can go wrong into a message and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Runs an action on a thread of its own, so that it can be cancelled.</summary>
    internal static async Task<int> RunAsync(Func<CancellationToken, int> action, CancellationToken cancellation)
    {
        try
        {
            return await Task.Run(() => action(cancellation), CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("cancelled; nothing was written");
            return ExitCode.Cancelled;
        }
        catch (Exception failure) when (
            failure is ExpectedFailure or IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"error: {failure.Message}");
            return ExitCode.Failure;
        }
    }
}
