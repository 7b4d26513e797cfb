using System.CommandLine;
using ZkRollup.Cli.Proofs;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Prover.Files;
using ZkRollup.Sequencer.Exit.History;
using ZkRollup.Sequencer.Exit.State;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Cli.Exits;

/// <summary>zkr restore: the state of accounts and instruments from L1 alone.</summary>
internal static class RestoreCommand
{
    private static readonly Option<FileInfo?> Output = new("--out", "-o") { Description = "a file for the state, as JSON" };

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        L1Options l1 = new();
        Command command = new(
            "restore", "rebuild the state of accounts and instruments from what L1 logged, and check it against the roots that L1 holds")
        {
            Output,
        };
        l1.AddTo(command);
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(token => Run(arguments, l1, token), cancellation));
        return command;
    }

    private static int Run(ParseResult arguments, L1Options l1, CancellationToken cancellation)
    {
        using JsonRpcClient client = l1.Client(arguments);
        ExchangeHistory history = l1.Read(arguments, client, cancellation);
        PublishedState state = history.State;
        List<AccountHolding> accounts =
        [
            .. StateJson.InOrder(state, RecordClass.Account)
                .Select(address => AccountHolding.Of(state, new AccountId(address.Index / RecordAddress.AccountStride))!),
        ];
        int instruments = StateJson.InOrder(state, RecordClass.Terms).Count();
        Console.WriteLine($"block {history.Block.Number}, {history.Block.Hash}");
        Console.WriteLine($"{state.Next} batches, {history.Operations.Count} operations of the queue, {state.NextOperation} of them consumed");
        Console.WriteLine($"{accounts.Count} accounts, {instruments} instruments, {state.Records.Count} records");
        Console.WriteLine($"state root {state.Roots.ComputeStateRoot()}: the roots are those that L1 holds");
        if (arguments.GetValue(Output) is FileInfo file)
        {
            AtomicFile.Write(file.FullName, StateJson.Write(history, accounts));
            Console.WriteLine($"written to {file.FullName}");
        }

        return ExitCode.Success;
    }
}
