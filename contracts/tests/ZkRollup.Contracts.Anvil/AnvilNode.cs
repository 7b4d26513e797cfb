using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ZkRollup.WorkingTree;

namespace ZkRollup.Contracts.Anvil;

/// <summary>A local chain: anvil, from the pinned packages of contracts/, ended when disposed.</summary>
public sealed partial class AnvilNode : IAsyncDisposable
{
    private const string Program = "node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = Patience };
    private long _lastId;

    private AnvilNode(Process process, int port)
    {
        (_process, Port) = (process, port);
        Endpoint = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>Why there can be no chain here, or null.</summary>
    public static string? MissingReason =>
        NodePackages.MissingReason
        ?? (OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64
            ? null
            : "the pinned anvil is that of Linux on x64");

    /// <summary>Private keys of the accounts that have ether: those of the mnemonic that all local chains use.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
        "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
        "5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
        "7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
    ];

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>The port, for a successor.</summary>
    public int Port { get; }

    /// <summary>Installs the packages if need be, starts anvil and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; its words are in the message.</exception>
    /// <exception cref="TimeoutException">It does not listen within half a minute.</exception>
    public static async Task<AnvilNode> StartAsync(AnvilOptions? options = null)
    {
        options ??= new AnvilOptions();
        ContractPackages.Node.EnsureInstalled();
        ProcessStartInfo start = new(Path.Combine(ContractPackages.Folder, Program), Arguments(options))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("anvil did not start");
        try
        {
            using CancellationTokenSource limit = new(Patience);
            int port = await ReadPortAsync(process, limit.Token);

            // What it says further is thrown away, but must be read: a full pipe would stop it.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
            return new AnvilNode(process, port);
        }
        catch (OperationCanceledException)
        {
            End(process);
            throw new TimeoutException($"anvil does not listen after {Patience}.");
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <summary>Asks it anything; what only anvil has, for the most part.</summary>
    /// <exception cref="InvalidOperationException">It answered with an error, which is in the message.</exception>
    public async Task<JsonElement> AskAsync(string method, params JsonNode?[] parameters)
    {
        JsonObject body = new() { ["jsonrpc"] = "2.0", ["id"] = ++_lastId, ["method"] = method, ["params"] = new JsonArray(parameters) };
        using HttpResponseMessage response = await _http.PostAsJsonAsync(Endpoint, body);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.TryGetProperty("result", out JsonElement result)
            ? result
            : throw new InvalidOperationException($"{method}: {answer.GetProperty("error")}");
    }

    /// <summary>Makes blocks.</summary>
    public async Task MineAsync(int blocks = 1) => _ = await AskAsync("anvil_mine", $"0x{blocks:x}");

    /// <summary>Takes back the last blocks and makes as many others, without transactions.</summary>
    public async Task ReorganiseAsync(int depth) => _ = await AskAsync("anvil_reorg", depth, new JsonArray());

    /// <summary>Moves the clock and makes a block.</summary>
    public async Task AdvanceTimeAsync(TimeSpan time)
    {
        _ = await AskAsync("evm_increaseTime", (long)time.TotalSeconds);
        await MineAsync();
    }

    /// <summary>Ends it as an operator would, so that it writes its state.</summary>
    public async Task StopAsync()
    {
        using Process signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        using CancellationTokenSource limit = new(Patience);
        await signal.WaitForExitAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
    }

    /// <summary>Kills it, if it runs.</summary>
    public ValueTask DisposeAsync()
    {
        End(_process);
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string[] Arguments(AnvilOptions options) =>
    [
        "--host", "127.0.0.1",
        "--port", options.Port.ToString(CultureInfo.InvariantCulture),
        "--hardfork", options.Hardfork,
        "--enable-tx-gas-limit",
        "--no-request-size-limit",
        "--chain-id", options.ChainId.ToString(CultureInfo.InvariantCulture),
        "--slots-in-an-epoch", options.SlotsInAnEpoch.ToString(CultureInfo.InvariantCulture),
        .. options.IsManual ? (string[])["--no-mining"] : [],
        .. options.StatePath is string path ? (string[])["--state", path] : [],
    ];

    private static async Task<int> ReadPortAsync(Process process, CancellationToken cancellation)
    {
        string said = string.Empty;
        while (await process.StandardOutput.ReadLineAsync(cancellation) is string line)
        {
            Match match = Listening().Match(line);
            if (match.Success)
            {
                return int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            }

            said += line + "\n";
        }

        throw new InvalidOperationException($"anvil ended: {said}{await process.StandardError.ReadToEndAsync(cancellation)}");
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    [GeneratedRegex(@"Listening on 127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
