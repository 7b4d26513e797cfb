using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>Attacks a circuit built around one gadget: perturbs every cell, lies in every step, deletes every constraint.</summary>
/// <remarks>
/// Usage: cases, then what is legitimately free, then false witnesses of the test's own, then <see cref="Run"/>. Everything that is wrong
/// is reported at once. See docs/circuits/README.md, "Attacks".
/// </remarks>
internal sealed partial class GadgetAttack(BuiltCircuit built)
{
    private const int ProblemsShownMax = 40;
    private const ulong Seed = 20240601;

    private readonly CopyClassList _copies = new(built.Circuit);
    private readonly List<AttackBatch> _batches = [];
    private readonly Dictionary<Cell, string> _idle = [];
    private readonly Dictionary<string, string> _freeSteps = [];
    private readonly Dictionary<string, string> _keptConstraints = [];
    private readonly HashSet<int> _freeInputs = [];
    private readonly HashSet<Cell> _cellsElsewhere = [];
    private Func<string, bool> _isElsewhere = _ => false;
    private readonly List<RegisteredAttack> _registered = [];
    private readonly List<(AttackBatch Batch, IReadOnlyList<string> Labels)> _falseBatches = [];
    private readonly List<string> _problems = [];
    private readonly HashSet<object> _used = [];
    private readonly SeededElements _random = new(Seed);
    private readonly AttackReport _report = new();

    private int BatchSlots => built.Circuit.SlotsMin;

    /// <summary>
    /// Parts that other tests attack: regions whose cells no attack changes by themselves, and whose copies are kept; constraints that are
    /// kept, by their names in the failure.
    /// </summary>
    internal GadgetAttack AttackedElsewhere(
        Func<Region, bool> isRegionElsewhere, IEnumerable<Cell> cells, Func<string, bool> isConstraintElsewhere)
    {
        _cellsElsewhere.UnionWith(built.Regions.Where(isRegionElsewhere).SelectMany(region => region.Cells));
        _cellsElsewhere.UnionWith(cells);
        _isElsewhere = isConstraintElsewhere;
        return this;
    }

    /// <summary>An honest case: the inputs of a slot, the same in every slot of a smallest batch.</summary>
    internal GadgetAttack Case(string name, params Fr[] inputs) =>
        Batch(name, [.. Enumerable.Repeat(inputs, BatchSlots)], PublicInputs.None);

    /// <summary>An honest case of small numbers.</summary>
    internal GadgetAttack Case(string name, params long[] inputs) => Case(name, [.. inputs.Select(value => Fr.FromInt64(value))]);

    /// <summary>An honest batch: the inputs of each slot, and public inputs.</summary>
    internal GadgetAttack Batch(string name, IReadOnlyList<Fr[]> inputs, PublicInputs publicInputs)
    {
        _batches.Add(new(name, built, inputs, publicInputs));
        return this;
    }

    /// <summary>The statement holds for many values of these inputs (by number of declaration) once the rest is computed anew.</summary>
    internal GadgetAttack FreeInput(params int[] inputs)
    {
        _freeInputs.UnionWith(inputs);
        return this;
    }

    /// <summary>A cell may have any value, for a reason: it is written or read, but nothing depends on it.</summary>
    internal GadgetAttack Idle(Cell cell, string reason)
    {
        _idle.Add(cell, reason);
        return this;
    }

    /// <summary>A hint may choose among several right answers, for a reason.</summary>
    internal GadgetAttack FreeHint(string step, string reason)
    {
        _freeSteps.Add(step, reason);
        return this;
    }

    /// <summary>A constraint may be deleted unnoticed, for a reason; by its name in the failure.</summary>
    internal GadgetAttack KeptUnproven(string constraint, string reason)
    {
        _keptConstraints.Add(constraint, reason);
        return this;
    }

    /// <summary>False inputs, every step honest. Exactly these labels must fire, in any order.</summary>
    internal GadgetAttack FalseInputs(string name, IReadOnlyList<string> labels, params Fr[] inputs) =>
        Register(name, labels, batch => batch.Recompute(name, 0, inputs));

