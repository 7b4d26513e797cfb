using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>What must hold for the parts of a circuit before its constraints mean what their labels and rows say.</summary>
internal static class CircuitPartsCheck
{
    /// <exception cref="ArgumentException">A part is out of range or contradicts another.</exception>
    internal static void Require(CircuitParts parts)
    {
        RequirePowerOfTwo(parts.RowsPerSlot, "RowsPerSlot");
        RequirePowerOfTwo(parts.InstanceStride, "InstanceStride");
        RequireColumns(parts);
        RequireBuses(parts);
        RequireCopies(parts);
        foreach (Gate gate in parts.Gates)
        {
            RequireFormula(parts, gate.Label, gate.Formula);
            bool hasSelector = gate.Scope is GateScope.SelectedRows or GateScope.SlotBoundary;
            RequireSelector(parts, gate.Label, gate.Selector, gate.Rows, hasSelector, gate.Choice, gate.Choices);
            RequireChoice(gate);
            if (gate.Scope == GateScope.SlotBoundary && !gate.Rows.SequenceEqual([parts.RowsPerSlot - 1]))
            {
                string rows = string.Join(", ", gate.Rows);
                throw new ArgumentException($"'{gate.Label}' holds at the boundary of slots, but on rows {rows} of {parts.RowsPerSlot}.");
            }
        }
    }

    private static void RequireColumns(CircuitParts parts)
    {
        if (parts.Fixed.Any(column => column.Values.Count != parts.RowsPerSlot))
        {
            throw new ArgumentException($"Every fixed column must have {parts.RowsPerSlot} values.", nameof(parts));
        }

        foreach (FixedColumn table in parts.Tables)
        {
            RequirePowerOfTwo(table.Values.Count, $"The period of table '{table.Name}'");
            if (table.Values.Count <= parts.RowsPerSlot)
            {
                throw new ArgumentException($"Table '{table.Name}' fits a slot: make it a fixed column.", nameof(parts));
            }
        }
    }

    private static void RequireBuses(CircuitParts parts)
    {
        if (parts.Buses.Select(bus => bus.Tag).Distinct().Count() != parts.Buses.Count || parts.Buses.Any(bus => bus.Tag < 1))
        {
            throw new ArgumentException("The tags of the buses must be positive and distinct.", nameof(parts));
        }

        foreach (BusFraction fraction in parts.HelperGroups.SelectMany(group => group))
        {
            foreach (BusTerm term in fraction.Terms)
            {
                RequireTuple(parts, term.Label, term.Bus, term.Numerator, term.Tuple);
                RequireSelector(parts, term.Label, term.Selector, term.Rows, term.Selector >= 0);
            }

            // Shared denominators are a sum over the selected terms: two on one row would be a tuple that nobody wrote.
            List<int> rows = [.. fraction.Terms.SelectMany(term => term.Rows)];
            if (fraction.Terms.Count > 1 && (fraction.Terms.Any(term => term.Selector < 0) || rows.Distinct().Count() != rows.Count))
            {
                string labels = string.Join(", ", fraction.Terms.Select(term => term.Label));
                throw new ArgumentException($"Terms that share a fraction hold on the same row: {labels}.", nameof(parts));
            }
        }

        if (parts.PublicTerms.Count > 0 && parts.HelperGroups.Count == 0)
        {
            throw new ArgumentException($"Only public inputs use a bus ('{parts.PublicTerms[0].Label}'): there is no sum.", nameof(parts));
        }

        foreach (PublicBusTerm term in parts.PublicTerms)
        {
            RequireTuple(parts, term.Label, term.Bus, term.Numerator, term.Tuple);
        }
    }

    private static void RequireTuple(
        CircuitParts parts, string label, Bus bus, Expression numerator, IReadOnlyList<Expression> tuple)
    {
        if (!parts.Buses.Contains(bus))
        {
            throw new ArgumentException($"'{label}' is a term of bus '{bus.Name}' with tag {bus.Tag}, which is not one of the circuit.");
        }

        if (tuple.Count != bus.Arity)
        {
            throw new ArgumentException($"'{label}' has {tuple.Count} elements for bus '{bus.Name}' of {bus.Arity}.");
        }

        foreach (Expression part in tuple.Append(numerator))
        {
            RequireFormula(parts, label, part);
        }
    }

