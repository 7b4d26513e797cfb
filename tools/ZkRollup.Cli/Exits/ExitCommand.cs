using System.CommandLine;
using ZkRollup.Cli.Proofs;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Exit.History;
using ZkRollup.Sequencer.Exit.Steps;
using ZkRollup.Sequencer.Settlement.Rpc;
using ZkRollup.Sequencer.Settlement.Transactions;

namespace ZkRollup.Cli.Exits;

/// <summary>zkr exit: what somebody who leaves has to send to L1, with nothing but a node and a key.</summary>
internal static class ExitCommand
{
    private const int RoundsMax = 8;

    private static readonly Option<string?> Owner = new("--owner")
    {
        Description = "who leaves; if absent, the owner of the keystore file",
    };

    private static readonly Option<bool> Send = new("--send")
    {
        Description = "sign the transactions with the keystore's key and send them; without it they are only printed",
    };

    private static readonly Option<int> Confirmations = new("--confirmations")
    {
        Description = "blocks that a transaction is waited for, its own included",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        L1Options l1 = new();
        KeyOptions keys = new();
        Command command = new(
            "exit",
            "leave the exchange with all that is yours, through L1 alone: closes what is open, withdraws, freezes an exchange that ignores "
            + "you, and claims from a frozen one. Run it again when what it waits for is past")
        {
            Owner, Send, Confirmations,
        };
        l1.AddTo(command);
        keys.AddTo(command);
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(token => Run(arguments, l1, keys, token), cancellation));
        return command;
    }

    private static int Run(ParseResult arguments, L1Options l1, KeyOptions keys, CancellationToken cancellation)
    {
        bool sends = arguments.GetValue(Send);
        string? ownerText = arguments.GetValue(Owner);
        if (ownerText is null && !keys.IsGiven(arguments))
        {
            throw new ExpectedFailure("who leaves? Give --owner, or --keystore");
        }

        if (sends && !keys.IsGiven(arguments))
        {
            throw new ExpectedFailure("--send needs the key: give --keystore");
        }

        using Secp256k1PrivateKey? key = sends || ownerText is null ? keys.Read(arguments) : null;
        EthereumAddress owner = ownerText is null ? key!.Address : L1Options.Address(ownerText, "--owner");
        using JsonRpcClient client = l1.Client(arguments);
        ExitPlan plan = Plan(arguments, l1, client, owner, cancellation);
        for (int round = 1; sends && plan.Steps.Count > 0 && round <= RoundsMax; round++)
        {
            if (key!.Address != owner && plan.Steps.Any(step => step.IsOwners))
            {
                throw new ExpectedFailure($"only {owner} can ask for what is needed, but the key is that of {key.Address}");
            }

            string? refusal = SendAll(client, key, plan, arguments.GetValue(Confirmations), cancellation);
            string first = plan.Steps[0].Text;
            plan = Plan(arguments, l1, client, owner, cancellation);

            // Others act too: what they did is in the next plan. What is refused twice stays refused.
            if (refusal is not null && plan.Steps.Count > 0 && plan.Steps[0].Text == first)
            {
                throw new ExpectedFailure(refusal);
            }
        }

        Show(plan, owner);
        return ExitCode.Success;
    }

    private static ExitPlan Plan(
        ParseResult arguments, L1Options l1, JsonRpcClient client, EthereumAddress owner, CancellationToken cancellation)
    {
        ExchangeHistory history = l1.Read(arguments, client, cancellation);
        L1Result<ExitFacts> facts = ExitFacts.ReadAsync(client, history, owner, cancellation).GetAwaiter().GetResult();
        return facts.TryGet(out ExitFacts? found, out L1Error? error)
            ? new ExitPlanner(client, history, found, owner).Plan()
            : throw new ExpectedFailure($"{error}");
    }

    /// <summary>Sends the steps in order.</summary>
    /// <returns>Why one was refused, or null.</returns>
    private static string? SendAll(
        JsonRpcClient client, Secp256k1PrivateKey key, ExitPlan plan, int confirmations, CancellationToken cancellation)
    {
        L1Result<ulong> chain = client.ChainIdAsync(cancellation).GetAwaiter().GetResult();
        if (!chain.TryGet(out ulong chainId, out L1Error? error))
        {
            throw new ExpectedFailure($"{error}");
        }

        SenderOptions options = new() { Confirmations = confirmations, PollEvery = TimeSpan.FromSeconds(1) };
        using TransactionSender sender = new(client, key, chainId, options, new ConsoleJournal());
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task running = sender.RunAsync(stop.Token);
        string? refusal = null;
        foreach (ExitStep step in plan.Steps)
        {
            Console.WriteLine($"sending: {step.Text}");
            SubmissionOutcome outcome = sender.Submit(step.Request, step.Text).Outcome.WaitAsync(cancellation).GetAwaiter().GetResult();
            if (outcome.Status != SubmissionStatus.Succeeded)
            {
                refusal = $"{step.Action}: {outcome}";
                break;
            }

            Console.WriteLine($"  in block {outcome.Receipt!.BlockNumber}, {outcome.Receipt.GasUsed} gas, {outcome.Receipt.TransactionHash}");
        }

        stop.Cancel();
        running.GetAwaiter().GetResult();
        return refusal;
    }

    private static void Show(ExitPlan plan, EthereumAddress owner)
    {
        foreach (ExitStep step in plan.Steps)
        {
            Console.WriteLine($"{step.Action}: {step.Text}");
            Console.WriteLine($"  to {step.Request.To}, value {step.Request.Value} wei");
            Console.WriteLine($"  data 0x{Convert.ToHexStringLower(step.Request.Data.Span)}");
        }

        foreach (string wait in plan.Waits)
        {
            Console.WriteLine($"wait: {wait}");
        }

        Console.WriteLine(
            plan.IsDone ? $"nothing of {owner} is left in the exchange"
            : plan.Steps.Count > 0 ? "send these in this order, then run this again"
            : "run this again then");
    }
}
