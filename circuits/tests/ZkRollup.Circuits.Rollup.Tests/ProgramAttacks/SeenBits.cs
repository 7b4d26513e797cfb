using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>
/// Which ways the steps of a program went: each bit and each other result, zero and not; each port, on and off.
/// </summary>
internal sealed class SeenBits
{
    private readonly int[] _rows;
    private readonly int[] _bits;
    private readonly int[] _others;
    private readonly RowSet _zero = new();
    private readonly RowSet _one = new();
    private readonly HashSet<(int Port, bool IsOn)> _ports = [];

    internal SeenBits(StepProgram program)
    {
        _rows =
        [
            .. Enumerable.Range(0, MachineShape.Rows)
                .Where(row => program.Written[row] is { Kind: LineKind.Comparison or LineKind.Assignment }),
        ];
        _bits = [.. _rows.Select(row => program.Written[row]!.Host!.Number)];
        _others =
        [
            .. program.Operations.OfType<Operation.Input>().Select(input => input.Result.Row),
            .. program.Operations.OfType<Operation.Hint>().Select(hint => hint.Result.Row),
        ];
        foreach (int row in _rows)
        {
            Missing.Set(row, true);
        }
    }

    /// <summary>The lines whose results were always zero, or never.</summary>
    internal RowSet Missing { get; } = new();

    /// <summary>Notes the ways of a step.</summary>
    /// <returns>True if one of them is new.</returns>
    internal bool Add(StepResult step)
    {
        bool isNew = false;
        foreach (int row in _others)
        {
            isNew |= Note(step, row);
        }

        foreach (int row in _rows)
        {
            isNew |= Note(step, row);
            Missing.Set(row, !_zero.Contains(row) || !_one.Contains(row));
        }

        for (int port = 0; port < step.Ports.Length; port++)
        {
            isNew |= _ports.Add((port, step.Ports[port] is not null));
        }

        return isNew;
    }

    private bool Note(StepResult step, int row)
    {
        RowSet seen = step.Results[row].IsZero ? _zero : _one;
        bool isNew = !seen.Contains(row);
        seen.Set(row, true);
        return isNew;
    }

    /// <summary>True if a run goes a way that no step went.</summary>
    internal bool IsNew(LieRun run)
    {
        for (int i = 0; i < _rows.Length; i++)
        {
            if (!(run.Values[_bits[i]].IsZero ? _zero : _one).Contains(_rows[i]))
            {
                return true;
            }
        }

        return false;
    }
}
