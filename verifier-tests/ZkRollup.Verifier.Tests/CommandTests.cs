using System.Diagnostics;
using System.Numerics;
using System.Text;
using System.Text.Json;
using ZkRollup.Contracts.Anvil;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Keystore;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Verifier.Tests;

/// <summary>zkr restore and zkr exit, as a user starts them.</summary>
public sealed class CommandTests : IDisposable
{
    private const int Failure = 2;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zkr-exit-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SettledFact]
    public async Task Restore_OfASettledExchange_FindsTheRootsOfL1()
    {
        await using LocalRollup local = await LocalRollup.DeployAsync();
        await local.SettleAllAsync();
        string file = Path.Combine(_folder.FullName, "state.json");
        (int code, string output) = await RunAsync("restore", [.. Where(local), "--out", file]);
        Assert.True(code == 0, output);
        string root = $"{local.Market.Proofs[^1].PublicData.Header.After.ComputeStateRoot()}";
        Assert.Contains($"state root {root}: the roots are those that L1 holds", output, StringComparison.Ordinal);
        using JsonDocument state = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        Assert.Equal(root, state.RootElement.GetProperty("stateRoot").GetString());
        Assert.Equal(2, state.RootElement.GetProperty("batches").GetInt32());
        Assert.Equal(7, state.RootElement.GetProperty("accounts").GetArrayLength());
        Assert.Equal(6, state.RootElement.GetProperty("instruments").GetArrayLength());
    }

    [SettledFact]
    public async Task Restore_OfSomethingElse_SaysWhatIsWrong()
    {
        await using LocalRollup local = await LocalRollup.DeployAsync();
        await local.SettleAllAsync();
        L1Block last = (await local.Client.BlockAsync(BlockTag.Latest, default)).Value!;
        await RequireErrorAsync("LogsMissing", "restore", [.. Where(local), "--from-block", $"{last.Number}"]);
        await RequireErrorAsync("NotARollup", "restore", ["--rpc", $"{local.Node.Endpoint}", "--rollup", $"{local.Token.Address}"]);
        await RequireErrorAsync("NotARollup", "restore", ["--rpc", $"{local.Node.Endpoint}", "--rollup", $"0x{new string('1', 40)}"]);
        await RequireErrorAsync("is not an address", "restore", ["--rpc", $"{local.Node.Endpoint}", "--rollup", "0x12"]);
        await RequireErrorAsync("--block", "restore", [.. Where(local), "--block", "newest"]);
        await RequireErrorAsync("who leaves", "exit", Where(local));
        await RequireErrorAsync("--keystore", "exit", [.. Where(local), "--owner", $"{Market.Operator}", "--send"]);
        string endpoint = $"{local.Node.Endpoint}";
        await local.Node.StopAsync();
        await RequireErrorAsync("NoAnswer", "restore", ["--rpc", endpoint, "--rollup", $"{local.Rollup.Address}"]);
    }

    /// <summary>A newcomer whose deposit nobody consumes leaves with one command and a key file.</summary>
    [SettledFact]
    public async Task Exit_OfADepositThatNobodyConsumed_PaysItBack()
    {
        BigInteger amount = 777;
        await using LocalRollup local = await LocalRollup.DeployAsync();
        await local.SettleAllAsync();
        byte[] secret = Convert.FromHexString(AnvilNode.Keys[3]);
        Assert.True(Secp256k1PrivateKey.TryRead(secret, out Secp256k1PrivateKey? key));
        EthereumAddress owner = key.Address;
        key.Dispose();
        await local.MintAsync(owner, amount);
        _ = await local.SendAsync(owner, local.Queue.Deposit(owner, amount, 0, 0));

        string keystore = Path.Combine(_folder.FullName, "key.json");
        string password = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(keystore, KeystoreFile.Write(secret, Encoding.UTF8.GetBytes("open"), new ScryptCost(1 << 10, 8, 1)));
        await File.WriteAllTextAsync(password, "shut\n");
        string[] withKey = [.. Where(local), "--keystore", keystore, "--password-file", password];
        await RequireErrorAsync("PasswordWrong", "exit", withKey);
        await File.WriteAllTextAsync(password, "open\n");
        (int code, string output) = await RunAsync("exit", withKey);
        Assert.True(code == 0, output);
        Assert.Contains("if it is not consumed until", output, StringComparison.Ordinal);

        L1Block now = (await local.Client.BlockAsync(BlockTag.Latest, default)).Value!;
        await local.SetTimeAsync(now.Timestamp + LocalRollup.Deadline + 60);
        (code, output) = await RunAsync("exit", [.. Where(local), "--owner", $"{owner}"]);
        Assert.True(code == 0, output);
        Assert.Contains("Freeze: freeze the exchange: operation", output, StringComparison.Ordinal);
        Assert.Equal(0UL, (await local.Rollup.FrozenAtAsync(BlockTag.Latest, default)).Value);

        (code, output) = await RunAsync("exit", [.. withKey, "--send"]);
        Assert.True(code == 0, output);
        Assert.Contains($"nothing of {owner} is left in the exchange", output, StringComparison.Ordinal);
        Assert.Equal(amount, (await local.Token.BalanceAsync(owner, BlockTag.Latest, default)).Value);
    }

    private static string[] Where(LocalRollup local) => ["--rpc", $"{local.Node.Endpoint}", "--rollup", $"{local.Rollup.Address}"];

    private static async Task RequireErrorAsync(string text, string command, string[] arguments)
    {
        (int code, string output) = await RunAsync(command, arguments);
        Assert.True(code == Failure, output);
        Assert.Contains("error: ", output, StringComparison.Ordinal);
        Assert.Contains(text, output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(string command, string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "zkr.dll");
        ProcessStartInfo start = new(Environment.ProcessPath!, ["exec", program, command, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
