using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>An honest batch and the means to compute what follows from a lie in it.</summary>
internal sealed class AttackBatch
{
    private readonly BuiltCircuit _built;
    private readonly Fr[][] _inputs;

    internal AttackBatch(string name, BuiltCircuit built, IReadOnlyList<Fr[]> inputs, PublicInputs publicInputs)
    {
        _built = built;
        _inputs = [.. inputs];
        foreach (Fr[] slot in inputs)
        {
            Assert.True(slot.Length == built.InputCells.Count, $"case '{name}': {slot.Length} inputs, expected {built.InputCells.Count}");
        }

        Name = name;
        PublicInputs = publicInputs;
        Honest = WitnessGenerator.Generate(built, inputs.Count, (slot, target) => _inputs[slot].CopyTo(target), publicInputs: publicInputs);
    }

    /// <summary>A batch whose witness is computed elsewhere; its inputs are what lies in their cells.</summary>
    internal AttackBatch(string name, BuiltCircuit built, Trace honest, PublicInputs publicInputs)
    {
        _built = built;
        _inputs = new Fr[honest.Slots][];
        for (int slot = 0; slot < _inputs.Length; slot++)
        {
            int start = slot * honest.RowsPerSlot;
            _inputs[slot] = [.. built.InputCells.Select(cell => honest[start + cell.Row, cell.Column])];
        }

        Name = name;
        PublicInputs = publicInputs;
        Honest = honest;
    }

    internal string Name { get; }

    internal PublicInputs PublicInputs { get; }

    internal Trace Honest { get; }

    internal int Slots => _inputs.Length;

    internal IReadOnlyList<Fr> Inputs(int slot) => _inputs[slot];

    /// <summary>The outputs of a step in the honest trace.</summary>
    internal Fr[] HonestOutputs(int slot, WitnessStep step) => [.. step.Outputs.Select(cell => this[slot, cell])];

    /// <summary>One step writes other values; every later step that reads what changed is run again.</summary>
    internal TraceChange Lie(string description, int slot, int stepIndex, IReadOnlyList<Fr> outputs)
    {
        Dictionary<Cell, Fr> overlay = [];
        Write(slot, overlay, _built.Steps[stepIndex], [.. outputs]);
        for (int i = stepIndex + 1; i < _built.Steps.Count; i++)
        {
            WitnessStep step = _built.Steps[i];
            if (step.Inputs.Any(overlay.ContainsKey))
            {
                Write(slot, overlay, step, Run(slot, overlay, step));
            }
        }

        return ToChange(description, slot, overlay);
    }

    /// <summary>Cells of a slot have other values; steps that read what changed are run again, but write none of them.</summary>
    internal TraceChange Propagate(string description, int slot, IReadOnlyDictionary<Cell, Fr> cells)
    {
        Dictionary<Cell, Fr> overlay = new(cells);
        foreach (WitnessStep step in _built.Steps)
        {
            if (step.Inputs.Any(overlay.ContainsKey))
            {
                Fr[] outputs = Run(slot, overlay, step);
                for (int i = 0; i < outputs.Length; i++)
                {
                    if (!cells.ContainsKey(step.Outputs[i]))
                    {
                        Put(slot, overlay, step.Outputs[i], outputs[i]);
                    }
                }
            }
        }

        return ToChange(description, slot, overlay);
    }

    /// <summary>The slot has other inputs, and perhaps lying steps; every step is run again.</summary>
    internal TraceChange Recompute(string description, int slot, IReadOnlyList<Fr> inputs, HintOverride? lie = null)
    {
        Dictionary<Cell, Fr> overlay = [];
        for (int i = 0; i < inputs.Count; i++)
        {
            Put(slot, overlay, _built.InputCells[i], inputs[i]);
        }

        foreach (WitnessStep step in _built.Steps)
        {
            Fr[] outputs = step.Inputs.Any(overlay.ContainsKey) ? Run(slot, overlay, step) : HonestOutputs(slot, step);
            lie?.Invoke(slot, step, Read(slot, overlay, step), outputs);
            Write(slot, overlay, step, outputs);
        }

        return ToChange(description, slot, overlay);
    }

    /// <summary>The honest trace with a change and with multiplicities counted anew.</summary>
    internal Trace Materialise(Circuit circuit, TraceChange? change)
    {
        Trace trace = new(circuit, Slots);
        for (int column = 0; column < circuit.Witness.Count; column++)
        {
            Honest.Column(column).CopyTo(trace.Column(column));
        }

        foreach ((Cell cell, Fr value) in change?.Cells ?? new Dictionary<Cell, Fr>())
        {
            trace[cell.Row, cell.Column] = value;
        }

        foreach (MultiplicityColumn offer in circuit.Multiplicities)
        {
            for (int row = 0; row < trace.Rows; row++)
            {
                if (offer.Term.Selector < 0 || offer.Term.Rows.Contains(row % trace.RowsPerSlot))
                {
                    trace[row, offer.Column] = Fr.Zero;
                }
            }
        }

        MultiplicityCounter.Fill(circuit, trace, PublicInputs, new());
        return trace;
    }

    private Fr this[int slot, Cell cell] => Honest[(slot * Honest.RowsPerSlot) + cell.Row, cell.Column];

    private Fr[] Read(int slot, Dictionary<Cell, Fr> overlay, WitnessStep step) =>
        [.. step.Inputs.Select(cell => overlay.TryGetValue(cell, out Fr value) ? value : this[slot, cell])];

    /// <summary>What a step computes. A step that refuses its inputs leaves the attacker with the honest values.</summary>
    private Fr[] Run(int slot, Dictionary<Cell, Fr> overlay, WitnessStep step)
    {
        Fr[] inputs = Read(slot, overlay, step);
        if (step.Compute is null)
        {
            return inputs;
        }

        Fr[] outputs = new Fr[step.Outputs.Count];
        try
        {
            step.Compute(inputs, outputs);
            return outputs;
        }
        catch (Exception error) when (error is ArgumentException or ArithmeticException or InvalidOperationException)
        {
            return HonestOutputs(slot, step);
        }
    }

    private void Write(int slot, Dictionary<Cell, Fr> overlay, WitnessStep step, ReadOnlySpan<Fr> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Put(slot, overlay, step.Outputs[i], values[i]);
        }
    }

    private void Put(int slot, Dictionary<Cell, Fr> overlay, Cell cell, in Fr value)
    {
        if (value != this[slot, cell])
        {
            overlay[cell] = value;
        }
    }

    private TraceChange ToChange(string description, int slot, Dictionary<Cell, Fr> overlay) => new(
        description,
        overlay.ToDictionary(entry => entry.Key with { Row = (slot * Honest.RowsPerSlot) + entry.Key.Row }, entry => entry.Value));
}
