using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>The attacks that change a witness.</summary>
internal sealed partial class GadgetAttack
{
    /// <summary>One in so many attacks is also given to the mock checker, which must find the same.</summary>
    private const int AttacksPerComparison = 211;

    private readonly Dictionary<AttackBatch, ChangeChecker> _checkers = [];

    /// <summary>Every cell that is written, or that a constraint reads, takes another value by itself.</summary>
    private void EveryCellPerturbed()
    {
        ChangeChecker first = CheckerOf(_batches[0]);
        HashSet<Cell> counted = [.. CountedCells()];
        HashSet<Cell> cells = [.. built.InputCells, .. built.Steps.SelectMany(step => step.Outputs)];
        foreach (Region region in built.Regions)
        {
            cells.UnionWith(region.Cells.Where(first.IsRead));
        }

        cells.ExceptWith(counted);
        cells.ExceptWith(_cellsElsewhere);
        foreach (AttackBatch batch in _batches)
        {
            for (int slot = 0; slot < AttackedSlots(batch); slot++)
            {
                foreach (Cell cell in cells.OrderBy(cell => (cell.Row, cell.Column)))
                {
                    Perturb(batch, cell, slot);
                }
            }
        }
    }

    private void Perturb(AttackBatch batch, Cell cell, int slot)
    {
        Cell place = cell with { Row = cell.Row + (slot * built.Circuit.RowsPerSlot) };
        Fr honest = batch.Honest[place.Row, place.Column];
        foreach (Fr value in new[] { honest + Fr.One, Fr.Zero, Fr.One, -Fr.One }.Distinct().Where(value => value != honest))
        {
            string description = $"case '{batch.Name}', slot {slot}: cell ({cell.Row},{built.Circuit.Witness[cell.Column]}) "
                + $"{ShortNumber.Of(honest)} -> {ShortNumber.Of(value)}";
            IReadOnlyList<Finding> findings = Try(batch, new(description, new Dictionary<Cell, Fr> { [place] = value }));
            _report.Note(cell, findings);
            if (findings.Count == 0)
            {
                Unnoticed(_idle.ContainsKey(cell), cell, $"{description} is not noticed");
            }
        }
    }

    /// <summary>Every hint, copy and input takes other values and what depends on them is computed anew.</summary>
    private void EveryHintLies()
    {
        foreach (AttackBatch batch in _batches)
        {
            for (int slot = 0; slot < AttackedSlots(batch); slot++)
            {
                LieInInputs(batch, slot);
                for (int step = 0; step < built.Steps.Count; step++)
                {
                    if (!built.Steps[step].Outputs.All(_cellsElsewhere.Contains))
                    {
                        LieInStep(batch, slot, step);
                    }
                }
            }
        }
    }

    private void LieInInputs(AttackBatch batch, int slot)
    {
        for (int i = 0; i < built.InputCells.Count; i++)
        {
            if (_cellsElsewhere.Contains(built.InputCells[i]))
            {
                continue;
            }

            foreach (Fr[] lie in Liars([.. batch.Inputs(slot)], [.. _batches.Select(other => other.Inputs(0).ToArray())], only: i))
            {
                string description = $"case '{batch.Name}', slot {slot}: input {i} is {ShortNumber.Of(lie[i])}";
                IReadOnlyList<Finding> findings = Try(batch, batch.Recompute(description, slot, lie));
                _report.Note("input", findings);
                if (findings.Count == 0)
                {
                    Unnoticed(_freeInputs.Contains(i), i, $"{description}, the rest computed from it, is not noticed");
                }
            }
        }
    }

    private void LieInStep(AttackBatch batch, int slot, int index)
    {
        WitnessStep step = built.Steps[index];
        IEnumerable<Fr[]> others = _batches.Select(other => other.HonestOutputs(0, step));
        foreach (Fr[] lie in Liars(batch.HonestOutputs(slot, step), [.. others], only: -1))
        {
            string values = string.Join(", ", lie.Select(value => ShortNumber.Of(value)));
            string at = step.Outputs.Count == 0 ? "" : $" at ({step.Outputs[0].Row},{built.Circuit.Witness[step.Outputs[0].Column]})";
            string description = $"case '{batch.Name}', slot {slot}: step '{step.Label}'{at} writes {values}";
            TraceChange change = batch.Lie(description, slot, index, lie);
            if (change.Cells.Count == 0)
            {
                continue;
            }

            IReadOnlyList<Finding> findings = Try(batch, change);
            _report.Note(step.Label, findings);
            if (findings.Count == 0)
            {
                bool isIdle = change.Cells.Keys.All(cell => _idle.ContainsKey(cell with { Row = cell.Row % built.Circuit.RowsPerSlot }));
                Unnoticed(isIdle || _freeSteps.ContainsKey(step.Label), step.Label, $"{description}: not noticed");
            }
        }
    }

