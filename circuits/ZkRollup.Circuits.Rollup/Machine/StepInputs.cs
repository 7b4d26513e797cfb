using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>What the prover chooses for a step, by the names that its program gives.</summary>
internal sealed class StepInputs
{
    private readonly Dictionary<string, Fr> _values = new(StringComparer.Ordinal);

    internal Fr this[string name]
    {
        get => _values.TryGetValue(name, out Fr value) ? value : Fr.Zero;
        set => _values[name] = value;
    }

    internal StepInputs Set(string name, long value)
    {
        _values[name] = Fr.FromInt64(value);
        return this;
    }

    internal StepInputs Set(string name, Fr value)
    {
        _values[name] = value;
        return this;
    }

    /// <summary>True if the input has a value; what has none is zero.</summary>
    internal bool Has(string name) => _values.ContainsKey(name);
}
