using System.CommandLine;
using ZkRollup.Cli.Proofs;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Exit.History;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Cli.Exits;

/// <summary>Options that say where an exchange is settled, and the reading of its history.</summary>
internal sealed class L1Options
{
    private readonly Option<string> _rpc = new("--rpc")
    {
        Description = "a node of L1: http or https. A name and password in it are not shown",
        Required = true,
    };

    private readonly Option<string> _rollup = new("--rollup")
    {
        Description = "the address of the rollup's contract: 0x and 40 digits",
        Required = true,
    };

    private readonly Option<ulong?> _from = new("--from-block")
    {
        Description = "the first block to read: that of the deployment, or one before it. If absent it is searched for, "
            + "which takes a node that keeps old states",
    };

    private readonly Option<string> _block = new("--block")
    {
        Description = "the last block to read: latest, safe or finalized",
        DefaultValueFactory = _ => "latest",
    };

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        command.Options.Add(_rpc);
        command.Options.Add(_rollup);
        command.Options.Add(_from);
        command.Options.Add(_block);
    }

    /// <summary>An address that the user gave.</summary>
    /// <exception cref="ExpectedFailure">It is malformed.</exception>
    internal static EthereumAddress Address(string text, string option) => EthereumAddress.TryParse(text, out EthereumAddress address)
        ? address
        : throw new ExpectedFailure($"{option} {text} is not an address: expected 0x and 40 hexadecimal digits, with capitals as EIP-55 sets them");

    /// <summary>A client of the node.</summary>
    /// <exception cref="ExpectedFailure">The endpoint is no address of the web.</exception>
    internal JsonRpcClient Client(ParseResult arguments)
    {
        return Uri.TryCreate(arguments.GetRequiredValue(_rpc), UriKind.Absolute, out Uri? endpoint)
            && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps)
            ? new(new JsonRpcOptions(endpoint))
            : throw new ExpectedFailure("--rpc: expected http://… or https://…");
    }

    /// <summary>Reads the history of the exchange, with a bar.</summary>
    /// <exception cref="ExpectedFailure">It adds up to no state.</exception>
    internal ExchangeHistory Read(ParseResult arguments, IL1Client client, CancellationToken cancellation)
    {
        BlockTag last = arguments.GetRequiredValue(_block) switch
        {
            "latest" => BlockTag.Latest,
            "safe" => BlockTag.Safe,
            "finalized" => BlockTag.Finalized,
            string other => throw new ExpectedFailure($"--block {other}: expected latest, safe or finalized"),
        };
        HistoryReader reader = new(client, Address(arguments.GetRequiredValue(_rollup), "--rollup"), arguments.GetValue(_from));
        HistoryResult result = StageProgress.Show(view =>
        {
            Receiver receiver = new(progress => view.Report("history on L1", progress.Part));
            view.Report("history on L1", 0);
            return reader.ReadAsync(last, receiver, cancellation).GetAwaiter().GetResult();
        });
        return result.History ?? throw new ExpectedFailure($"{result.Fault}");
    }

    private sealed class Receiver(Action<HistoryProgress> report) : IProgress<HistoryProgress>
    {
        public void Report(HistoryProgress value) => report(value);
    }
}
