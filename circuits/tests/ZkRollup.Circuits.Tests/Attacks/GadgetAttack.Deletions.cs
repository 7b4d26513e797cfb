using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>The attacks that delete a constraint: it must have been the only one to notice some attack.</summary>
internal sealed partial class GadgetAttack
{
    private const int CandidatesMax = 8;

    private readonly Dictionary<object, List<(AttackBatch Batch, TraceChange Change)>> _candidates = [];

    /// <summary>Remembers an attack that a single constraint noticed, under the names of what may be deleted to let it pass.</summary>
    private void NoteForDeletion(AttackBatch batch, TraceChange change, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        Finding first = findings[0];
        if (findings.Any(finding => (finding.Kind, finding.Index) != (first.Kind, first.Index)))
        {
            return;
        }

        switch (first.Kind)
        {
            case FindingKind.Gate:
                Remember((first.Kind, first.Index), batch, change);
                break;
            case FindingKind.Copy:
                foreach (Cell cell in OddCells(batch, change, _copies.Classes[first.Index]))
                {
                    Remember((first.Index, cell), batch, change);
                }

                break;
            default:
                Remember((first.Kind, first.Index), batch, change);
                foreach (string label in findings.Select(finding => finding.Label).Distinct())
                {
                    Remember((first.Index, label), batch, change);
                }

                break;
        }
    }

    private void Remember(object constraint, AttackBatch batch, TraceChange change)
    {
        if (!_candidates.TryGetValue(constraint, out List<(AttackBatch, TraceChange)>? list))
        {
            list = [];
            _candidates.Add(constraint, list);
        }

        if (list.Count < CandidatesMax)
        {
            list.Add((batch, change));
        }
    }

    /// <summary>Cells of a class without which all others agree, in the slots that the change touches.</summary>
    private IEnumerable<Cell> OddCells(AttackBatch batch, TraceChange change, IReadOnlyList<Cell> copyClass)
    {
        int rows = built.Circuit.RowsPerSlot;
        int[] slots = [.. change.Cells.Keys.Select(cell => cell.Row / rows).Distinct()];
        return copyClass.Where(cell => slots.All(slot => copyClass
            .Where(other => other != cell)
            .Select(other => Value(batch, change, other with { Row = other.Row + (slot * rows) }))
            .Distinct()
            .Count() == 1));
    }

    private static Fr Value(AttackBatch batch, TraceChange change, Cell cell) =>
        change.Cells.TryGetValue(cell, out Fr value) ? value : batch.Honest[cell.Row, cell.Column];

    private void EveryConstraintDeleted()
    {
        Circuit circuit = built.Circuit;
        for (int i = 0; i < circuit.Gates.Count; i++)
        {
            string name = circuit.Gates.Count(gate => gate.Label == circuit.Gates[i].Label) == 1
                ? circuit.Gates[i].Label
                : $"{circuit.Gates[i].Label} on rows {string.Join(',', circuit.Gates[i].Rows)}";
            Delete(name, (FindingKind.Gate, i), CircuitWithout.Gate(circuit, i));
        }

        for (int i = 0; i < _copies.Classes.Count; i++)
        {
            foreach (Cell cell in _copies.Classes[i].Where(cell => !_cellsElsewhere.Contains(cell)))
            {
                string name = $"({cell.Row},{cell.Column}) of {_copies.Describe(i)}";
                Delete(name, (i, cell), CircuitWithout.CopiedCell(circuit, _copies.Classes[i], cell));
            }
        }

        DeleteBusTerms(circuit);
    }

    private void DeleteBusTerms(Circuit circuit)
    {
        HashSet<BusTerm> offers = [.. circuit.Multiplicities.Select(offer => offer.Term)];
        IEnumerable<Cell> written = built.InputCells.Concat(built.Steps.SelectMany(step => step.Outputs));
        HashSet<int> writtenColumns = [.. written.Select(cell => cell.Column)];
        foreach (BusTerm term in circuit.HelperGroups.SelectMany(group => group).SelectMany(fraction => fraction.Terms))
        {
            bool isUnusedLimb = term.Selector < 0 && term.Tuple.All(
                part => part is { Kind: ExpressionKind.Column, ColumnKind: ColumnKind.Witness } && !writtenColumns.Contains(part.Index));
            if (!isUnusedLimb && !(offers.Contains(term) && term.Selector < 0))
            {
                Delete(term.Label, (term.Bus.Tag, term.Label), CircuitWithout.Term(circuit, term));
            }
        }

        foreach (PublicBusTerm term in circuit.PublicTerms)
        {
            Delete(term.Label, (term.Bus.Tag, term.Label), CircuitWithout.PublicTerm(circuit, term));
        }

        foreach (Bus bus in circuit.Buses.Where(bus => offers.All(offer => offer.Bus != bus)))
        {
            Delete($"bus {bus.Name}", (FindingKind.Bus, bus.Tag), CircuitWithout.Bus(circuit, bus));
        }
    }

    /// <summary>Without the constraint an honest case fails, or an attack that the whole circuit notices passes.</summary>
    private void Delete(string name, object constraint, Circuit rest)
    {
        if (_isElsewhere(name))
        {
            return;
        }

        List<(AttackBatch Batch, TraceChange Change)> candidates = _candidates.GetValueOrDefault(constraint) ?? [];
        foreach ((AttackBatch batch, TraceChange change) in candidates)
        {
            if (IsValid(rest, batch, change) && !IsValid(built.Circuit, batch, change))
            {
                _report.NoteDeletion(name, change.Description);
                return;
            }
        }

        if (_batches.Any(batch => !IsValid(rest, batch, null)))
        {
            _report.NoteDeletion(name, "an honest case");
        }
        else
        {
            string tried = candidates.Count == 0 ? "no attack was noticed by it alone" : $"{candidates.Count} attacks tried";
            Unnoticed(_keptConstraints.ContainsKey(name), name, $"constraint '{name}' is redundant or untested: {tried}");
        }
    }

    private static bool IsValid(Circuit circuit, AttackBatch batch, TraceChange? change) =>
        MockChecker.Check(circuit, batch.Materialise(circuit, change), batch.PublicInputs).Count == 0;
}
