using ZkRollup.Sequencer.Engine.Tests.Differential;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Runs scripts through both implementations.</summary>
internal static class ScriptRunner
{
    /// <summary>Small: thousands of scripts make an engine each.</summary>
    private static readonly EngineLimits Limits =
        new() { Accounts = 100, Instruments = 1_000, Orders = 400, Sessions = 20, LogWords = 0 };

    /// <summary>Applies all steps; those before the last must have an effect.</summary>
    internal static ScriptResult Run(Script script)
    {
        ExchangePair pair = new(new CheckIntervals(int.MaxValue, int.MaxValue), Limits);
        foreach (Step step in script.Steps)
        {
            foreach (Command made in step.Commands(pair.View))
            {
                Command command = script.Edited(step.Name, made);
                IReadOnlyList<Refusal> applying = step.Name == Script.Final
                    ? PreconditionTable.AllThatApply(new Situation(pair.View, command, pair.Reference.LastTime.Value))
                    : [];
                if (pair.Step(command) is { } mismatch)
                {
                    return new ScriptResult(default, applying, $"{step.Name}: {mismatch.Kind}: {mismatch.Text}", IsDifference: true);
                }

                Refusal refusal = Refusal.Of(pair.Result);
                if (step.Name == Script.Final)
                {
                    return new ScriptResult(refusal, applying, null, IsDifference: false);
                }

                if (refusal != Refusal.None)
                {
                    return new ScriptResult(refusal, applying, $"{step.Name}: {refusal}: {command}", IsDifference: false);
                }
            }
        }

        throw new InvalidOperationException("A script ends with a step called final.");
    }
}
