using System.Diagnostics;
using System.Text.Json;
using ZkRollup.WorkingTree;

namespace ZkRollup.Crypto.Tests;

/// <summary>Answers from an independent implementation: one Node process per test run that talks over its standard streams.</summary>
/// <remarks>The program and its pinned packages are in crypto/tests/node-oracle.</remarks>
internal sealed class NodeOracle
{
    private static readonly NodePackages Packages = new(SourceTree.PathOf("crypto", "tests", "node-oracle"));
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(1);
    private static readonly Lazy<NodeOracle> Instance = new(() => new NodeOracle());

    private readonly Lock _gate = new();
    private readonly Process _process;

    private NodeOracle()
    {
        _process = Packages.Start("oracle.mjs");
        _ = _process.StandardError.ReadToEndAsync();

        // The program ends with its input; killing it as well leaves nothing behind if it hangs.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _process.Kill();
    }

    /// <summary>Runs a command of oracle.mjs.</summary>
    /// <exception cref="InvalidOperationException">The oracle refused; its words are in the message.</exception>
    internal static JsonElement Ask(string command, params object[] arguments)
    {
        JsonElement answer = Instance.Value.Exchange(JsonSerializer.Serialize(new { command, arguments }));
        return answer.TryGetProperty("result", out JsonElement result)
            ? result
            : throw new InvalidOperationException($"{command}: {answer.GetProperty("error").GetString()}");
    }

    internal static string AskText(string command, params object[] arguments) => Ask(command, arguments).GetString()!;

    private JsonElement Exchange(string request)
    {
        lock (_gate)
        {
            _process.StandardInput.WriteLine(request);
            _process.StandardInput.Flush();
            string? line = _process.StandardOutput.ReadLineAsync().WaitAsync(AnswerLimit).GetAwaiter().GetResult();
            return line is null
                ? throw new InvalidOperationException($"node ended while it answered {request}")
                : JsonSerializer.Deserialize<JsonElement>(line);
        }
    }
}

/// <summary>A fact that is skipped, with the reason, where the Node oracle cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeOracleFactAttribute : FactAttribute
{
    public NodeOracleFactAttribute() => Skip = NodePackages.MissingReason;
}