    /// <summary>The permutation must be one: every cell of the copied columns is the next of exactly one cell.</summary>
    private static void RequireCopies(CircuitParts parts)
    {
        CopyLayout copies = parts.Copies;
        int width = copies.Columns.Count;
        bool isInRange = copies.OffsetColumns.Count == width
            && copies.Columns.All(column => (uint)column < (uint)parts.Witness.Count)
            && copies.OffsetColumns.All(column => (uint)column < (uint)parts.Fixed.Count);
        if (!isInRange || copies.Columns.Distinct().Count() != width)
        {
            throw new ArgumentException($"{width} copied columns and {copies.OffsetColumns.Count} offsets do not match.", nameof(parts));
        }

        HashSet<BigInteger> targets = [];
        for (int label = 0; label < parts.RowsPerSlot * width; label++)
        {
            (int row, int column) = Math.DivRem(label, width);
            Fr target = Fr.FromInt64(label) + parts.Fixed[copies.OffsetColumns[column]].Values[row];
            BigInteger number = ShortNumber.ToBigInteger(target);
            if (number >= parts.RowsPerSlot * width || !targets.Add(number))
            {
                throw new ArgumentException($"Cell {label} of the copied columns points to {number}: no permutation.", nameof(parts));
            }
        }
    }

    /// <summary>The proof knows the selector, reports know the rows: they must say the same.</summary>
    private static void RequireChoice(Gate gate)
    {
        int choicesMax = gate.Scope == GateScope.SelectedRows ? Circuit.DegreeMax : 1;
        if (gate.Choices < 1 || gate.Choices > choicesMax || gate.Choice < 1 || gate.Choice > gate.Choices)
        {
            throw new ArgumentException(
                $"'{gate.Label}' holds for choice {gate.Choice} of {gate.Choices}; at most {choicesMax} are possible.");
        }
    }

    private static void RequireSelector(
        CircuitParts parts, string label, int selector, IReadOnlyList<int> rows, bool hasSelector, int choice = 1, int choices = 1)
    {
        if (!hasSelector)
        {
            if (selector >= 0)
            {
                throw new ArgumentException($"'{label}' has a selector that its scope does not use.");
            }

            return;
        }

        if ((uint)selector >= (uint)parts.Fixed.Count)
        {
            throw new ArgumentException($"The selector of '{label}' is column {selector} of {parts.Fixed.Count}.");
        }

        HashSet<int> selected = [.. rows];
        HashSet<Fr> others = [.. Enumerable.Range(0, choices + 1).Where(value => value != choice).Select(value => Fr.FromInt64(value))];
        for (int row = 0; row < parts.RowsPerSlot; row++)
        {
            Fr value = parts.Fixed[selector].Values[row];
            if (selected.Contains(row) ? value != Fr.FromInt64(choice) : !others.Contains(value))
            {
                throw new ArgumentException($"The selector of '{label}' contradicts its rows on row {row}.");
            }
        }
    }

    /// <summary>A formula reads columns that exist, and no challenge: what a challenge multiplies could cancel other constraints.</summary>
    private static void RequireFormula(CircuitParts parts, string label, Expression formula)
    {
        HashSet<UInt128> seen = [];
        Stack<Expression> pending = new([formula]);
        while (pending.TryPop(out Expression? node))
        {
            if (!seen.Add(node.Identity))
            {
                continue;
            }

            if (!IsKnown(parts, node))
            {
                string what = node.Kind == ExpressionKind.Column ? $"{node.ColumnKind} column {node.Index}"
                    : node.Kind == ExpressionKind.Symbol ? $"the symbol {node.Symbol}"
                    : $"{node.Kind} {node.Index}";
                throw new ArgumentException($"'{label}' reads {what}, which a formula of this circuit may not.");
            }

            if (node.Left is not null && node.Right is not null)
            {
                pending.Push(node.Left);
                pending.Push(node.Right);
            }
        }
    }

    private static bool IsKnown(CircuitParts parts, Expression node) => node.Kind switch
    {
        ExpressionKind.Column => node.Index < node.ColumnKind switch
        {
            ColumnKind.Fixed => parts.Fixed.Count,
            ColumnKind.Table => parts.Tables.Count,
            ColumnKind.Witness => parts.Witness.Count,
            ColumnKind.Instance => parts.InstanceColumnCount,
            ColumnKind.Counter => 1,
            _ => 0,
        },
        ExpressionKind.PublicScalar => node.Index < parts.PublicScalarCount,
        ExpressionKind.Cell or ExpressionKind.Parameter => false,

        // These two are exactly 1 and 0 on the rows, in a proof too; ExceptLastRow is not, and the rest are challenges.
        ExpressionKind.Symbol => node.Symbol is Symbol.FirstRow or Symbol.LastRow,
        _ => true,
    };

    private static void RequirePowerOfTwo(int value, string what)
    {
        if (value < 1 || !BitOperations.IsPow2(value))
        {
            throw new ArgumentException($"{what} is {value}, not a power of two.");
        }
    }
}
