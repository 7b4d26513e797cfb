using ZkRollup.Circuits.Builder;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Lies in copies from the machine of a slot to its devices: the program says one thing, a device is told another.</summary>
internal sealed class CopyLies
{
    private static readonly BuiltCircuit Built = WholeBatch.Rollup.Built;

    private readonly int _slot;
    private readonly Dictionary<Cell, Fr> _values = [];

    /// <summary>No lies yet.</summary>
    internal CopyLies(int slot) => _slot = slot;

    /// <summary>For the generator of witnesses.</summary>
    internal HintOverride Lie => (slot, step, _, written) =>
    {
        if (slot == _slot && step.Compute is null && _values.TryGetValue(step.Outputs[0], out Fr value))
        {
            written[0] = value;
        }
    };

    /// <summary>Wherever an input of a device, a third operand, is copied.</summary>
    internal CopyLies Input(int row, in Fr value) => From(SlotValues.Third(row), value);

    /// <summary>Wherever an output of a device, a result, is copied.</summary>
    internal CopyLies Output(int row, in Fr value) => From(SlotValues.Result(row), value);

    /// <summary>A word of the row that publishes if an input of a device says so.</summary>
    internal CopyLies Word(int enable, int word, in Fr value)
    {
        Cell isSent = Built.Steps.Single(step =>
            step.Compute is null && step.Inputs[0] == SlotValues.Third(enable) && KindOf(step.Outputs[0]) == "publication").Outputs[0];
        _values.Add(isSent with { Column = isSent.Column + 1 + word }, value);
        return this;
    }

    private static string? KindOf(Cell cell) => WholeBatch.First.Places.RegionOf(cell)?.Kind;

    private CopyLies From(Cell source, in Fr value)
    {
        foreach (WitnessStep step in Built.Steps.Where(step => step.Compute is null && step.Inputs[0] == source))
        {
            _values.Add(step.Outputs[0], value);
        }

        return this;
    }
}
