using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Tests.Differential;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>A valid step to lie about: its program, all its values, and the state before it.</summary>
internal sealed class AttackPoint
{
    private IReadOnlyList<Source>? _sources;
    private StepChain? _chain;
    private int _place;

    private AttackPoint(CompiledProgram program, string name, StepResult step, StepResult? before, Fr[] carriedIn, IRecordSource records)
    {
        (Program, Name, Step, Before, CarriedIn, Records) = (program, name, step, before, carriedIn, records);
        Values = ValuesOf(step, before?.Results);
        Ports = [.. Enumerable.Range(0, MachineShape.Ports).Select(PortOf)];
    }

    /// <summary>2^60.</summary>
    internal static Fr RangeLimit { get; } = Fr.FromUInt64(1UL << MachineShape.RangeBits);

    internal string Name { get; }

    internal CompiledProgram Program { get; }

    internal StepResult Step { get; }

    /// <summary>The step before; null for the first one.</summary>
    internal StepResult? Before { get; }

    internal Fr[] CarriedIn { get; }

    /// <summary>The value of each register.</summary>
    internal Fr[] Values { get; }

    internal IReadOnlyList<PortState> Ports { get; }

    /// <summary>The state before the step.</summary>
    internal IRecordSource Records { get; }

    /// <summary>True if no engine came here: a step that is valid in a state that was changed.</summary>
    internal bool IsDerived { get; private init; }

    /// <summary>The values that can be others.</summary>
    internal IReadOnlyList<Source> Sources => _sources ??= SourceList.Of(this);

    /// <summary>A step of a chain.</summary>
    internal static AttackPoint Of(CompiledProgram program, StepChain chain, int step)
    {
        Dictionary<RecordAddress, Record> written = [];
        foreach (StepResult.PortAccess? access in chain.Steps.Take(step).SelectMany(before => before.Ports))
        {
            if (access is not null)
            {
                written[access.Address] = access.New;
            }
        }

        return new(
            program,
            $"step {step} of {chain.Name}",
            chain.Steps[step],
            step == 0 ? null : chain.Steps[step - 1],
            step == 0 ? chain.CarriedIn : chain.Steps[step - 1].Carried,
            new Overlay(written, chain.State))
        { _chain = chain, _place = step };
    }

    /// <summary>What a lie that this step lets pass fails in the steps after it, with the inputs that they had; null for nothing.</summary>
    internal string? NoticedLater(Lie lie)
    {
        if (_chain is null)
        {
            return null;
        }

        Dictionary<int, Fr> lies = lie.Changes.ToDictionary(change => change.Source.Register, change => change.Value);
        StepResult last = StepRun.Run(
            Program.Program,
            InputsOf(Step),
            Before,
            CarriedIn,
            Records,
            stopsAtFailure: false,
            (_, register, value) => lies.GetValueOrDefault(register.Number, value));
        Dictionary<RecordAddress, Record> written = [];
        Overlay records = new(written, Records);
        for (int i = _place + 1; i < _chain.Steps.Count; i++)
        {
            foreach (StepResult.PortAccess access in last.Ports.OfType<StepResult.PortAccess>())
            {
                written[access.Address] = access.New;
            }

            StepResult next = _chain.Steps[i];
            StepResult step = StepRun.Run(next.Program, InputsOf(next), last, last.Carried, records);
            IReadOnlyList<string> labels = step.Failure is { } failure ? [failure] : LineCheck.Failures(step, last.Results);
            if (labels.Count > 0)
            {
                return $"'{labels[0]}' of {step.Program.Name}";
            }

            last = step;
        }

        return last.Carried[(int)CarriedRegister.Phase].IsZero ? null : WhyUnfinished(last, records);
    }