    /// <summary>Values that a liar may give: one changed at a time, then all of them.</summary>
    private List<Fr[]> Liars(Fr[] honest, IReadOnlyList<Fr[]> others, int only)
    {
        List<Fr[]> lies = [];
        for (int i = 0; i < honest.Length; i++)
        {
            if (only < 0 || only == i)
            {
                foreach (Fr value in new[] { honest[i] + Fr.One, honest[i] - Fr.One, -honest[i], Fr.Zero, Fr.One, _random.Next() }
                    .Concat(others.Select(other => other[i])))
                {
                    Fr[] lie = [.. honest];
                    lie[i] = value;
                    lies.Add(lie);
                }
            }
        }

        if (only < 0 && honest.Length > 1)
        {
            lies.Add(new Fr[honest.Length]);
            lies.Add([.. honest.Select(_ => _random.Next())]);
            lies.AddRange(others);
        }

        return [.. lies.Where(lie => !lie.SequenceEqual(honest)).DistinctBy(lie => string.Join(',', lie))];
    }

    private void EveryRegisteredAttack()
    {
        AttackBatch batch = _batches[0];
        foreach (RegisteredAttack attack in _registered)
        {
            TraceChange change = attack.Build(batch);
            RequireLabels(attack.Name, attack.Labels, Try(batch, change).Select(finding => finding.Label));
        }

        foreach ((AttackBatch falseBatch, IReadOnlyList<string> labels) in _falseBatches)
        {
            IReadOnlyList<CheckFailure> failures = MockChecker.Check(built.Circuit, falseBatch.Honest, falseBatch.PublicInputs);
            RequireLabels(falseBatch.Name, labels, failures.Select(failure => failure.Label));
            NoteForDeletion(falseBatch, new(falseBatch.Name, new Dictionary<Cell, Fr>()), FindingsOfGates(failures));
            _report.AttackCount++;
        }
    }

    private void RequireLabels(string attack, IReadOnlyList<string> expected, IEnumerable<string> fired)
    {
        SortedSet<string> labels = new(fired, StringComparer.Ordinal);
        if (labels.Count == 0 || !labels.SetEquals(expected))
        {
            _problems.Add($"attack '{attack}': expected {Join(expected)}, fired {Join(labels)}");
        }
    }

    /// <summary>The gates behind failures; none if something else than gates failed.</summary>
    private List<Finding> FindingsOfGates(IReadOnlyList<CheckFailure> failures)
    {
        List<Finding> findings = [];
        foreach (CheckFailure failure in failures)
        {
            for (int i = 0; i < built.Circuit.Gates.Count; i++)
            {
                Gate gate = built.Circuit.Gates[i];
                if (gate.Label == failure.Label && (gate.Scope == GateScope.EveryRow || gate.Rows.Contains(failure.Row)))
                {
                    findings.Add(new(FindingKind.Gate, i, gate.Label, failure.Row));
                }
            }
        }

        return failures.All(failure => findings.Any(finding => finding.Label == failure.Label)) ? findings : [];
    }

    private IReadOnlyList<Finding> Try(AttackBatch batch, TraceChange change)
    {
        IReadOnlyList<Finding> findings = CheckerOf(batch).Check(change);
        NoteForDeletion(batch, change, findings);
        if (_report.AttackCount++ % AttacksPerComparison == 0)
        {
            CompareWithMockChecker(batch, change, findings);
        }

        return findings;
    }

    private void CompareWithMockChecker(AttackBatch batch, TraceChange change, IReadOnlyList<Finding> findings)
    {
        Trace trace = batch.Materialise(built.Circuit, change);
        IReadOnlyList<CheckFailure> failures = MockChecker.Check(built.Circuit, trace, batch.PublicInputs);
        HashSet<string> gates = [.. built.Circuit.Gates.Select(gate => gate.Label), "copy"];
        SortedSet<string> expected = new(failures.Select(failure => gates.Contains(failure.Label) ? failure.Label : "bus"));
        SortedSet<string> found = new(findings.Select(finding => finding.Kind == FindingKind.Bus ? "bus" : finding.Label));
        if (!expected.SetEquals(found))
        {
            _problems.Add($"{change.Description}: the mock checker finds {Join(expected)}, the attack kit {Join(found)}");
        }
    }

    private ChangeChecker CheckerOf(AttackBatch batch)
    {
        if (!_checkers.TryGetValue(batch, out ChangeChecker? checker))
        {
            checker = new(built.Circuit, batch, _copies);
            _checkers.Add(batch, checker);
        }

        return checker;
    }

    private void Unnoticed(bool isDeclared, object declaration, string problem)
    {
        if (isDeclared)
        {
            _used.Add(declaration);
        }
        else
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Slots that differ are attacked one by one; of slots that are all the same, the first.</summary>
    private static int AttackedSlots(AttackBatch batch) =>
        Enumerable.Range(1, batch.Slots - 1).All(slot => batch.Inputs(slot).SequenceEqual(batch.Inputs(0))) ? 1 : batch.Slots;

    private IEnumerable<Cell> CountedCells() => built.Circuit.Multiplicities.SelectMany(
        offer => offer.Term.Rows.Select(row => new Cell(row, offer.Column)));

    private static string Join(IEnumerable<string> labels) => $"[{string.Join(", ", labels)}]";
}
