using System.Numerics;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>Finds rows for results and lines. There is no order among rows, so any place will do that has what is needed.</summary>
internal sealed class RowAllocator
{
    private const int ResultWorth = 8;
    private const int ThirdWorth = 4;
    private const int LimbsWorth = 2;
    private const int LineWorth = 1;

    /// <summary>Stands for the result of a device that the program does not use.</summary>
    private static readonly Register Idle = new(-1);

    private readonly string _name;
    private readonly Register?[] _results = new Register?[MachineShape.Rows];
    private readonly Operation.Line?[] _lines = new Operation.Line?[MachineShape.Rows];
    private readonly Register?[] _inputs = new Register?[MachineShape.Rows];

    private RowAllocator(string name) => _name = name;

    internal static StepProgram Place(
        string name,
        IReadOnlyList<Operation> operations,
        IReadOnlyList<Register> registers,
        IReadOnlyList<(int Row, Register Register)> bindings)
    {
        RowAllocator allocator = new(name);
        RequireOwn(name, registers, operations.OfType<Operation.Line>().SelectMany(
            Operands).Concat(bindings.Select(bound => bound.Register)));
        foreach ((int row, Register register) in bindings)
        {
            allocator._inputs[row] = register;
        }

        foreach (Register register in registers.Where(register => register.HasRow && register.Row >= 0))
        {
            allocator.TakeResult(register.Row, register);
        }

        foreach (int row in IdleDevices.OutputRows)
        {
            allocator._results[row] ??= Idle;
        }

        allocator.PlaceAll([.. operations.OfType<Operation.Line>()], registers);
        return new(
            name,
            [.. Enumerable.Range(0, MachineShape.Rows).Select(allocator.LineOf)],
            [.. allocator._lines.Select(line => line?.Label ?? "")],
            operations,
            allocator._lines,
            [.. allocator._results.Select(register => register?.Number ?? -1)],
            registers.Count);
    }

    private static IEnumerable<Register> Operands(Operation.Line line) =>
        new[] { line.Form.A, line.Form.B, line.Form.C, line.Host }.OfType<Register>();

    /// <summary>A value that was made by another writer has a result there, which means nothing here.</summary>
    private static void RequireOwn(string name, IReadOnlyList<Register> registers, IEnumerable<Register> used)
    {
        if (used.Any(register => register.Number >= registers.Count || registers[register.Number] != register))
        {
            throw new InvalidOperationException($"{name} uses a value of another program.");
        }
    }

    private void PlaceAll(IReadOnlyList<Operation.Line> lines, IReadOnlyList<Register> registers)
    {
        HashSet<Register> hosts = [];
        List<(Register? Result, Operation.Line? Line)> units = [];
        foreach (Operation.Line line in lines)
        {
            if (line.Host is { } host && !hosts.Add(host))
            {
                throw new InvalidOperationException($"{_name}: a row has two lines, '{line.Label}' is the second one.");
            }

            if (line.Host is { HasRow: true } placed)
            {
                PutLine(placed.Row, line);
            }
            else
            {
                units.Add((line.Host, line));
            }
        }

        units.AddRange(registers.Where(register => !register.HasRow && !hosts.Contains(register))
            .Select(register => ((Register?)register, (Operation.Line?)null)));
        foreach ((Register? result, Operation.Line? line) in units.OrderByDescending(Difficulty))
        {
            int row = BestRow(result, line, units.Count);
            if (result is not null)
            {
                result.Row = row;
                TakeResult(row, result);
            }

            if (line is not null)
            {
                PutLine(row, line);
            }
        }
    }

    private static bool NeedsLimbs(Operation.Line? line) => line is { Kind: LineKind.Range or LineKind.Comparison };

    /// <summary>What finds fewer rows is placed first.</summary>
    private static int Difficulty((Register? Result, Operation.Line? Line) unit) =>
        (unit.Line?.Form.C is null ? 0 : 16)
        + (unit.Line is null ? 0 : 8)
        + (NeedsLimbs(unit.Line) ? 4 : 0)
        + (unit.Result is null ? 0 : 2);

    private int BestRow(Register? result, Operation.Line? line, int units)
    {
        int best = -1;
        int bestWorth = int.MaxValue;
        for (int row = 0; row < MachineShape.Rows; row++)
        {
            int worth = Worth(row);
            if (worth < bestWorth && Fits(row, result, line))
            {
                best = row;
                bestWorth = worth;
            }
        }

        return best >= 0
            ? best
            : throw new InvalidOperationException(
                $"{_name} does not fit a slot: {units} results and lines to place, none left for '{line?.Label}'. "
                + $"{_lines.Count(used => used is null)} rows have no line, {_results.Count(used => used is null)} no result.");
    }

    private bool Fits(int row, Register? result, Operation.Line? line) =>
        (result is null || _results[row] is null)
        && (line is null || (row >= MachineShape.FirstLineRow && _lines[row] is null))
        && (!NeedsLimbs(line) || row >= MachineShape.FirstLimbRow)
        && (line?.Form.C is not { } third || _inputs[row] is null || _inputs[row] == third)
        && (result is not null || line is null || line.Kind is LineKind.Assertion or LineKind.Range);

    /// <summary>What others could use of a row. All candidates have what a unit needs, so they differ in what it does not need.</summary>
    private int Worth(int row) =>
        (_results[row] is null ? ResultWorth : 0)
        + (row >= MachineShape.FirstLineRow && _lines[row] is null ? LineWorth + (_inputs[row] is null ? ThirdWorth : 0) : 0)
        + (row >= MachineShape.FirstLimbRow && _lines[row] is null ? LimbsWorth : 0);

    private void TakeResult(int row, Register register)
    {
        if (_results[row] is not null)
        {
            throw new InvalidOperationException($"{_name} has two results on row {row}.");
        }

        _results[row] = register;
    }

    private void PutLine(int row, Operation.Line line)
    {
        if (row < MachineShape.FirstLineRow)
        {
            throw new InvalidOperationException($"{_name}: row {row} has no line, but '{line.Label}' is about its result.");
        }

        if (_lines[row] is { } other)
        {
            throw new InvalidOperationException($"{_name} has two lines on row {row}: '{other.Label}' and '{line.Label}'.");
        }

        _lines[row] = line;
    }

    private ProgramLine LineOf(int row)
    {
        ProgramLine nothing = ProgramLine.Nothing(row) with { C = _inputs[row]?.Row ?? row };
        if (_lines[row] is not { } line)
        {
            return nothing;
        }

        LineForm form = line.Form;
        bool usesLimbs = NeedsLimbs(line);
        BigInteger own = line.Kind switch
        {
            LineKind.Assignment => BigInteger.MinusOne,
            LineKind.Comparison => BigInteger.One << MachineShape.RangeBits,
            _ => BigInteger.Zero,
        };
        return new(
            FieldNumber.Of(form.Qm),
            FieldNumber.Of(form.Qn),
            FieldNumber.Of(form.Qa),
            FieldNumber.Of(form.Qb),
            FieldNumber.Of(form.Qc),
            FieldNumber.Of(form.K),
            FieldNumber.Of(own),
            usesLimbs ? Fr.One : Fr.Zero,
            form.A?.Row ?? row,
            form.B?.Row ?? row,
            form.C?.Row ?? nothing.C);
    }
}
