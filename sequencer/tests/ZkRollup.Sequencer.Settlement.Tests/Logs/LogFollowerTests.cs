using System.Globalization;
using System.Text.Json.Nodes;
using ZkRollup.Contracts.Anvil;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Logs;
using ZkRollup.Sequencer.Settlement.Rpc;
using ZkRollup.Sequencer.Settlement.Transactions;

namespace ZkRollup.Sequencer.Settlement.Tests.Logs;

/// <summary>On a real chain that reorganises: a contract logs its calldata, one byte each time.</summary>
public class LogFollowerTests
{
    [AnvilTheory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Step_Reorganisation_TakesBackExactlyTheLogsOfItsBlocks(int depth)
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        TransactionSender sender = chain.Sender();
        EthereumAddress logger = await LocalChain.DeployAsync(sender, LocalChain.Logger);
        Reader reader = new(new LogFollower(chain.Client, Of(logger)));
        await LogAsync(sender, logger, 1, 12);
        await reader.ReadAsync();
        Assert.Equal(Bytes(1, 12), reader.Seen);
        L1Log[] last = [.. reader.Logs.TakeLast(depth)];
        await chain.Node.ReorganiseAsync(depth);

        // Another sender, which knows nothing of what was taken back: the first one would send it again.
        await LogAsync(chain.Sender(), logger, 101, 2);
        await reader.ReadAsync();
        Assert.Equal([.. Bytes(1, 12 - depth), .. Bytes(101, 2)], reader.Seen);
        Assert.Equal(last.Reverse().Select(log => (log.BlockHash, log.Index)), reader.Removed.Select(log => (log.BlockHash, log.Index)));
    }

    [AnvilFact]
    public async Task Step_SeveralReorganisations_EndsWithTheLogsOfTheChain()
    {
        const int seed = 7_102;
        await using LocalChain chain = await LocalChain.StartAsync();
        TransactionSender sender = chain.Sender();
        EthereumAddress logger = await LocalChain.DeployAsync(sender, LocalChain.Logger);
        await chain.Node.MineAsync(20);
        Reader reader = new(new LogFollower(chain.Client, Of(logger), new FollowerOptions { Depth = 16 }));
        Random random = new(seed);
        for (int round = 0; round < 15; round++)
        {
            await LogAsync(chain.Sender(), logger, random.Next(256), random.Next(1, 5));
            for (int steps = random.Next(4); steps > 0; steps--)
            {
                await reader.StepAsync();
            }

            await chain.Node.ReorganiseAsync(random.Next(1, 9));
        }

        await reader.ReadAsync();
        L1Block head = (await chain.Client.BlockAsync(BlockTag.Latest, default)).Value!;
        IReadOnlyList<L1Log> truth = (await chain.Client.LogsAsync(Of(logger), 0, head.Number, default)).Value;
        bool isSame = truth.Select(log => (log.BlockHash, log.Index)).SequenceEqual(reader.Logs.Select(log => (log.BlockHash, log.Index)));
        Assert.True(isSame, $"seed {seed}");
        Assert.NotEmpty(reader.Removed);
    }

