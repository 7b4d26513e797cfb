using System.Diagnostics;
using System.Numerics;
using ZkRollup.Contracts.Anvil;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Rpc;
using ZkRollup.Sequencer.Settlement.Transactions;

namespace ZkRollup.Sequencer.Settlement.Tests;

/// <summary>A chain of its own for a test, with a client and the keys that have ether.</summary>
internal sealed class LocalChain : IAsyncDisposable
{
    internal const ulong ChainId = 31337;

    /// <summary>Creation code of a contract that logs its calldata under the topic 1.</summary>
    internal static readonly byte[] Logger = Convert.FromHexString("69365f5f376001365fa1005f52600a6016f3");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<IDisposable> _owned = [];

    private LocalChain(AnvilNode node, HttpMessageHandler? handler)
    {
        Node = node;
        JsonRpcOptions options = new(node.Endpoint) { AttemptsMax = 2, FirstDelay = TimeSpan.FromMilliseconds(20) };
        Client = new JsonRpcClient(options, handler: handler);
        Keys = [.. AnvilNode.Keys.Select(Key)];
    }

    internal AnvilNode Node { get; }

    internal JsonRpcClient Client { get; }

    internal RecordingJournal Journal { get; } = new();

    internal IReadOnlyList<Secp256k1PrivateKey> Keys { get; }

    /// <summary>What suits a chain whose blocks cost nothing: no patience, one confirmation.</summary>
    internal static SenderOptions Quick { get; } = new()
    {
        Confirmations = 1,
        PollEvery = TimeSpan.FromMilliseconds(50),
        OutageDelayMax = TimeSpan.FromMilliseconds(200),
        ReplaceAfter = TimeSpan.FromHours(1),
        SendAgainAfter = TimeSpan.Zero,
        DataBytesMax = 1 << 20,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (IDisposable owned in _owned.Concat(Keys).Append(Client))
        {
            owned.Dispose();
        }

        await Node.DisposeAsync();
    }

    internal static async Task<LocalChain> StartAsync(AnvilOptions? options = null, HttpMessageHandler? handler = null) =>
        new(await AnvilNode.StartAsync(options), handler);

    internal TransactionSender Sender(int key = 0, SenderOptions? options = null)
    {
        TransactionSender sender = new(Client, Keys[key], ChainId, options ?? Quick, Journal);
        _owned.Add(sender);
        return sender;
    }

    /// <summary>Sends one request after the other, and waits for each.</summary>
    internal static async Task<SubmissionOutcome> SendAsync(TransactionSender sender, L1Request request)
    {
        Submission submission = sender.Submit(request, "request");
        await PollUntilAsync(sender, () => submission.Outcome.IsCompleted);
        return await submission.Outcome;
    }

    /// <summary>Sends a request that must succeed.</summary>
    internal static async Task<TransactionReceipt> DoAsync(TransactionSender sender, L1Request request)
    {
        SubmissionOutcome outcome = await SendAsync(sender, request);
        Assert.True(outcome.Status == SubmissionStatus.Succeeded, outcome.ToString());
        return outcome.Receipt!;
    }

    /// <summary>Deploys a contract.</summary>
    internal static async Task<EthereumAddress> DeployAsync(TransactionSender sender, byte[] creationCode) =>
        (await DoAsync(sender, new L1Request(null, creationCode))).ContractAddress!.Value;

    /// <summary>Polls until something holds.</summary>
    internal static async Task PollUntilAsync(TransactionSender sender, Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            L1Error? error = await sender.PollAsync(default);
            if (condition())
            {
                return;
            }

            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"not within {Patience}; last error: {error}");
            await Task.Delay(20);
        }
    }

    /// <summary>Signs and sends a transaction beside all senders, as another program with the same key would.</summary>
    internal async Task<SignedTransaction> SendBesideAsync(int key, ulong nonce, FeeOffer fees, ulong gas = 21_000)
    {
        Eip1559Transaction transaction =
            new(ChainId, nonce, fees, gas, Keys[key].Address, BigInteger.Zero, ReadOnlyMemory<byte>.Empty);
        SignedTransaction signed = transaction.Sign(Keys[key]);
        Assert.Null((await Client.SendRawTransactionAsync(signed.Raw, default)).Error);
        return signed;
    }

    private static Secp256k1PrivateKey Key(string hex)
    {
        Assert.True(Secp256k1PrivateKey.TryRead(Convert.FromHexString(hex), out Secp256k1PrivateKey? key));
        return key;
    }
}
