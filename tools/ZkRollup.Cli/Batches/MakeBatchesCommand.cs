using System.CommandLine;
using System.Globalization;
using ZkRollup.Circuits.Rollup;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Cli.Proofs;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Prover.Files;
using ZkRollup.Prover.Plonk;
using ZkRollup.Sequencer.Batcher;
using ZkRollup.Sequencer.Traffic;

namespace ZkRollup.Cli.Batches;

/// <summary>The command <c>make-batches</c>: lets a small market trade on the engine and writes what it did as batch files.</summary>
internal static class MakeBatchesCommand
{
    private const int TransactionsMax = 1_000_000;
    private const int DefaultSlots = 128;

    private static readonly Option<DirectoryInfo> Output = new("--out")
    {
        Description = "the folder for 0.batch, 1.batch and so on",
        Required = true,
    };

    private static readonly Option<ulong> Seed = new("--seed") { Description = "all follows from it", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Transactions = new("--transactions")
    {
        Description = "how many transactions to make, genesis included",
        DefaultValueFactory = _ => 300,
    };

    private static readonly Option<int> Slots = new("--slots")
    {
        Description = "slots that a batch has room for: at most what the keys allow",
        DefaultValueFactory = _ => DefaultSlots,
    };

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        ContextOptions context = new();
        Command command = new("make-batches", "make batch files of a market that trades by a seed, for local chains")
        {
            Output, Seed, Transactions, Slots,
        };
        context.AddTo(command);
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(token => Run(arguments, context, token), cancellation));
        return command;
    }

    private static int Run(ParseResult arguments, ContextOptions contextOptions, CancellationToken cancellation)
    {
        int transactions = Require(arguments.GetValue(Transactions), 1, TransactionsMax, "--transactions");
        int slots = Require(arguments.GetValue(Slots), 1, RollupSizes.Standard.SlotsMax, "--slots");
        ProofContext context = contextOptions.Read(arguments, new(LocalChain.Anvil, default));
        TransactionDomain domain = new(new(context.ChainId), context.Contract);
        DirectoryInfo folder = arguments.GetRequiredValue(Output);
        using MarketTraffic traffic = new(arguments.GetValue(Seed), domain, new());
        Batcher batcher = new(new(domain, RollupSizes.Standard.LimitsFor(slots), long.MaxValue), traffic.Signatures);
        List<(string Name, byte[] Bytes)> files = StageProgress.Show(progress =>
        {
            for (int i = 0; i < transactions; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report("transactions", (double)i / transactions);
                _ = traffic.Next();
                batcher.Append(traffic.Engine.Log!);
                traffic.Engine.Log!.Clear();
            }

            batcher.Close();
            return TakeAll(batcher);
        });
        folder.Create();
        foreach ((string name, byte[] bytes) in files)
        {
            AtomicFile.Write(Path.Combine(folder.FullName, name), bytes);
        }

        Console.WriteLine(
            $"{folder.FullName}: {transactions} transactions of seed {arguments.GetValue(Seed)} in {files.Count} batches for at most {slots} "
            + $"slots, chain {context.ChainId}, contract {context.Contract}");
        Console.WriteLine($"state root {batcher.Root} after the last");
        return ExitCode.Success;
    }

    private static List<(string Name, byte[] Bytes)> TakeAll(Batcher batcher)
    {
        List<(string Name, byte[] Bytes)> files = [];
        while (batcher.Take() is { } batch)
        {
            files.Add((string.Create(CultureInfo.InvariantCulture, $"{batch.Number.Value}.batch"), BatchFile.ToBytes(batch)));
        }

        return files;
    }

    private static int Require(int value, int least, int most, string name) => value >= least && value <= most
        ? value
        : throw new ExpectedFailure($"{name} {value}: expected {least} to {most}");
}