    [AnvilFact]
    public async Task Step_ReorganisationDeeperThanKept_IsSaid()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        RecordingJournal journal = new();
        LogFollower follower = new(chain.Client, Of(chain.Keys[0].Address), new FollowerOptions { Depth = 4, RangeMax = 5 }, journal);
        await chain.Node.MineAsync(30);
        Reader reader = new(follower);
        await reader.ReadAsync();
        await chain.Node.ReorganiseAsync(4);
        await reader.ReadAsync();
        await chain.Node.ReorganiseAsync(20);
        FollowerStep step = (await follower.StepAsync(reader.Cursor, default)).Value;
        Assert.Equal(FollowerStatus.ReorganisedTooDeep, step.Status);
        Assert.Equal(reader.Cursor, step.Cursor);
        Assert.Contains("deeper than", journal.All, StringComparison.Ordinal);
    }

    [AnvilFact]
    public async Task Step_NodeThatAnswersForFewBlocks_ReadsSmallerRanges()
    {
        using RangeLimit limit = new(5);
        await using LocalChain chain = await LocalChain.StartAsync(handler: limit);
        TransactionSender sender = chain.Sender();
        EthereumAddress logger = await LocalChain.DeployAsync(sender, LocalChain.Logger);
        await LogAsync(sender, logger, 1, 10);
        await chain.Node.MineAsync(50);
        Reader reader = new(new LogFollower(chain.Client, Of(logger), new FollowerOptions { Depth = 8 }));
        await reader.ReadAsync();
        Assert.Equal(Bytes(1, 10), reader.Seen);
        Assert.Contains(limit.Ranges, range => range > 5);
        Assert.Contains(limit.Ranges, range => range <= 5);
    }

    [AnvilTheory]
    [InlineData("latest")]
    [InlineData("eth_getLogs")]
    public async Task Step_ReorganisationWhileReading_TakesNothingAndThenTheTruth(string moment)
    {
        using Interruption interruption = new(moment);
        await using LocalChain chain = await LocalChain.StartAsync(handler: interruption);
        TransactionSender sender = chain.Sender();
        EthereumAddress logger = await LocalChain.DeployAsync(sender, LocalChain.Logger);
        await LogAsync(sender, logger, 1, 5);
        Reader reader = new(new LogFollower(chain.Client, Of(logger)));
        await reader.ReadAsync();
        await LogAsync(sender, logger, 6, 2);

        // After the old blocks were found on the chain, and after the headers of the new ones: each is caught by another check.
        interruption.Action = () => chain.Node.ReorganiseAsync(4);
        Assert.Equal(FollowerStatus.Unsettled, await reader.StepAsync());
        Assert.Null(interruption.Action);
        Assert.Equal(Bytes(1, 5), reader.Seen);
        await reader.ReadAsync();
        Assert.Equal(Bytes(1, 3), reader.Seen);
    }

    [AnvilTheory]
    [InlineData("blockHash", "\"0x1111111111111111111111111111111111111111111111111111111111111111\"")]
    [InlineData("blockNumber", "\"0x99\"")]
    [InlineData("address", "\"0x00000000000000000000000000000000000a11ce\"")]
    [InlineData("logIndex", "\"0x0\"")]
    public async Task Step_NodeThatContradictsItself_TakesNothing(string field, string value)
    {
        using Interruption interruption = new("eth_getLogs");
        await using LocalChain chain = await LocalChain.StartAsync(handler: interruption);
        TransactionSender sender = chain.Sender();
        EthereumAddress logger = await LocalChain.DeployAsync(sender, LocalChain.Logger);
        await LogAsync(sender, logger, 1, 3);
        Reader reader = new(new LogFollower(chain.Client, Of(logger)));
        interruption.Change = answer =>
        {
            // The last log; for the index, one more log of the same place.
            JsonArray logs = answer["result"]!.AsArray();
            JsonNode last = logs[^1]!.DeepClone();
            last[field] = JsonNode.Parse(value);
            if (field != "logIndex")
            {
                logs.RemoveAt(logs.Count - 1);
            }

            logs.Add(last);
        };
        Assert.Equal(FollowerStatus.Unsettled, await reader.StepAsync());
        Assert.Empty(reader.Seen);
        await reader.ReadAsync();
        Assert.Equal(Bytes(1, 3), reader.Seen);
    }

    [AnvilFact]
    public async Task Step_FinalizedBlocksOnly_StaysBehindAndNeverTakesBack()
    {
        await using LocalChain chain = await LocalChain.StartAsync(new AnvilOptions { SlotsInAnEpoch = 3 });
        TransactionSender sender = chain.Sender();
        EthereumAddress logger = await LocalChain.DeployAsync(sender, LocalChain.Logger);
        Reader reader = new(new LogFollower(chain.Client, Of(logger), new FollowerOptions { Target = BlockTag.Finalized }));
        await LogAsync(sender, logger, 1, 10);
        await reader.ReadAsync();
        L1Block finalized = (await chain.Client.BlockAsync(BlockTag.Finalized, default)).Value!;
        Assert.InRange(reader.Seen.Count, 1, 9);
        Assert.Equal(finalized.Number + 1, reader.Cursor.NextBlock);
        await chain.Node.ReorganiseAsync(3);
        await chain.Node.MineAsync(10);
        await reader.ReadAsync();
        Assert.Empty(reader.Removed);
        Assert.Equal(Bytes(1, 7), reader.Seen);
    }

    [AnvilFact]
    public async Task Step_Confirmations_StayBehindTheTarget()
    {
        await using LocalChain chain = await LocalChain.StartAsync();
        await chain.Node.MineAsync(10);
        FollowerOptions options = new() { Confirmations = 4 };
        Reader reader = new(new LogFollower(chain.Client, Of(chain.Keys[0].Address), options));
        await reader.ReadAsync();
        Assert.Equal(8UL, reader.Cursor.NextBlock);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"next\":\"0x1\",\"isWhole\":true,\"spans\":[{}]}")]
    [InlineData("{\"next\":1,\"isWhole\":true,\"spans\":[]}")]
    [InlineData("{\"next\":\"0x1\",\"isWhole\":1,\"spans\":[]}")]
    public void CursorText_NotWrittenHere_IsRefused(string text) => Assert.False(FollowerCursorText.TryRead(text, out _));

    private static LogFilter Of(EthereumAddress address) => new([address], []);

    private static byte[] Bytes(int first, int count) => [.. Enumerable.Range(first, count).Select(i => (byte)i)];

    private static async Task LogAsync(TransactionSender sender, EthereumAddress logger, int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _ = await LocalChain.DoAsync(sender, new L1Request(logger, new[] { (byte)(first + i) }));
        }
    }

    /// <summary>What a program does with the steps. The cursor goes through its text each time, as after a restart.</summary>
    private sealed class Reader(LogFollower follower)
    {
        internal FollowerCursor Cursor { get; private set; } = FollowerCursor.From(0);

        internal List<L1Log> Logs { get; } = [];

        internal List<L1Log> Removed { get; } = [];

        internal List<byte> Seen => [.. Logs.Select(log => log.Data.Span[0])];

        internal async Task<FollowerStatus> StepAsync()
        {
            FollowerStep step = (await follower.StepAsync(Cursor, default)).Value;
            foreach (L1Log log in step.Removed)
            {
                Assert.Equal((log.BlockHash, log.Index), (Logs[^1].BlockHash, Logs[^1].Index));
                Logs.RemoveAt(Logs.Count - 1);
            }

            Removed.AddRange(step.Removed);
            Logs.AddRange(step.Added);
            Assert.True(FollowerCursorText.TryRead(FollowerCursorText.Write(step.Cursor), out FollowerCursor? stored));
            Cursor = stored!;
            return step.Status;
        }

        internal async Task ReadAsync()
        {
            for (int steps = 0; await StepAsync() != FollowerStatus.UpToDate; steps++)
            {
                Assert.InRange(steps, 0, 200);
            }
        }
    }

    /// <summary>Does something once, before the node sees a request or to its answer.</summary>
    private sealed class Interruption(string moment) : DelegatingHandler(new SocketsHttpHandler())
    {
        internal Func<Task>? Action { get; set; }

        internal Action<JsonNode>? Change { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = await request.Content!.ReadAsStringAsync(cancellationToken);
            bool isMoment = body.Contains($"\"{moment}\"", StringComparison.Ordinal);
            if (!isMoment)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            Func<Task>? action = Action;
            Action<JsonNode>? change = Change;
            (Action, Change) = (null, null);
            await (action?.Invoke() ?? Task.CompletedTask);
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (change is null)
            {
                return response;
            }

            JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
            response.Dispose();
            change(answer);
            return Rpc.ScriptedHandler.Json(answer.ToJsonString());
        }
    }

    /// <summary>A provider that refuses to look through more than so many blocks.</summary>
    private sealed class RangeLimit(ulong most) : DelegatingHandler(new SocketsHttpHandler())
    {
        internal List<ulong> Ranges { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            JsonNode body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            if (body is JsonObject && (string?)body["method"] == "eth_getLogs")
            {
                ulong range = Number(body, "toBlock") - Number(body, "fromBlock") + 1;
                Ranges.Add(range);
                if (range > most)
                {
                    string error = $"{{\"code\":-32005,\"message\":\"exceed maximum block range: {most}\"}}";
                    return Rpc.ScriptedHandler.Json($"{{\"jsonrpc\":\"2.0\",\"id\":{body["id"]},\"error\":{error}}}");
                }
            }

            return await base.SendAsync(request, cancellationToken);
        }

        private static ulong Number(JsonNode body, string name) =>
            ulong.Parse(((string)body["params"]![0]![name]!)[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
