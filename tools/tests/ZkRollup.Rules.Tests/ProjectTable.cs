namespace ZkRollup.Rules.Tests;

/// <summary>What a project is for; decides which symbols are banned in it.</summary>
internal enum ProjectKind
{
    /// <summary>Same input, same output, on every machine and in every run.</summary>
    Deterministic,

    /// <summary>Makes proofs: no clock and no randomness but the cryptographic generator.</summary>
    Proving,

    /// <summary>Programs and what touches the outside world: clocks are allowed, seeds must be explicit.</summary>
    Host,
}

/// <summary>One production project: where it lies, what it may reference, what it may do.</summary>
internal sealed record ProjectEntry(string Name, string Folder, ProjectKind Kind, string[] MayReference, bool MayBeUnsafe = false);

/// <summary>The projects of the solution and the direction of dependencies between them.</summary>
/// <remarks>A project that is not listed here fails the rules: add it together with its place in the order.</remarks>
internal static class ProjectTable
{
    private const string Crypto = "ZkRollup.Crypto";
    private const string Protocol = "ZkRollup.Protocol";
    private const string Circuits = "ZkRollup.Circuits";
    private const string Rollup = "ZkRollup.Circuits.Rollup";
    private const string Prover = "ZkRollup.Prover";
    private const string Solidity = "ZkRollup.Prover.Solidity";
    private const string Gpu = "ZkRollup.Prover.Gpu";
    private const string Worker = "ZkRollup.Prover.Worker";
    private const string Engine = "ZkRollup.Sequencer.Engine";
    private const string Batcher = "ZkRollup.Sequencer.Batcher";
    private const string Traffic = "ZkRollup.Sequencer.Traffic";
    private const string Persistence = "ZkRollup.Sequencer.Persistence";
    private const string Rpc = "ZkRollup.Sequencer.Rpc";
    private const string Risk = "ZkRollup.Sequencer.Risk";
    private const string Settlement = "ZkRollup.Sequencer.Settlement";
    private const string Exit = "ZkRollup.Sequencer.Exit";
    private const string Client = "ZkRollup.Client";
    private const string WorkingTree = "ZkRollup.WorkingTree";
    private const string Anvil = "ZkRollup.Contracts.Anvil";

    /// <summary>Every production project, whether it exists already or not.</summary>
    internal static IReadOnlyList<ProjectEntry> Production { get; } =
    [
        new(Crypto, "crypto/ZkRollup.Crypto", ProjectKind.Deterministic, [], MayBeUnsafe: true),
        new("ZkRollup.Crypto.Generator", "crypto/ZkRollup.Crypto.Generator", ProjectKind.Host, []),
        new(Protocol, "protocol/ZkRollup.Protocol", ProjectKind.Deterministic, [Crypto]),
        new(Circuits, "circuits/ZkRollup.Circuits", ProjectKind.Deterministic, [Crypto]),
        new(Rollup, "circuits/ZkRollup.Circuits.Rollup", ProjectKind.Deterministic, [Crypto, Protocol, Circuits]),
        new(Prover, "prover/ZkRollup.Prover", ProjectKind.Proving, [Crypto, Circuits], MayBeUnsafe: true),
        new(Solidity, "prover/ZkRollup.Prover.Solidity", ProjectKind.Deterministic, [Crypto, Circuits, Prover]),
        new(Gpu, "prover/ZkRollup.Prover.Gpu", ProjectKind.Proving, [Crypto, Circuits, Prover], MayBeUnsafe: true),
        new(
            Worker,
            "prover/ZkRollup.Prover.Worker",
            ProjectKind.Host,
            [Crypto, Protocol, Circuits, Rollup, Prover, Gpu]),
        new(Engine, "sequencer/ZkRollup.Sequencer.Engine", ProjectKind.Deterministic, [Crypto, Protocol]),
        new(
            Batcher,
            "sequencer/ZkRollup.Sequencer.Batcher",
            ProjectKind.Deterministic,
            [Crypto, Protocol, Circuits, Rollup, Engine]),
        new(
            Traffic,
            "sequencer/ZkRollup.Sequencer.Traffic",
            ProjectKind.Deterministic,
            [Crypto, Protocol, Circuits, Rollup, Engine, Batcher]),
        new(Persistence, "sequencer/ZkRollup.Sequencer.Persistence", ProjectKind.Host, [Crypto, Protocol, Engine]),
        new(Rpc, "sequencer/ZkRollup.Sequencer.Rpc", ProjectKind.Host, [Crypto, Protocol, Engine]),
        new(Settlement, "sequencer/ZkRollup.Sequencer.Settlement", ProjectKind.Host, [Crypto, Protocol]),
        new(Exit, "sequencer/ZkRollup.Sequencer.Exit", ProjectKind.Host, [Crypto, Protocol, Settlement]),
        new(Risk, "sequencer/ZkRollup.Sequencer.Risk", ProjectKind.Deterministic, [Crypto, Protocol]),
        new(
            "ZkRollup.Sequencer.Node",
            "sequencer/ZkRollup.Sequencer.Node",
            ProjectKind.Host,
            [Crypto, Protocol, Engine, Batcher, Persistence, Rpc, Settlement, Risk, Circuits, Rollup, Prover, Worker, Gpu]),
        new(Client, "sequencer/ZkRollup.Client", ProjectKind.Host, [Crypto, Protocol]),
        new(WorkingTree, "tools/ZkRollup.WorkingTree", ProjectKind.Host, []),
        new(Anvil, "contracts/tests/ZkRollup.Contracts.Anvil", ProjectKind.Host, [WorkingTree]),
        new(
            "ZkRollup.Cli",
            "tools/ZkRollup.Cli",
            ProjectKind.Host,
            [
                Crypto, Protocol, Circuits, Rollup, Prover, Solidity, Gpu, Worker, Engine, Batcher, Traffic, Settlement, Exit, Client,
                WorkingTree,
            ]),
        new(
            "ZkRollup.Bench",
            "bench/ZkRollup.Bench",
            ProjectKind.Host,
            [Crypto, Protocol, Circuits, Rollup, Prover, Gpu, Worker, Engine, Batcher, Traffic, Persistence, Risk, Client, WorkingTree],
            MayBeUnsafe: true),
    ];

