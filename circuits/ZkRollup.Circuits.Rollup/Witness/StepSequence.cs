using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Witness;

/// <summary>The steps of a batch, one after the other, on the records that they leave.</summary>
/// <param name="before">The records before the batch.</param>
/// <param name="carried">Carried registers before the first step.</param>
/// <param name="scanUnits">Positions that the units of a slot scan.</param>
internal sealed class StepSequence(IRecordSource before, Fr[] carried, int scanUnits = StepSequence.ScanUnits) : IRecordSource
{
    /// <summary>Scan units of a slot, unless the circuit says otherwise.</summary>
    internal const int ScanUnits = 6;

    private readonly Dictionary<RecordAddress, Record> _changed = [];
    private readonly List<StepResult> _steps = [];
    private readonly List<(RecordAddress Address, Record? Before)> _undo = [];
    private Fr[] _carried = carried;

    /// <summary>The steps so far.</summary>
    internal IReadOnlyList<StepResult> Steps => _steps;

    /// <summary>What the next step is given.</summary>
    internal ReadOnlySpan<Fr> Carried => _carried;

    /// <summary>The records that steps wrote, as they are now.</summary>
    internal IReadOnlyDictionary<RecordAddress, Record> Changed => _changed;

    /// <inheritdoc/>
    public Record Read(RecordAddress address) => _changed.TryGetValue(address, out Record record) ? record : before.Read(address);

    /// <summary>Takes the next step if all its lines hold.</summary>
    /// <returns>The first rule that does not hold; then nothing changed.</returns>
    internal string? TryStep(StepProgram program, StepInputs inputs)
    {
        StepResult result = StepRun.Run(program, inputs, _steps.Count == 0 ? null : _steps[^1], _carried, this);
        if (result.Failure is { } failure)
        {
            return failure;
        }

        foreach (StepResult.PortAccess? access in result.Ports)
        {
            if (access is not null)
            {
                _undo.Add((access.Address, _changed.TryGetValue(access.Address, out Record old) ? old : null));
                _changed[access.Address] = access.New;
            }
        }

        _carried = result.Carried;
        _steps.Add(result);
        Wait(result);
        return null;
    }

    /// <summary>Takes the next step with the first of some programs whose lines all hold.</summary>
    /// <exception cref="InvalidOperationException">None holds: what was asked for contradicts the rules.</exception>
    internal StepResult Step(StepInputs inputs, params ReadOnlySpan<StepProgram> programs)
    {
        List<string> failures = [];
        foreach (StepProgram program in programs)
        {
            if (TryStep(program, inputs) is not { } failure)
            {
                return _steps[^1];
            }

            failures.Add($"{program.Name}: {failure}");
        }

        throw new InvalidOperationException($"No program can take the next step. {string.Join("; ", failures)}.");
    }

    /// <summary>A place to go back to.</summary>
    internal StepMark Mark() => new(_steps.Count, _undo.Count, _carried);

    /// <summary>Takes back all steps since a mark.</summary>
    internal void GoBack(StepMark mark)
    {
        for (int i = _undo.Count - 1; i >= mark.Writes; i--)
        {
            if (_undo[i].Before is { } record)
            {
                _changed[_undo[i].Address] = record;
            }
            else
            {
                _ = _changed.Remove(_undo[i].Address);
            }
        }

        _undo.RemoveRange(mark.Writes, _undo.Count - mark.Writes);
        _steps.RemoveRange(mark.Steps, _steps.Count - mark.Steps);
        _carried = mark.Carried;
    }

    /// <summary>Adds waiting steps until there are units for all that the step scans.</summary>
    private void Wait(StepResult step)
    {
        int positions = 0;
        for (int scan = 0; scan < MachineShape.Scans; scan++)
        {
            if (!step.Input(DeviceRegisters.ScanInput(scan, ScanInput.Enable)).IsZero)
            {
                positions += BitOperations.PopCount(FieldNumber.ToUInt64(step.Input(DeviceRegisters.ScanInput(scan, ScanInput.Mask))));
            }
        }

        if (positions <= scanUnits)
        {
            return;
        }

        StepProgram waiting = ProgramSet.Waiting[(int)FieldNumber.ToUInt64(_carried[(int)CarriedRegister.Phase])];
        for (; positions > scanUnits; positions -= scanUnits)
        {
            StepResult wait = StepRun.Run(waiting, new(), _steps[^1], _carried, this);
            if (wait.Failure is { } failure)
            {
                throw new InvalidOperationException($"{waiting.Name}: {failure}.");
            }

            _steps.Add(wait);
        }
    }

    /// <summary>How far a sequence had come.</summary>
    internal readonly record struct StepMark(int Steps, int Writes, Fr[] Carried);
}