    /// <summary>
    /// A transaction that must go on where the valid one was at its end: what the programs of its phase fail that need no inputs.
    /// </summary>
    private static string? WhyUnfinished(StepResult last, IRecordSource records)
    {
        string? found = null;
        foreach (StepProgram program in ProgramSet.All.Where(program => !program.Operations.Any(operation => operation is Operation.Input)))
        {
            StepResult next = StepRun.Run(program, new(), last, last.Carried, records);
            if (next.Failure is not { } label)
            {
                if (!ProgramSet.Waiting.Values.Contains(program))
                {
                    return null;
                }
            }
            else if (label != "phase")
            {
                found ??= $"'{label}' of {program.Name}";
            }
        }

        return found;
    }

    /// <summary>The step in another world, honestly computed; null if it is not valid there.</summary>
    internal AttackPoint? Derive(Lie environment)
    {
        StepInputs inputs = InputsOf(Step);
        Fr[] carried = [.. CarriedIn];
        Fr[] last = [.. Before?.Results ?? []];
        Dictionary<RecordAddress, Record> changed = [];
        foreach ((Source source, Fr value) in environment.Changes)
        {
            switch (source.Kind)
            {
                case SourceKind.Field:
                    Fr[] elements = new Fr[MachineShape.Fields];
                    RecordElements.Write(changed.TryGetValue(source.Address, out Record known)
                        ? known : Records.Read(source.Address), elements);
                    elements[source.Field] = value;
                    _ = RecordElements.TryRead(elements, out Record record);
                    changed[source.Address] = record;
                    break;
                case SourceKind.Carried:
                    carried[(int)Program.Program.Operations.OfType<Operation.CarryIn>()
                        .First(carry => carry.Result.Number == source.Register).Carried] = value;
                    break;
                case SourceKind.Context:
                    last[MachineShape.Rows + Program.Program.Operations.OfType<Operation.Previous>()
                        .First(previous => previous.Result.Number == source.Register).Row] = value;
                    break;
                default:
                    inputs[source.Name] = value;
                    break;
            }
        }

        Overlay records = new(changed, Records);
        StepResult? before = Before is null ? null : new()
        {
            Program = Before.Program,
            Results = last,
            Carried = carried,
            Ports = Before.Ports,
            Scanned = Before.Scanned,
            Failures = [],
        };
        StepResult step = StepRun.Run(Program.Program, inputs, before, carried, records, stopsAtFailure: false);
        return step.Failure is not null || LineCheck.Failures(step, before?.Results).Count > 0
            ? null
            : new(Program, $"{Name} with {environment}", step, before, carried, records) { IsDerived = true };
    }

    /// <summary>The inputs that a step was given.</summary>
    internal static StepInputs InputsOf(StepResult step)
    {
        StepInputs inputs = new();
        foreach (Operation.Input input in step.Program.Operations.OfType<Operation.Input>())
        {
            inputs[input.Name] = step.Results[input.Result.Row];
        }

        return inputs;
    }

    private static Fr[] ValuesOf(StepResult step, Fr[]? before)
    {
        Fr[] values = new Fr[step.Program.Registers];
        for (int row = 0; row < step.Results.Length; row++)
        {
            if (step.Program.ResultRegisters[row] is int register and >= 0)
            {
                values[register] = step.Results[row];
            }
        }

        foreach (Operation.Previous previous in step.Program.Operations.OfType<Operation.Previous>())
        {
            values[previous.Result.Number] = before![MachineShape.Rows + previous.Row];
        }

        return values;
    }

    private PortState PortOf(int port)
    {
        PortState state = new();
        if (Step.Ports[port] is { } access)
        {
            state.Address = access.Address;
            RecordElements.Write(access.Old, state.Old);
            RecordElements.Write(access.New, state.New);
        }

        return state;
    }

    private sealed class Overlay(Dictionary<RecordAddress, Record> changed, IRecordSource below) : IRecordSource
    {
        public Record Read(RecordAddress address) => changed.TryGetValue(address, out Record record) ? record : below.Read(address);
    }
}
