using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using ZkRollup.Contracts.Anvil;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Prover.Worker;
using ZkRollup.Sequencer.Settlement.Batches;
using ZkRollup.Sequencer.Settlement.Contracts;
using ZkRollup.Sequencer.Settlement.Deployment;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Verifier.Tests;

/// <summary>All contracts on an anvil of its own, with the generated verifier, and a market whose batches they take.</summary>
/// <remarks>Owners are impersonated: what is tested is what they send, not their wallets.</remarks>
internal sealed class LocalRollup : IAsyncDisposable
{
    internal const uint Deadline = 7 * 24 * 3_600;
    internal const ulong Day = 24 * 3_600;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Lazy<IReadOnlyList<ConsumedOperation>> Genesis = new(Market.Genesis);

    private readonly Secp256k1PrivateKey _sequencer;
    private int _mirrored;

    private LocalRollup(AnvilNode node)
    {
        Node = node;
        Client = new JsonRpcClient(new JsonRpcOptions(node.Endpoint));
        Assert.True(Secp256k1PrivateKey.TryRead(Convert.FromHexString(AnvilNode.Keys[1]), out Secp256k1PrivateKey? key));
        _sequencer = key;
    }

    internal AnvilNode Node { get; }

    internal JsonRpcClient Client { get; }

    internal RollupContract Rollup { get; private set; } = null!;

    internal QueueContract Queue { get; private set; } = null!;

    internal VaultContract Vault { get; private set; } = null!;

    internal EscapeContract Escape { get; private set; } = null!;

    internal VerifierContract Verifier { get; private set; } = null!;

    internal TokenContract Token { get; private set; } = null!;

    internal Market Market { get; private set; } = null!;

    private EthereumAddress Deployer { get; } = KeyAddress(0);

    /// <summary>Deploys, and moves the clock to the time of the market.</summary>
    internal static async Task<LocalRollup> DeployAsync()
    {
        LocalRollup local = new(await AnvilNode.StartAsync());
        _ = await local.Node.AskAsync("anvil_autoImpersonateAccount", true);
        EthereumAddress token = await local.CreateAsync(new(null, ContractArtifacts.Read("TestToken").CreationCode));
        RollupCode code = new(
            ContractArtifacts.Read("RollupVerifier").CreationCode,
            ContractArtifacts.Read("StateProofs").CreationCode,
            ContractArtifacts.Read("Rollup").CreationCode);
        EthereumAddress verifier = await local.CreateAsync(code.MakeVerifier());
        EthereumAddress proofs = await local.CreateAsync(code.MakeProofs());
        RollupConfig config = new(
            token,
            Quantum: 1,
            MinimumDeposit: 1,
            RequestFee: new BigInteger(100_000_000_000_000),
            Deadline,
            Notice: 21 * (uint)Day,
            Market.Operator,
            local._sequencer.Address,
            Governor: KeyAddress(2),
            Guardian: KeyAddress(3));
        EthereumAddress operations =
            await local.CreateAsync(RollupCode.MakeOperations([.. Genesis.Value.Select(operation => QueueMirror.LanesOf(operation))]));
        EthereumAddress rollup = await local.CreateAsync(code.MakeRollup(config, verifier, proofs, operations));

        local.Market = Market.For(rollup);
        local.Rollup = new(local.Client, rollup);
        SettlementAddresses addresses = (await local.Rollup.AddressesAsync(default)).Value;
        local.Queue = new(local.Client, addresses.Queue);
        local.Vault = new(local.Client, addresses.Vault);
        local.Escape = new(local.Client, addresses.Escape);
        local.Verifier = new(local.Client, verifier);
        local.Token = new(local.Client, token);
        local._mirrored = Genesis.Value.Count;
        await local.SetTimeAsync((ulong)local.Market.Proofs[0].PublicData.Header.LastTime.Value / 1_000);
        return local;
    }

    public async ValueTask DisposeAsync()
    {
        _sequencer.Dispose();
        Client.Dispose();
        await Node.DisposeAsync();
    }

    /// <summary>Moves the clock to a time, unless it is past it, and makes a block.</summary>
    internal async Task SetTimeAsync(ulong seconds)
    {
        L1Block now = (await Client.BlockAsync(BlockTag.Latest, default)).Value!;
        if (seconds > now.Timestamp)
        {
            _ = await Node.AskAsync("evm_setNextBlockTimestamp", seconds);
        }

        await Node.MineAsync();
    }

