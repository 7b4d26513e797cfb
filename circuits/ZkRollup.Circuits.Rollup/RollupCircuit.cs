using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;

namespace ZkRollup.Circuits.Rollup;

/// <summary>The circuit of a batch: each slot runs a step program, with the devices that it needs.</summary>
public sealed class RollupCircuit
{
    /// <summary>Its name in keys and reports.</summary>
    public const string Name = "rollup";

    private readonly StepMachine _machine;
    private readonly SlotInputMap _map;

    /// <summary>The circuit for all programs of the rollup.</summary>
    /// <param name="sizes">What a slot has room for.</param>
    public RollupCircuit(RollupSizes sizes)
        : this(sizes, ProgramSet.All)
    {
    }

    /// <summary>The circuit for some programs.</summary>
    internal RollupCircuit(RollupSizes sizes, IReadOnlyList<StepProgram> programs)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        GridShape shape = new(MachineShape.Rows, sizes.Copied, sizes.Local, MachineShape.Limbs, MachineShape.LimbBits);
        CircuitBuilder builder = new(Name, shape, sharesTables: true);
        RollupPublics publics = new(builder);
        MachineColumns columns = new(builder);
        _machine = new(builder, columns, programs);
        CarriedRegisters.Add(builder, columns, publics);
        Built = builder.Build();
        _map = new(Built);
        Sizes = sizes;
    }

    /// <summary>What a slot has room for.</summary>
    public RollupSizes Sizes { get; }

    /// <summary>The relation and how to compute a witness for it.</summary>
    public BuiltCircuit Built { get; }

    /// <summary>A failure in words: which program and which of its rules it is about.</summary>
    public string Describe(CheckFailure failure, Trace trace) => _machine.Describe(failure, trace);
}
