using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Tests.Rpc;

public class JsonRpcClientTests
{
    private const string Block =
        """
        {"number":"0x7","hash":"0x1111111111111111111111111111111111111111111111111111111111111111","timestamp":"0x10",
        "baseFeePerGas":"0x3b","parentHash":"0x2222222222222222222222222222222222222222222222222222222222222222"}
        """;

    private readonly RecordingJournal _journal = new();

    [Fact]
    public async Task ChainId_ConnectionBreaksTwice_IsAskedAgainUnderNewIds()
    {
        ScriptedHandler node = new(ScriptedHandler.Break, ScriptedHandler.Break, ScriptedHandler.Result("\"0x7a69\""));
        using JsonRpcClient client = Client(node);
        Assert.Equal(31337UL, (await client.ChainIdAsync(default)).Value);
        Assert.Equal(["1", "2", "3"], node.Bodies.Select(body => body["id"]!.ToString()));
        Assert.Equal(2, _journal.Notes.Count);
    }

    [Fact]
    public async Task ChainId_ConnectionNeverComes_GivesUpAfterTheAttempts()
    {
        ScriptedHandler node = new(ScriptedHandler.Break);
        using JsonRpcClient client = Client(node);
        Assert.Equal(L1ErrorKind.Unreachable, (await client.ChainIdAsync(default)).Error!.Kind);
        Assert.Equal(4, node.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, L1ErrorKind.RateLimited, 4)]
    [InlineData(HttpStatusCode.BadGateway, L1ErrorKind.HttpStatus, 4)]
    [InlineData(HttpStatusCode.Unauthorized, L1ErrorKind.HttpStatus, 1)]
    [InlineData(HttpStatusCode.Found, L1ErrorKind.HttpStatus, 1)]
    [InlineData(HttpStatusCode.OK, L1ErrorKind.AnswerMalformed, 4)]
    public async Task ChainId_AnswerThatIsNoRpc_IsNamedAndRepeatedIfThatMayHelp(HttpStatusCode status, L1ErrorKind kind, int attempts)
    {
        ScriptedHandler node = new(ScriptedHandler.Raw("{\"page\":\"not what was asked for\"}", status));
        using JsonRpcClient client = Client(node);
        L1Error error = (await client.ChainIdAsync(default)).Error!;
        Assert.Equal(kind, error.Kind);
        Assert.Equal(attempts, node.Requests.Count);
    }

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":\"0x1\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"result\":\"0x1\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("<html>")]
    public async Task ChainId_MalformedAnswer_IsAnErrorAndNoException(string answer)
    {
        using JsonRpcClient client = Client(new ScriptedHandler(ScriptedHandler.Raw(answer)), attempts: 1);
        Assert.Equal(L1ErrorKind.AnswerMalformed, (await client.ChainIdAsync(default)).Error!.Kind);
    }

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("\"0x\"")]
    [InlineData("\"0xzz\"")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("\"0x10000000000000000\"")]
    public async Task ChainId_ResultOfAnotherForm_IsMalformed(string result)
    {
        using JsonRpcClient client = Client(new ScriptedHandler(ScriptedHandler.Result(result)));
        Assert.Equal(L1ErrorKind.AnswerMalformed, (await client.ChainIdAsync(default)).Error!.Kind);
    }

    [Fact]
    public async Task Blocks_AnswersInAnotherOrder_ComeInTheOrderOfTheNumbers()
    {
        ScriptedHandler node = new(request =>
            ScriptedHandler.Json($"[{string.Join(',', request.AsArray().Reverse().Select(call => Answer(call!)))}]"));
        using JsonRpcClient client = Client(node);
        IReadOnlyList<L1Block> blocks = (await client.BlocksAsync(40, 3, default)).Value;
        Assert.Equal([40UL, 41UL, 42UL], blocks.Select(block => block.Number));

        static string Answer(JsonNode call)
        {
            string block = Block.Replace("\"0x7\"", $"\"{call["params"]![0]}\"", StringComparison.Ordinal);
            return $"{{\"jsonrpc\":\"2.0\",\"id\":{call["id"]},\"result\":{block}}}";
        }
    }

    [Fact]
    public async Task Blocks_AnswerMissingOrTwice_IsMalformed()
    {
        ScriptedHandler missing = new(request => ScriptedHandler.Json($"[{{\"id\":{request[0]!["id"]},\"result\":null}}]"));
        ScriptedHandler twice = new(request => ScriptedHandler.Json(
            $"[{{\"id\":{request[0]!["id"]},\"result\":null}},{{\"id\":{request[0]!["id"]},\"result\":null}}]"));
        using JsonRpcClient first = Client(missing, attempts: 1);
        using JsonRpcClient second = Client(twice, attempts: 1);
        Assert.Contains("without an answer", (await first.BlocksAsync(0, 2, default)).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("two answers", (await second.BlocksAsync(0, 2, default)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blocks_AnotherNumberThanAskedFor_IsMalformed()
    {
        ScriptedHandler node = new(ScriptedHandler.Result(Block));
        using JsonRpcClient client = Client(node, attempts: 1);
        Assert.Equal(7UL, (await client.BlocksAsync(7, 1, default)).Value[0].Number);
        Assert.Equal(L1ErrorKind.AnswerMalformed, (await client.BlocksAsync(8, 1, default)).Error!.Kind);
    }

    [Fact]
    public async Task Endpoint_WithNameAndPassword_GoesIntoTheHeaderAndNowhereElse()
    {
        ScriptedHandler node = new(ScriptedHandler.Break);
        using JsonRpcClient client = Client(node, "https://user:p%40ss@node.example:8545/v3/0123456789abcdef?key=secret");
        L1Error error = (await client.ChainIdAsync(default)).Error!;
        string expected = Convert.ToBase64String(Encoding.UTF8.GetBytes("user:p@ss"));
        Assert.Equal($"Basic {expected}", node.Requests[0].Headers.Authorization!.ToString());
        Assert.Equal("https://node.example:8545/v3/0123456789abcdef?key=secret", node.Requests[0].RequestUri!.AbsoluteUri);
        foreach (string text in (string[])[_journal.All, error.ToString(), client.ToString()])
        {
            string[] secrets = ["user", "p@ss", "p%40ss", "0123456789abcdef", "secret", expected];
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }

        Assert.Contains("https://node.example:8545", _journal.All, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoint_OfAnotherScheme_Throws() =>
        Assert.Throws<ArgumentException>(() => new JsonRpcClient(new JsonRpcOptions(new Uri("ftp://node.example"))));

    [Fact]
    public async Task ChainId_NoAnswerInTime_TimesOut()
    {
        using SlowHandler node = new();
        JsonRpcOptions options = new(new Uri("http://node.example")) { Timeout = TimeSpan.FromMilliseconds(20), AttemptsMax = 1 };
        using JsonRpcClient client = new(options, handler: node);
        Assert.Equal(L1ErrorKind.TimedOut, (await client.ChainIdAsync(default)).Error!.Kind);
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ChainIdAsync(cancelled.Token));
    }

    [Fact]
    public async Task Logs_AnswerBeyondTheLimit_CountsAsTooManyResults()
    {
        ScriptedHandler node = new(ScriptedHandler.Result($"\"{new string('0', 5_000)}\""));
        JsonRpcOptions options = new(new Uri("http://node.example")) { AnswerBytesMax = 1_000, AttemptsMax = 1 };
        using JsonRpcClient client = new(options, handler: node);
        Assert.Equal(L1ErrorKind.TooManyResults, (await client.LogsAsync(new LogFilter([], []), 0, 9, default)).Error!.Kind);
    }

    [Theory]
    [InlineData("{\"code\":-32000,\"message\":\"nonce too low: next nonce 5, tx nonce 4\"}", L1ErrorKind.NonceTooLow)]
    [InlineData("{\"code\":-32010,\"message\":\"OldNonce, Current nonce: 5, nonce of rejected tx: 4\"}", L1ErrorKind.NonceTooLow)]
    [InlineData("{\"code\":-32000,\"message\":\"replacement transaction underpriced\"}", L1ErrorKind.Underpriced)]
    [InlineData("{\"code\":-32010,\"message\":\"ReplacementNotAllowed\"}", L1ErrorKind.Underpriced)]
    [InlineData("{\"code\":-32000,\"message\":\"transaction underpriced: tip needed 1, tip permitted 0\"}", L1ErrorKind.Underpriced)]
    [InlineData("{\"code\":-32003,\"message\":\"max fee per gas less than block base fee\"}", L1ErrorKind.Underpriced)]
    [InlineData("{\"code\":-32000,\"message\":\"insufficient funds for gas * price + value\"}", L1ErrorKind.FundsInsufficient)]
    [InlineData("{\"code\":-32000,\"message\":\"txpool is full\"}", L1ErrorKind.Other)]
    [InlineData("\"words\"", L1ErrorKind.Other)]
    public async Task Send_ErrorsOfNodes_AreClassified(string error, L1ErrorKind kind)
    {
        ScriptedHandler node = new(ScriptedHandler.Error(error));
        using JsonRpcClient client = Client(node);
        Assert.Equal(kind, (await client.SendRawTransactionAsync(new byte[] { 2 }, default)).Error!.Kind);
        Assert.Single(node.Requests);
    }

    [Theory]
    [InlineData("already known")]
    [InlineData("AlreadyKnown")]
    [InlineData("transaction already imported")]
    public async Task Send_TransactionThatThePoolHas_CountsAsTaken(string message)
    {
        byte[] raw = [2, 1, 0];
        ScriptedHandler node = new(ScriptedHandler.Error($"{{\"code\":-32000,\"message\":\"{message}\"}}"));
        using JsonRpcClient client = Client(node);
        Assert.Equal(Hash32.Keccak(raw), (await client.SendRawTransactionAsync(raw, default)).Value);
    }

    [Fact]
    public async Task Send_NodeThatNamesAnotherHash_IsMalformed()
    {
        using JsonRpcClient client = Client(new ScriptedHandler(ScriptedHandler.Result($"\"0x{new string('1', 64)}\"")));
        Assert.Equal(L1ErrorKind.AnswerMalformed, (await client.SendRawTransactionAsync(new byte[] { 2 }, default)).Error!.Kind);
    }

    [Theory]
    [InlineData("query returned more than 10000 results")]
    [InlineData("Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range")]
    [InlineData("eth_getLogs is limited to a 10,000 range")]
    [InlineData("exceed maximum block range: 5000")]
    public async Task Logs_ErrorsOfProviders_AreTooManyResults(string message)
    {
        using JsonRpcClient client = Client(new ScriptedHandler(ScriptedHandler.Error($"{{\"code\":-32005,\"message\":\"{message}\"}}")));
        Assert.Equal(L1ErrorKind.TooManyResults, (await client.LogsAsync(new LogFilter([], []), 0, 9, default)).Error!.Kind);
    }

    [Theory]
    [InlineData("{\"code\":3,\"message\":\"execution reverted\",\"data\":\"DATA\"}")]
    [InlineData("{\"code\":-32015,\"message\":\"VM execution error.\",\"data\":\"Reverted DATA\"}")]
    [InlineData("{\"code\":-32603,\"message\":\"revert\",\"data\":{\"data\":\"DATA\",\"message\":\"m\"}}")]
    public async Task Call_RevertsInTheFormsOfNodes_AreDecoded(string error)
    {
        // NoticeTooShort(604800, 5), as Governance reverts.
        string data = "0x" + Convert.ToHexStringLower(new Settlement.Abi.AbiError("NoticeTooShort(uint256 least,uint256 got)").Selector)
            + 604800.ToString("x64", System.Globalization.CultureInfo.InvariantCulture)
            + 5.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
        ScriptedHandler node = new(ScriptedHandler.Error(error.Replace("DATA", data, StringComparison.Ordinal)));
        using JsonRpcClient client = Client(node);
        L1Result<byte[]> result = await client.CallAsync(null, new L1Request(default(EthereumAddress), default), BlockTag.Latest, default);
        Assert.Equal(L1ErrorKind.Reverted, result.Error!.Kind);
        Assert.Equal("NoticeTooShort(least 604800, got 5)", result.Error.Revert!.Text);
        Assert.Equal("Reverted: NoticeTooShort(least 604800, got 5)", result.Error.ToString());
        Assert.Equal(result.Error.ToString(), Assert.Throws<L1Exception>(() => result.Value).Message);
    }

    [Fact]
    public async Task FeeHistory_OfANode_IsRead()
    {
        ScriptedHandler node = new(ScriptedHandler.Result("{\"baseFeePerGas\":[\"0x1\",\"0x2\"],\"reward\":[[\"0x5\"]]}"));
        using JsonRpcClient client = Client(node);
        FeeHistory history = (await client.FeeHistoryAsync(1, 50, default)).Value;
        Assert.Equal([BigInteger.One, 2], history.BaseFees);
        Assert.Equal([5], history.Rewards);
        Assert.Equal("[\"0x1\",\"latest\",[50]]", node.Bodies[0]["params"]!.ToJsonString());
        using JsonRpcClient other = Client(new ScriptedHandler(ScriptedHandler.Result("{\"baseFeePerGas\":[\"0x1\"],\"reward\":[[]]}")));
        Assert.Equal(L1ErrorKind.AnswerMalformed, (await other.FeeHistoryAsync(1, 50, default)).Error!.Kind);
    }

    private JsonRpcClient Client(HttpMessageHandler handler, string endpoint = "http://node.example", int attempts = 4) =>
        new(
            new JsonRpcOptions(new Uri(endpoint)) { FirstDelay = TimeSpan.FromMilliseconds(1), AttemptsMax = attempts },
            _journal,
            handler: handler);

    private sealed class SlowHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("not reached");
        }
    }
}