    /// <summary>Sends a transaction that must succeed.</summary>
    internal async Task<TransactionReceipt> SendAsync(EthereumAddress from, L1Request request)
    {
        L1Result<byte[]> tried = await Client.CallAsync(from, request, BlockTag.Latest, default);
        Assert.True(tried.IsOk, $"{tried.Error}");
        _ = await Node.AskAsync("anvil_setBalance", $"{from}", "0xde0b6b3a7640000");
        JsonObject transaction = new()
        {
            ["from"] = $"{from}",
            ["data"] = $"0x{Convert.ToHexStringLower(request.Data.Span)}",
            ["value"] = $"0x{request.Value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0')}",
            ["gas"] = "0x1000000",
        };
        if (request.To is EthereumAddress to)
        {
            transaction["to"] = $"{to}";
        }

        string hash = (await Node.AskAsync("eth_sendTransaction", transaction)).GetString()!;
        Assert.True(Hash32.TryParse(hash, out Hash32 parsed));
        TransactionReceipt receipt = await ReceiptAsync(parsed);
        Assert.True(receipt.IsSuccess, $"{hash} reverted");
        return receipt;
    }

    /// <summary>The name and arguments of the error that a call ends with.</summary>
    internal async Task<string> RefusalAsync(EthereumAddress from, L1Request request)
    {
        L1Result<byte[]> answer = await Client.CallAsync(from, request, BlockTag.Latest, default);
        Assert.False(answer.IsOk, "the call succeeds");
        return $"{answer.Error!.Revert}";
    }

    /// <summary>Puts the operations of a batch into the queue, each by its owner, and compares what the queue then has.</summary>
    internal async Task MirrorAsync(BatchProof proof)
    {
        ConsumedOperation[] operations = proof.PublicData.Operations.ToArray();
        ulong first = (ulong)proof.PublicData.Header.FirstQueueIndex.Value;
        foreach (ConsumedOperation operation in operations.Skip(_mirrored - (int)first))
        {
            EthereumAddress owner = QueueMirror.OwnerOf(operation);
            if (QueueMirror.KindOf(operation) == TransactionKind.Deposit)
            {
                await MintAsync(owner, QueueMirror.AmountOf(operation));
            }

            BigInteger fee = (await Queue.RequestFeeAsync(BlockTag.Latest, default)).Value;
            _ = await SendAsync(owner, QueueMirror.Request(Queue, operation, fee));
            _mirrored++;
        }

        BigInteger[] lanes = (await Queue.LanesAsync(first, (ulong)operations.Length, BlockTag.Latest, default)).Value;
        Assert.Equal(operations.SelectMany(operation => QueueMirror.LanesOf(operation)), lanes);
    }

    /// <summary>Puts operations in again that a reorganisation took out.</summary>
    /// <param name="proof">The batch that consumes them.</param>
    /// <param name="left">Operations that are still there.</param>
    internal Task MirrorAgainAsync(BatchProof proof, int left)
    {
        _mirrored = left;
        return MirrorAsync(proof);
    }

    /// <summary>Gives an owner tokens that the vault may take.</summary>
    internal async Task MintAsync(EthereumAddress owner, BigInteger amount)
    {
        _ = await SendAsync(owner, TestTokenCalls.Mint(Token.Address, owner, amount));
        _ = await SendAsync(owner, Token.Approve(Vault.Address, amount));
    }

    /// <summary>Commits a batch, at its last time or later.</summary>
    internal async Task<TransactionReceipt> CommitAsync(ProvenBatch batch)
    {
        await SetTimeAsync((batch.Header.LastTime / 1_000) + 1);
        return await SendAsync(Deployer, await CommitRequestAsync(batch));
    }

    internal async Task<L1Request> CommitRequestAsync(ProvenBatch batch)
    {
        Hash32 digest = (await Rollup.DigestAsync(batch.Header, BlockTag.Latest, default)).Value;
        return Rollup.CommitBatch(batch.Header, CommitSignature.Sign(_sequencer, digest));
    }

    internal Task<TransactionReceipt> ProveAsync(BatchProof proof) => SendAsync(Deployer, ProveRequest(proof));

    internal L1Request ProveRequest(BatchProof proof)
    {
        ProvenBatch batch = PublishedBatch.Of(proof.PublicData);
        return Rollup.ProveBatch(batch.Header, batch.Data, (ulong)proof.File.Slots, proof.File.Proof.ToArray());
    }

    /// <summary>Mirrors, commits and proves all batches.</summary>
    internal async Task SettleAllAsync()
    {
        foreach (BatchProof proof in Market.Proofs)
        {
            await MirrorAsync(proof);
            _ = await CommitAsync(PublishedBatch.Of(proof.PublicData));
            _ = await ProveAsync(proof);
        }
    }

    private static EthereumAddress KeyAddress(int index)
    {
        Assert.True(Secp256k1PrivateKey.TryRead(Convert.FromHexString(AnvilNode.Keys[index]), out Secp256k1PrivateKey? key));
        using (key)
        {
            return key.Address;
        }
    }

    /// <summary>The block is made after the transaction was taken.</summary>
    private async Task<TransactionReceipt> ReceiptAsync(Hash32 transaction)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            if ((await Client.ReceiptAsync(transaction, default)).Value is TransactionReceipt receipt)
            {
                return receipt;
            }

            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"{transaction} is in no block after {Patience}");
            await Task.Delay(5);
        }
    }

    private async Task<EthereumAddress> CreateAsync(L1Request request) =>
        (await SendAsync(Deployer, request)).ContractAddress!.Value;
}
