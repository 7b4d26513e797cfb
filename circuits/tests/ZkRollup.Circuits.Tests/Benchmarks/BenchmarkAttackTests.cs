using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Benchmarks;

/// <summary>The attack kit on the hashes whose proofs are timed; the ranges are attacked in BenchmarkCircuitTests.</summary>
public sealed class BenchmarkAttackTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const ulong Seed = 43;
    private const int Slots = 2;

    [Fact]
    public void Hashes_EveryAttack_IsNoticed()
    {
        HashBenchmark benchmark = new(11);
        GadgetAttack attack = Attack(benchmark, Slots);
        attack.KeptUnproven("hashes.start on rows 0", "false public inputs: Hashes_OtherEnd_FailsTheEndAlone");
        attack.KeptUnproven("hashes.end on rows 7", "false public inputs: Hashes_OtherEnd_FailsTheEndAlone");
        attack.KeptUnproven("hashes.next on rows 7", "several slots: Hashes_SlotThatStartsElsewhere_FailsTheCarry");
        IEnumerable<string> rows = benchmark.Built.Circuit.Gates
            .Where(gate => gate.Label.StartsWith("poseidon2", StringComparison.Ordinal))
            .Select(gate => $"{gate.Label} on rows {string.Join(',', gate.Rows)}");
        foreach (string constraint in rows.Distinct())
        {
            attack.KeptUnproven(constraint, "whoever lies ends elsewhere as well; Permutation_EveryAttack_IsNoticed deletes it");
        }

        output.WriteLine($"{attack.Run().AttackCount} attacks, seed {Seed}");
    }

    private static GadgetAttack Attack(HashBenchmark benchmark, int slots)
    {
        BenchmarkBatch batch = benchmark.Prepare(slots, Seed);
        Fr[][] inputs = new Fr[slots][];
        for (int slot = 0; slot < slots; slot++)
        {
            inputs[slot] = new Fr[benchmark.Built.InputCells.Count];
            batch.Inputs(slot, inputs[slot]);
        }

        return new GadgetAttack(benchmark.Built).Batch("honest", inputs, batch.PublicInputs);
    }
}
