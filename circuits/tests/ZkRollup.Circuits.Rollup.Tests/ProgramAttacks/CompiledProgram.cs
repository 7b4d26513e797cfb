using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>A program made ready for many runs that differ in a few values.</summary>
internal sealed class CompiledProgram
{
    private readonly Dictionary<int, Reach> _reach = [];
    private readonly Dictionary<int, int> _previous = [];
    private readonly CompiledOperation?[] _lines = new CompiledOperation?[MachineShape.Rows];

    internal CompiledProgram(StepProgram program)
    {
        Program = program;
        Dictionary<Operation, int> rows = new(ReferenceEqualityComparer.Instance);
        for (int row = 0; row < program.Written.Count; row++)
        {
            if (program.Written[row] is { } line)
            {
                rows.Add(line, row);
            }
        }

        Operations = [.. program.Operations.Select(operation => new CompiledOperation(operation, rows.GetValueOrDefault(operation, -1)))];
        Words = (Operations.Length + 63) / 64;
        Readers = new ulong[program.Registers][];
        Writer = new int[program.Registers];
        Array.Fill(Writer, -1);
        Later = new ulong[Words];
        for (int register = 0; register < Readers.Length; register++)
        {
            Readers[register] = new ulong[Words];
        }

        Index(program);
    }

    internal StepProgram Program { get; }

    internal CompiledOperation[] Operations { get; }

    /// <summary>The register that is carried out as time, if there is a scan.</summary>
    internal int Time { get; private set; }

    /// <summary>Words of a set of operations.</summary>
    internal int Words { get; }

    /// <summary>The operations that read a register.</summary>
    internal ulong[][] Readers { get; }

    /// <summary>The operation that writes a register; −1 for a value from outside.</summary>
    internal int[] Writer { get; }

    /// <summary>What may depend on what ports hold: all that open a record, and scans.</summary>
    internal ulong[] Later { get; }

    /// <summary>What leaves something in a port.</summary>
    internal List<int>[] Stores { get; } = [.. Enumerable.Range(0, MachineShape.Ports).Select(_ => new List<int>())];

    /// <summary>Where each port is opened; −1 if it is not.</summary>
    internal int[] Opens { get; } = [.. Enumerable.Repeat(-1, MachineShape.Ports)];

    /// <summary>The register whose value is the result of a row, also of one of the slot before; −1 for none.</summary>
    internal int RegisterAt(int row) => row >= 0 ? Program.ResultRegisters[row] : _previous.GetValueOrDefault(row, -1);

    /// <summary>The line of a row that has one.</summary>
    internal CompiledOperation Line(int row) => _lines[row]!;

    /// <summary>What depends on a register, directly or not.</summary>
    internal Reach ReachOf(int register)
    {
        lock (_reach)
        {
            if (!_reach.TryGetValue(register, out Reach? reach))
            {
                _reach.Add(register, reach = FindReach(register));
            }

            return reach;
        }
    }

    private void Index(StepProgram program)
    {
        for (int i = 0; i < Operations.Length; i++)
        {
            CompiledOperation operation = Operations[i];
            if (operation.Row >= 0)
            {
                _lines[operation.Row] = operation;
            }

            foreach (int register in operation.Reads)
            {
                Add(Readers[register], i);
            }

            foreach (int register in operation.Writes)
            {
                Writer[register] = i;
            }

            switch (operation.Operation)
            {
                case Operation.Open open:
                    Opens[open.Port] = i;
                    Add(Later, i);
                    break;
                case Operation.Store store:
                    Stores[store.Port].Add(i);
                    break;
                case Operation.Previous previous:
                    _previous[previous.Row] = previous.Result.Number;
                    break;
                case Operation.Scan:
                    Time = program.ResultRegisters[program.Lines[DeviceRegisters.CarryOut(CarriedRegister.Time)].C];
                    Add(Readers[Time], i);
                    Add(Later, i);
                    break;
                default:
                    break;
            }
        }
    }

    private Reach FindReach(int register)
    {
        ulong[] reached = [.. Readers[register]];
        if (Writer[register] is int writer and >= 0 && Operations[writer].Row >= 0)
        {
            Add(reached, writer);
        }

        RowSet rows = new();
        bool hints = false;
        bool addresses = false;
        for (int i = 0; i < Operations.Length; i++)
        {
            if ((reached[i / 64] >> (i % 64) & 1) == 0)
            {
                continue;
            }

            CompiledOperation operation = Operations[i];
            if (operation.Row >= 0)
            {
                rows.Set(operation.Row, true);
            }

            foreach (int written in operation.Writes)
            {
                Union(reached, Readers[written]);
            }

            if (operation.Operation is Operation.Store or Operation.Open)
            {
                Union(reached, Later);
            }

            hints |= operation.Operation is Operation.Hint or Operation.Inverse;
            addresses |= operation.Operation is Operation.Open;
        }

        return new(rows, hints, addresses);
    }

    private static void Union(ulong[] set, ulong[] other)
    {
        for (int i = 0; i < set.Length; i++)
        {
            set[i] |= other[i];
        }
    }

    /// <summary>What depends on a register.</summary>
    /// <param name="Rows">The rows of lines.</param>
    /// <param name="Hints">Whether hints do.</param>
    /// <param name="Records">Whether ports do: which record they open, or what an earlier one left there.</param>
    internal sealed record Reach(RowSet Rows, bool Hints, bool Records);

    private static void Add(ulong[] set, int operation) => set[operation / 64] |= 1UL << (operation % 64);
}
