using System.Text.Json;
using ZkRollup.Contracts.Anvil;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Contracts;

namespace ZkRollup.Sequencer.Settlement.Tests.Contracts;

/// <summary>The hand-written bindings against what the compiler says of the contracts.</summary>
public class BindingTests
{
    private static readonly string[] Contracts = ["Rollup", "L1Queue", "Vault", "Escape", "Governance", "Guardian", "StateProofs"];

    /// <summary>What only contracts call, or only people who look at a deployment: nothing binds it.</summary>
    private static readonly string[] NotBound =
    [
        "collect", "accept", "giveBack", "pay", "consume", "enqueueGoverned", "setVerifier", "setSequencer", "setGuardian", "openAccount",
        "openInstrument", "queueAddress", "guardianAddress", "isFrozen", "governor", "guardian", "count", "ROLLUP", "DOMAIN_LANE",
        "Vault.payClaim", "Rollup.payClaim", "L1Queue.VAULT", "L1Queue.GOVERNANCE", "L1Queue.OPERATIONS_MAX", "Vault.QUEUE", "Escape.VAULT",
        "Escape.PROOFS", "Guardian.GOVERNANCE", "SILENCE", "PROVING", "AGE", "TRANSACTIONS_MAX", "COMMITTED_MAX", "CLOSE_WEIGHT",
        "WITHDRAWAL_WEIGHT", "INCLUSION", "DEADLINE_LEAST", "DEADLINE_MOST", "MINIMUM_DEPOSIT", "FEE_FACTOR_MAX", "FEE_DOUBLING",
        "FEE_LEAST", "FEE_MOST", "BURN", "REGISTRATION", "BEYOND_DEADLINE", "EXECUTION", "BUDGET", "WINDOW", "LEAST", "feesToBurn",
        "isClosed", "fundsAtClose", "lateFunds",
    ];

    [AnvilFact]
    public void Functions_EveryOneOfTheContracts_IsBoundAsItIsOrListed()
    {
        (string Contract, IReadOnlyList<AbiFunction> Functions)[] bindings =
        [
            ("Rollup", RollupContract.Functions), ("L1Queue", QueueContract.Functions), ("Vault", VaultContract.Functions),
            ("Escape", EscapeContract.Functions), ("Governance", GovernanceContract.Functions), ("Guardian", GuardianContract.Functions),
            ("StateProofs", []),
        ];
        Assert.Equal(Contracts, bindings.Select(binding => binding.Contract));
        HashSet<string> unused = [.. NotBound];
        foreach ((string contract, IReadOnlyList<AbiFunction> functions) in bindings)
        {
            JsonElement[] entries = [.. Entries(contract, "function")];
            Dictionary<string, string> expected = entries.ToDictionary(Canonical, entry => Types(entry.GetProperty("outputs")));
            foreach (AbiFunction function in functions)
            {
                Assert.True(expected.Remove(function.Canonical, out string? results), $"{contract} has no {function.Canonical}");
                Assert.Equal(results, function.Results);
            }

            string[] left = [.. expected.Keys.Select(canonical => canonical[..canonical.IndexOf('(', StringComparison.Ordinal)])];
            string[] forgotten = [.. left.Where(name => !NotBound.Contains(name) && !NotBound.Contains($"{contract}.{name}"))];
            Assert.True(forgotten.Length == 0, $"{contract}: {string.Join(", ", forgotten)}");
            unused.ExceptWith(left);
            unused.ExceptWith(left.Select(name => $"{contract}.{name}"));
        }

        Assert.Empty(unused);
    }

    [AnvilFact]
    public void Functions_OfTheToken_AreThoseOfTheStandard()
    {
        string[] expected = [.. Entries("TestToken", "function").Select(Canonical)];
        Assert.All(TokenContract.Functions, function => Assert.Contains(function.Canonical, expected));
    }

    [AnvilFact]
    public void Selectors_EveryBoundFunction_AreThoseOfTheCompiler()
    {
        // forge lists them beside the ABI; the hash is then not only ours.
        foreach (string contract in Contracts)
        {
            IReadOnlyDictionary<string, string> selectors = ContractArtifacts.Selectors(contract);
            foreach (AbiFunction function in AllFunctions.Where(function => selectors.ContainsKey(function.Canonical)))
            {
                Assert.Equal(selectors[function.Canonical], Convert.ToHexStringLower(function.Selector));
            }
        }
    }

    [AnvilFact]
    public void Events_EveryOneOfTheContracts_IsKnownAndNoOther()
    {
        (string Canonical, string Indexed)[] expected =
        [
            .. Contracts.SelectMany(contract => Entries(contract, "event"))
                .Select(entry => (Canonical(entry), string.Concat(entry.GetProperty("inputs").EnumerateArray().Select(Mark))))
                .Distinct()
                .Order(),
        ];
        (string, string)[] known =
            [.. ContractEvents.All.Select(item => (item.Canonical, string.Concat(item.Indexed.Select(i => i ? "i" : "-")))).Order()];
        Assert.Equal(expected, known);
        Assert.Equal(known.Length, SettlementEvent.Topics.Distinct().Count());

        static string Mark(JsonElement input) => input.GetProperty("indexed").GetBoolean() ? "i" : "-";
    }

    [AnvilFact]
    public void Errors_EveryOneOfTheContracts_IsKnownWithItsNamesAndNoOther()
    {
        string[] expected =
        [
            .. Contracts.SelectMany(contract => Entries(contract, "error"))
                .Select(entry => $"{Canonical(entry)} {Names(entry)}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        string[] known = [.. ContractErrors.All.Select(error => $"{error.Canonical} {error.ParameterNames}").Order(StringComparer.Ordinal)];
        Assert.Equal(expected, known);

        static string Names(JsonElement entry) =>
            string.Join(',', entry.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("name").GetString()));
    }

    [Fact]
    public void Topic_OfTransfer_IsThatOfEip20() =>
        Assert.Equal(
            "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
            new AbiEvent("Transfer(address indexed from,address indexed to,uint256 value)").Topic.ToString());

    private static IEnumerable<AbiFunction> AllFunctions =>
    [
        .. RollupContract.Functions, .. QueueContract.Functions, .. VaultContract.Functions, .. EscapeContract.Functions,
        .. GovernanceContract.Functions, .. GuardianContract.Functions,
    ];

    private static IEnumerable<JsonElement> Entries(string contract, string kind) =>
        ContractArtifacts.Read(contract).Abi.EnumerateArray().Where(entry => entry.GetProperty("type").GetString() == kind);

    private static string Canonical(JsonElement entry) => $"{entry.GetProperty("name").GetString()}({Types(entry.GetProperty("inputs"))})";

    private static string Types(JsonElement parameters) => string.Join(',', parameters.EnumerateArray().Select(Type));

    private static string Type(JsonElement parameter)
    {
        string type = parameter.GetProperty("type").GetString()!;
        return type.StartsWith("tuple", StringComparison.Ordinal) ? $"({Types(parameter.GetProperty("components"))}){type[5..]}" : type;
    }
}