    /// <summary>False inputs that are small numbers.</summary>
    internal GadgetAttack FalseInputs(string name, IReadOnlyList<string> labels, params long[] inputs) =>
        FalseInputs(name, labels, [.. inputs.Select(value => Fr.FromInt64(value))]);

    /// <summary>A lie in some steps of slot 0 for given inputs, the rest computed from it. Exactly these labels must fire.</summary>
    internal GadgetAttack FalseWitness(string name, IReadOnlyList<string> labels, IReadOnlyList<Fr> inputs, HintOverride lie) =>
        Register(name, labels, batch => batch.Recompute(name, 0, inputs, lie));

    /// <summary>False inputs for every slot of the first batch, every step honest. Exactly these labels must fire.</summary>
    internal GadgetAttack FalseBatch(string name, IReadOnlyList<string> labels, IReadOnlyList<Fr[]> inputs) =>
        Register(name, labels, batch => new(
            name,
            inputs.SelectMany((slotInputs, slot) => batch.Recompute(name, slot, slotInputs).Cells)
                .ToDictionary(entry => entry.Key, entry => entry.Value)));

    /// <summary>A false batch with public inputs of its own, every step honest. Exactly these labels must fire.</summary>
    internal GadgetAttack FalseStatement(
        string name, IReadOnlyList<string> labels, IReadOnlyList<Fr[]> inputs, PublicInputs publicInputs)
    {
        _falseBatches.Add((new(name, built, inputs, publicInputs), labels));
        return this;
    }

    /// <summary>Cells of the batch overwritten after the first case. Exactly these labels must fire.</summary>
    internal GadgetAttack Overwrite(string name, IReadOnlyList<string> labels, params (Cell Cell, Fr Value)[] cells) =>
        Register(name, labels, _ => new(name, cells.ToDictionary(entry => entry.Cell, entry => entry.Value)));

    /// <summary>Everything; fails with all that was noticed wrongly or not at all.</summary>
    internal AttackReport Run()
    {
        Assert.NotEmpty(_batches);
        HonestPasses();
        if (_problems.Count == 0)
        {
            // First, since a constraint keeps only so many attacks that might prove it necessary.
            EveryRegisteredAttack();
            EveryCellPerturbed();
            EveryHintLies();
            EveryConstraintDeleted();
            NoStaleDeclarations();
        }

        if (_problems.Count > 0)
        {
            string more = _problems.Count > ProblemsShownMax ? $"\nand {_problems.Count - ProblemsShownMax} more" : "";
            Assert.Fail($"{built.Circuit.Name}, seed {Seed}:\n{string.Join('\n', _problems.Take(ProblemsShownMax))}{more}");
        }

        return _report;
    }

    private GadgetAttack Register(string name, IReadOnlyList<string> labels, Func<AttackBatch, TraceChange> attack)
    {
        _registered.Add(new(name, labels, attack));
        return this;
    }

    private void HonestPasses()
    {
        foreach (AttackBatch batch in _batches)
        {
            IReadOnlyList<CheckFailure> failures = MockChecker.Check(built.Circuit, batch.Honest, batch.PublicInputs);
            _problems.AddRange(failures.Select(failure => $"honest case '{batch.Name}' fails: {failure}"));
        }
    }

    private void NoStaleDeclarations()
    {
        foreach (int input in _freeInputs.Where(input => !_used.Contains(input)))
        {
            _problems.Add($"input {input} is declared free, but no change of it was accepted");
        }

        foreach ((Cell cell, string reason) in _idle.Where(entry => !_used.Contains(entry.Key)))
        {
            _problems.Add($"{cell} is declared idle ({reason}), but every change of it was noticed or it is not attacked");
        }

        foreach ((string label, string reason) in _freeSteps.Concat(_keptConstraints).Where(entry => !_used.Contains(entry.Key)))
        {
            _problems.Add($"'{label}' is declared free ({reason}), but it was not");
        }
    }

    private sealed record RegisteredAttack(string Name, IReadOnlyList<string> Labels, Func<AttackBatch, TraceChange> Build);
}
