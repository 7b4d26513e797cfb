using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Matching;

/// <summary>Replaces what the prover of a step chooses, value by value.</summary>
internal static class Lies
{
    /// <summary>Demands of each lie that a line fails, or that the step leaves what it does without.</summary>
    /// <returns>How many lies were told.</returns>
    internal static int Tell(MatchingRun run, StepProgram program, StepInputs inputs)
    {
        StepResult honest = run.Run(program, inputs);
        int count = 0;
        foreach ((Operation operation, Register register) in Choices(program, honest))
        {
            foreach (Func<Fr, Fr> lie in Values)
            {
                count++;
                StepResult lying = run.Run(
                    program,
                    inputs,
                    (other, result, value) => other == operation && result == register ? lie(value) : value);
                bool isCaught = LineCheck.Failures(lying, run.Steps.Steps[^1].Results).Count > 0;
                Assert.True(isCaught || LeavesTheSame(honest, lying), $"{program.Name}: '{operation.Label}' does not bind {operation}.");
            }
        }

        return count;
    }

    private static Func<Fr, Fr>[] Values { get; } =
    [
        value => value + Fr.One,
        value => value - Fr.One,
        value => Fr.One - value,
        value => -value,
        _ => Fr.Zero,
        value => value + Fr.FromInt64(1L << 40),
    ];

    /// <summary>Inputs, hints, inverses, bits of comparisons, and the fields of records that are not opened.</summary>
    private static IEnumerable<(Operation Operation, Register Register)> Choices(StepProgram program, StepResult honest)
    {
        foreach (Operation operation in program.Operations)
        {
            switch (operation)
            {
                case Operation.Input input:
                    yield return (input, input.Result);
                    break;
                case Operation.Hint hint:
                    yield return (hint, hint.Result);
                    break;
                case Operation.Inverse inverse:
                    yield return (inverse, inverse.Result);
                    break;
                case Operation.Line { Kind: LineKind.Comparison } line:
                    yield return (line, line.Host!);
                    break;
                case Operation.Open open when honest.Ports[open.Port] is null:
                    foreach (Register old in open.Old.OfType<Register>())
                    {
                        yield return (open, old);
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static bool LeavesTheSame(StepResult honest, StepResult lying) =>
        honest.Ports.SequenceEqual(lying.Ports)
        && honest.Carried.AsSpan().SequenceEqual(lying.Carried)
        && MatchingPrograms.Contexts.Where(context => FieldNumber.Of(context.Phase) == honest.Carried[(int)CarriedRegister.Phase])
            .SelectMany(context => context.Entries)
            .All(entry => honest.Results[entry.Row] == lying.Results[entry.Row]);
}
