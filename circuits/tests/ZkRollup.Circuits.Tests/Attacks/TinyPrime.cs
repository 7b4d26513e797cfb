using System.Globalization;
using System.Numerics;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>Checks a circuit over a prime so small that every witness can be tried: each input has exactly the right outputs.</summary>
/// <remarks>
/// One slot. Constants are read as the integers of smallest absolute value and taken modulo p, and so are the rows of tables; a range
/// table means what it should if 2^bits ≤ p. Every other cell that a constraint reads is a variable: the solver assigns them one by one,
/// and drops a branch as soon as a constraint whose cells are all assigned fails. Buses other than tables are not supported.
/// </remarks>
internal sealed class TinyPrime
{
    private readonly BuiltCircuit _built;
    private readonly int _prime;
    private readonly int[] _publicScalars;
    private readonly Dictionary<Cell, int> _variables = [];
    private readonly List<Check> _checks = [];
    private readonly CopyClassList _copies;

    /// <summary>The constraints of one slot modulo p.</summary>
    internal TinyPrime(BuiltCircuit built, int prime, params int[] publicScalars)
    {
        _built = built;
        _prime = prime;
        _publicScalars = publicScalars;
        _copies = new(built.Circuit);
        foreach (Gate gate in built.Circuit.Gates.Where(gate => gate.Scope != GateScope.SlotBoundary))
        {
            ExpressionProgram program = ExpressionProgram.Compile(gate.Formula);
            foreach (int row in RowsOf(gate))
            {
                _checks.Add(new(program, row, Variables(program, row), null));
            }
        }

        AddLookups();
    }

    /// <summary>Fails unless for each of the inputs the possible outputs are exactly the expected ones.</summary>
    /// <param name="inputs">Cells that are given.</param>
    /// <param name="outputs">Cells whose values are compared.</param>
    /// <param name="expected">All output tuples that the statement allows for an input tuple; none if it rejects it.</param>
    /// <param name="accept">Inputs to try; null for all tuples modulo p.</param>
    /// <returns>How many inputs were tried and how many of them had outputs.</returns>
    internal (int Tried, int Accepted) Exhaustive(
        IReadOnlyList<Cell> inputs, IReadOnlyList<Cell> outputs, Func<int[], IEnumerable<int[]>> expected, Func<int[], bool>? accept = null)
    {
        int tried = 0;
        int accepted = 0;
        int[] tuple = new int[inputs.Count];
        long count = (long)BigInteger.Pow(_prime, inputs.Count);
        for (long number = 0; number < count; number++)
        {
            long rest = number;
            for (int i = 0; i < tuple.Length; i++)
            {
                (rest, long digit) = Math.DivRem(rest, _prime);
                tuple[i] = (int)digit;
            }

            if (accept is null || accept(tuple))
            {
                SortedSet<string> right = new(expected([.. tuple]).Select(Text), StringComparer.Ordinal);
                SortedSet<string> possible = new(Solve(inputs, tuple, outputs).Select(Text), StringComparer.Ordinal);
                string found = $"possible {{{string.Join("; ", possible)}}}, expected {{{string.Join("; ", right)}}}";
                Assert.True(right.SetEquals(possible), $"p = {_prime}, input ({Text(tuple)}): {found}");
                tried++;
                accepted += possible.Count > 0 ? 1 : 0;
            }
        }

        Assert.True(tried > 0, "no input was tried");
        return (tried, accepted);
    }

    private List<int[]> Solve(IReadOnlyList<Cell> inputs, int[] tuple, IReadOnlyList<Cell> outputs)
    {
        int[] outputVariables = [.. outputs.Select(Variable)];
        int[] values = new int[_variables.Values.DefaultIfEmpty(-1).Max() + 1 + inputs.Count];
        Array.Fill(values, -1);
        for (int i = 0; i < inputs.Count; i++)
        {
            int variable = Variable(inputs[i]);
            if (values[variable] >= 0 && values[variable] != tuple[i])
            {
                return [];
            }

            values[variable] = tuple[i];
        }

        SolverOrder order = SolverOrder.Of([.. _checks.Select(check => check.Variables)], values, outputVariables);
        List<int[]> solutions = [];
        if (order.Immediate.All(check => Holds(_checks[check], values)))
        {
            Assign(order, 0, values, outputVariables, solutions);
        }

        return solutions;
    }

    private void Assign(SolverOrder order, int depth, int[] values, int[] outputs, List<int[]> solutions)
    {
        if (depth == order.Variables.Count)
        {
            solutions.Add([.. outputs.Select(output => values[output])]);
            return;
        }

        int variable = order.Variables[depth];
        for (int value = 0; value < _prime; value++)
        {
            values[variable] = value;
            if (order.Complete[depth].All(check => Holds(_checks[check], values)))
            {
                Assign(order, depth + 1, values, outputs, solutions);
            }
        }

        values[variable] = -1;
    }

