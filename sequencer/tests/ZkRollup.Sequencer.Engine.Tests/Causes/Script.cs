using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Steps that prepare a state, and at last the command that is under test; defects change any of them.</summary>
/// <remarks>Steps read <see cref="FinalTime"/> when they run, so a defect may move it.</remarks>
internal sealed class Script
{
    internal const string Final = "final";

    private readonly List<Step> _steps = [];
    private readonly Dictionary<string, List<Func<Command, Command>>> _edits = [];

    /// <summary>Time of the preparation: the begin of a round.</summary>
    internal const long Start = 1_700_000_001_000;

    /// <summary>Time of the command under test: the begin of another round.</summary>
    internal long FinalTime { get; set; } = Start + 30_000;

    internal IReadOnlyList<Step> Steps => _steps;

    internal bool Has(string name) => _steps.Exists(step => step.Name == name);

    internal Script Add(string name, Func<StateView, Command> make) => AddAll(name, state => [make(state)]);

    internal Script AddAll(string name, Func<StateView, IEnumerable<Command>> make)
    {
        _steps.Add(new Step(name, make));
        return this;
    }

    /// <summary>Puts a step right before the last one.</summary>
    internal Script Before(string name, Func<StateView, Command> make) => BeforeAll(name, state => [make(state)]);

    internal Script BeforeAll(string name, Func<StateView, IEnumerable<Command>> make)
    {
        _steps.Insert(_steps.Count - 1, new Step(name, make));
        return this;
    }

    internal Script Omit(string name)
    {
        _ = _steps.RemoveAll(step => step.Name == name);
        return this;
    }

    /// <summary>Changes the commands of a step, now or when it is added.</summary>
    internal Script Edit(string name, Func<Command, Command> edit)
    {
        if (!_edits.TryGetValue(name, out List<Func<Command, Command>>? edits))
        {
            _edits.Add(name, edits = []);
        }

        edits.Add(edit);
        return this;
    }

    internal Script EditFinal(Func<Command, Command> edit) => Edit(Final, edit);

    internal Command Edited(string name, Command command) =>
        _edits.TryGetValue(name, out List<Func<Command, Command>>? edits)
            ? edits.Aggregate(command, (current, edit) => edit(current))
            : command;
}
