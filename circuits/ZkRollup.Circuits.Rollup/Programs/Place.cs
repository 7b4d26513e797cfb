using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>Where one of an account's positions lies: place i and the weight 2^i of its bit in the position mask.</summary>
internal sealed class Place
{
    private readonly Lazy<Value> _weight;

    internal Place(Value number, Value weight)
        : this(number, () => weight)
    {
    }

    private Place(Value number, Func<Value> weight)
    {
        Number = number;
        _weight = new(weight);
    }

    /// <summary>0 to 7.</summary>
    internal Value Number { get; }

    /// <summary>1, 2, 4, … 128; written when it is first used.</summary>
    internal Value Weight => _weight.Value;

    /// <summary>A place that the prover chooses. What lies there is what binds it.</summary>
    internal static Place Chosen(ProgramWriter p, string name)
    {
        Bit low = p.InputBit(Bit0(name));
        Bit middle = p.InputBit(Bit1(name));
        Bit high = p.InputBit(Bit2(name));
        return new(low + (2 * middle) + (4 * high), () => (1 + low) * (1 + (3 * middle)) * (1 + (15 * high)));
    }

    /// <summary>Gives a step its choice.</summary>
    internal static StepInputs Choose(StepInputs inputs, string name, int place) => inputs
        .Set(Bit0(name), place & 1)
        .Set(Bit1(name), (place >> 1) & 1)
        .Set(Bit2(name), (place >> 2) & 1);

    private static string Bit0(string name) => $"{name}.0";

    private static string Bit1(string name) => $"{name}.1";

    private static string Bit2(string name) => $"{name}.2";
}