    private bool Holds(Check check, int[] values)
    {
        IReadOnlyList<Instruction> steps = check.Program.Instructions;
        long[] results = new long[steps.Count];
        for (int i = 0; i < results.Length; i++)
        {
            Instruction step = steps[i];
            results[i] = step.Opcode switch
            {
                Opcode.Constant => Reduce(check.Program.Constants[step.A]),
                Opcode.PublicScalar => _publicScalars[step.A],
                Opcode.Symbol => throw new NotSupportedException("Gates read no symbols."),
                Opcode.Column => step.ColumnKind == ColumnKind.Witness
                    ? values[_variables[CellAt(check.Row + step.Rotation, step.A)]]
                    : Reduce(FixedValue(step, check.Row)),
                Opcode.Add => (results[step.A] + results[step.B]) % _prime,
                Opcode.Subtract => (results[step.A] - results[step.B] + _prime) % _prime,
                _ => results[step.A] * results[step.B] % _prime,
            };
        }

        if (check.Table is null)
        {
            return results[check.Program.Outputs[0]] == 0;
        }

        bool isEnabled = results[check.Program.Outputs[0]] != 0;
        return !isEnabled || check.Table.Contains(Text(check.Program.Outputs.Skip(1).Select(output => (int)results[output])));
    }

    private void AddLookups()
    {
        Circuit circuit = _built.Circuit;
        Dictionary<Bus, HashSet<string>> tables = [];
        HashSet<BusTerm> offers = [.. circuit.Multiplicities.Select(offer => offer.Term)];
        foreach (BusTerm offer in offers)
        {
            HashSet<string> rows = [];
            int period = offer.Tuple.Max(part => Column(part).Values.Count);
            for (int row = 0; row < period; row++)
            {
                rows.Add(Text(offer.Tuple.Select(part => Reduce(Column(part).Values[row % Column(part).Values.Count]))));
            }

            tables.Add(offer.Bus, rows);
        }

        foreach (BusTerm term in circuit.HelperGroups.SelectMany(group => group).SelectMany(fraction => fraction.Terms).Except(offers))
        {
            HashSet<string> table = tables.GetValueOrDefault(term.Bus) ?? throw new NotSupportedException($"'{term.Label}' is no lookup.");
            ExpressionProgram program = ExpressionProgram.Compile([term.Numerator, .. term.Tuple]);
            foreach (int row in term.Selector < 0 ? Enumerable.Range(0, circuit.RowsPerSlot) : term.Rows)
            {
                _checks.Add(new(program, row, Variables(program, row), table));
            }
        }

        FixedColumn Column(Expression part) => part.ColumnKind switch
        {
            ColumnKind.Fixed => circuit.Fixed[part.Index],
            ColumnKind.Table => circuit.Tables[part.Index],
            _ => throw new NotSupportedException("Only tables of constants are supported."),
        };
    }

    private IEnumerable<int> RowsOf(Gate gate) => gate.Scope switch
    {
        GateScope.EveryRow => Enumerable.Range(0, _built.Circuit.RowsPerSlot),
        GateScope.FirstRow => [0],
        GateScope.LastRow => [_built.Circuit.RowsPerSlot - 1],
        _ => gate.Rows,
    };

    private Fr FixedValue(Instruction step, int row) => step.ColumnKind switch
    {
        ColumnKind.Fixed => _built.Circuit.Fixed[step.A].Values[row],
        ColumnKind.Counter => Fr.FromUInt64((ulong)row),
        _ => throw new NotSupportedException($"A {step.ColumnKind} column in a gate."),
    };

    private int[] Variables(ExpressionProgram program, int row) =>
    [
        .. program.Instructions
            .Where(step => step.Opcode == Opcode.Column && step.ColumnKind == ColumnKind.Witness)
            .Select(step => Variable(CellAt(row + step.Rotation, step.A)))
            .Distinct(),
    ];

    private Cell CellAt(int row, int column) => new(row % _built.Circuit.RowsPerSlot, column);

    /// <summary>The variable of a cell; cells of a copy class are one variable.</summary>
    private int Variable(Cell cell)
    {
        if (!_variables.TryGetValue(cell, out int variable))
        {
            int copyClass = _copies.ClassOf(cell);
            variable = _variables.Values.DefaultIfEmpty(-1).Max() + 1;
            foreach (Cell other in copyClass < 0 ? [cell] : _copies.Classes[copyClass])
            {
                _variables.Add(other, variable);
            }
        }

        return variable;
    }

    private int Reduce(in Fr value) => (int)(((CentredLift.Of(value) % _prime) + _prime) % _prime);

    private static string Text(IEnumerable<int> tuple) =>
        string.Join(", ", tuple.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    private sealed record Check(ExpressionProgram Program, int Row, int[] Variables, HashSet<string>? Table);
}
