using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Benchmarks;

/// <summary>The attack kit on the circuits whose proofs are timed.</summary>
public sealed class BenchmarkAttackTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const ulong Seed = 43;
    private const int Slots = 2;
    private const int Numbers = 4;
    private const int LimbsPerNumber = 16;

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

    [Fact]
    public void Ranges_EveryAttack_IsNoticed()
    {
        RangeBenchmark benchmark = new(4);
        GadgetAttack attack = Attack(benchmark, slots: 1).FreeInput([.. Enumerable.Range(0, benchmark.Built.InputCells.Count)]);
        for (int limb = 0; limb < Numbers * LimbsPerNumber; limb++)
        {
            AddLimbTooLarge(attack, benchmark.Built, limb);
        }

        output.WriteLine($"{attack.Run().AttackCount} attacks, seed {Seed}");
    }

    /// <summary>The number 16^(k+1) with limb k = 16 and nothing above it: the sum is right, the limb is not.</summary>
    private static void AddLimbTooLarge(GadgetAttack attack, BuiltCircuit built, int limb)
    {
        (int number, int place) = Math.DivRem(limb, LimbsPerNumber);
        Fr[] inputs = new Fr[built.InputCells.Count];
        inputs[number] = Fr.PowVarTime(Fr.FromUInt64(16), [(ulong)place + 1]);
        WitnessStep lying = built.Steps[number];
        Assert.Equal(built.InputCells[number], Assert.Single(lying.Inputs));
        attack.FalseWitness($"limb {limb} is 16", [$"limb[{limb}]"], inputs, (_, step, _, limbs) =>
        {
            if (step == lying)
            {
                limbs.Clear();
                limbs[place] = Fr.FromUInt64(16);
            }
        });
    }

    private static GadgetAttack Attack(IBenchmarkCircuit benchmark, int slots)
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