    /// <summary>References of test projects beyond the tested project and what that one may reference.</summary>
    internal static IReadOnlyDictionary<string, string[]> ExtraTestReferences { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["ZkRollup.Circuits.Tests"] = [WorkingTree],
            ["ZkRollup.Circuits.Rollup.Tests"] = ["ZkRollup.Circuits.Tests", Prover, Engine, Batcher, Risk, WorkingTree],
            ["ZkRollup.Crypto.Tests"] = ["ZkRollup.Crypto.Generator", WorkingTree],
            ["ZkRollup.Protocol.Tests"] = [WorkingTree],
            ["ZkRollup.Prover.Tests"] = [WorkingTree],
            ["ZkRollup.Prover.Solidity.Tests"] = [Protocol, Rollup, Worker, Engine, Batcher, Traffic, WorkingTree],
            ["ZkRollup.Contracts.Tests"] = [WorkingTree],
            ["ZkRollup.Rules.Tests"] = [WorkingTree],
            ["ZkRollup.Sequencer.Batcher.Tests"] = ["ZkRollup.Circuits.Rollup.Tests", Worker, WorkingTree],
            ["ZkRollup.Sequencer.Engine.Tests"] = ["ZkRollup.Sequencer.Risk", WorkingTree],
            ["ZkRollup.Sequencer.Exit.Tests"] = [Circuits, Rollup, Engine, Batcher, Traffic],
            ["ZkRollup.Sequencer.Settlement.Tests"] = [Anvil, WorkingTree],
            ["ZkRollup.Verifier.Tests"] = ["ZkRollup.Cli", Worker, Traffic, Exit, Anvil, WorkingTree],
        };

    /// <summary>Test projects that test no single project.</summary>
    internal static IReadOnlyDictionary<string, string> FreeTestProjects { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ZkRollup.Contracts.Tests"] = "contracts/tests/ZkRollup.Contracts.Tests",
            ["ZkRollup.Rules.Tests"] = "tools/tests/ZkRollup.Rules.Tests",
            ["ZkRollup.Verifier.Tests"] = "verifier-tests/ZkRollup.Verifier.Tests",
        };

    /// <summary>The entry of a production project, or null.</summary>
    internal static ProjectEntry? Find(string name) => Production.FirstOrDefault(entry => entry.Name == name);
}
