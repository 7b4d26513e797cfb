using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Runs the steps of a batch again with a lie in them; everything else follows: records, trees, log, public data.</summary>
internal sealed class BatchForger(WholeBatch batch)
{
    /// <summary>Which steps of the batch to run, by their numbers; those after its last one are padding.</summary>
    internal IReadOnlyList<int> Order { get; init; } = [.. Enumerable.Range(0, batch.Plan.StepCount)];

    /// <summary>Changes what a step finds in the carried registers; the number is that of the step in the batch.</summary>
    internal Action<int, Fr[]>? Carry { get; init; }

    /// <summary>Changes a value that a step computes.</summary>
    internal Func<int, Operation, Register, Fr, Fr>? Tamper { get; init; }

    /// <summary>Changes what a step did, once it has run.</summary>
    internal Func<int, StepResult, StepResult>? Replace { get; init; }

    /// <summary>Changes signatures.</summary>
    internal Func<int, SchnorrSignature, SchnorrSignature>? Sign { get; init; }

    /// <summary>Lies in the witness of a slot.</summary>
    internal HintOverride? Lie { get; init; }

    /// <summary>Rules of programs that the steps break.</summary>
    internal List<string> BrokenRules { get; } = [];

    /// <summary>The batch as the lie has it.</summary>
    internal BatchPlan Plan()
    {
        BrokenRules.Clear();
        RecordOverlay records = new(batch.Plan.State);
        List<StepResult> steps = [];
        List<(int Step, SchnorrSignature Signature)> signatures = [];
        Fr[] carried = new Fr[DeviceRegisters.CarriedCount];
        Array.Copy(batch.Plan.Steps[0].Results, carried, carried.Length);
        foreach (int number in Order)
        {
            carried = [.. carried];
            Carry?.Invoke(number, carried);
            StepResult step = Run(number, steps.Count == 0 ? null : steps[^1], carried, records);
            BrokenRules.AddRange(step.Failures);
            foreach (StepResult.PortAccess access in step.Ports.OfType<StepResult.PortAccess>())
            {
                records.Write(access.Address, access.New);
            }

            foreach ((_, SchnorrSignature signature) in batch.Plan.Signatures.Where(entry => entry.Step == number))
            {
                signatures.Add((steps.Count, Sign?.Invoke(number, signature) ?? signature));
            }

            carried = step.Carried;
            steps.Add(step);
        }

        return batch.Plan.WithSteps(batch.Input, steps, signatures);
    }

    /// <summary>The labels that notice the lie under some public inputs.</summary>
    internal string[] Labels(Func<BatchPlan, PublicInputs> statement)
    {
        BatchPlan plan = Plan();
        RollupCircuit rollup = WholeBatch.Rollup;
        Trace trace = rollup.Generate(new RollupWitness(plan, rollup.Sizes, WholeBatch.Slots), Lie);
        return LabelsOf(MockChecker.Check(rollup.Built.Circuit, trace, statement(plan)));
    }

    /// <summary>The labels of failures, each once, in order.</summary>
    internal static string[] LabelsOf(IReadOnlyList<CheckFailure> failures) =>
        [.. failures.Select(failure => failure.Label).Distinct().Order(StringComparer.Ordinal)];

    private StepResult Run(int number, StepResult? before, Fr[] carried, RecordOverlay records)
    {
        StepResult honest = batch.Witness.Steps[number];
        StepInputs inputs = new();
        foreach (Operation.Input input in honest.Program.Operations.OfType<Operation.Input>())
        {
            inputs[input.Name] = honest.Results[input.Result.Row];
        }

        StepResult step = StepRun.Run(
            honest.Program,
            inputs,
            before,
            carried,
            records,
            stopsAtFailure: false,
            Tamper is null ? null : (operation, register, value) => Tamper(number, operation, register, value));
        return Replace?.Invoke(number, step) ?? step;
    }
}
