using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>
/// Statement: the scans that a slot demands tell what docs/protocol.md, 4.3, says of the account in the state that the slot's ports left, at
/// the time that the slot carries out.
/// </summary>
/// <remarks>
/// Preconditions: those of <see cref="ScanUnit"/> and <see cref="ScanJob"/>. A slot that waits has no port on and hands on the time.
/// Constraints: jobs demand positions and add up what they are told, <see cref="ScanJob"/>; units tell it, <see cref="ScanUnit"/>, of the
/// state at their base, <see cref="ScanBase"/>.
/// Cost: that of its parts.
/// Soundness: docs/circuits/devices.md#scan.
/// Negative tests: ScanAttackTests, ScanDeviceTests.
/// </remarks>
public sealed class ScanDevice
{
    /// <summary>Rows of a unit.</summary>
    public const int RowsOfUnit = ScanUnit.Accesses * RecordCells.Rows;

    private const int TupleSize = 7;

    private readonly Cell _before;
    private readonly Element _base;
    private readonly ScanJob[] _jobs;
    private readonly ScanUnit[] _units;

    /// <summary>Adds jobs and units.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="memory">With all its ports: units access it after them.</param>
    /// <param name="wires">Where programs demand scans.</param>
    /// <param name="units">Positions of a slot.</param>
    /// <param name="subtreeDepth">Levels of a subtree.</param>
    internal ScanDevice(CircuitBuilder builder, Memory memory, ScanWires wires, int units, int subtreeDepth)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        Bus bus = builder.AddBus("scan", TupleSize);
        (_base, _before) = ScanBase.Constrain(builder, wires.Wait);
        long instruments = (long)Subtree.Instruments << (2 * subtreeDepth);
        _units = [.. Enumerable.Range(0, units).Select(_ => new ScanUnit(builder, memory, bus, _base, wires.Time, instruments))];
        _jobs = [.. wires.Jobs.Select(job => new ScanJob(builder, bus, job))];
    }

    /// <summary>Adds jobs and units to a slot of the rollup.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="columns">Where the scans meet programs.</param>
    /// <param name="memory">With all its ports.</param>
    /// <param name="units">Positions of a slot.</param>
    public static ScanDevice Add(CircuitBuilder builder, MachineColumns columns, Memory memory, int units)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Element Third(int row) => Element.FromUnchecked(columns.Third(row));
        ScanWires.Job[] jobs = [.. Enumerable.Range(0, MachineShape.Scans).Select(scan =>
        {
            Element In(ScanInput input) => Third(DeviceRegisters.ScanInput(scan, input));
            Cell Out(ScanOutput output) => columns.Result(DeviceRegisters.ScanOutput(scan, output));
            return new ScanWires.Job(
                In(ScanInput.Enable),
                In(ScanInput.Account),
                In(ScanInput.OrderEpoch),
                In(ScanInput.Mask),
                In(ScanInput.Cash),
                Out(ScanOutput.Equity),
                Out(ScanOutput.Initial),
                Out(ScanOutput.Maintenance),
                Out(ScanOutput.AllUsable));
        })];
        ScanWires wires = new(Third(DeviceRegisters.ScanWait), Third(DeviceRegisters.CarryOut(CarriedRegister.Time)), jobs);
        return new(builder, memory, wires, units, RecordAddress.SubtreeDepth);
    }

    internal IReadOnlyList<ScanUnit> Units => _units;

    internal IReadOnlyList<ScanJob> Jobs => _jobs;

    /// <summary>The base before and the own one.</summary>
    internal (Cell Before, Cell Own) Base => (_before, _base.Cell);

    /// <summary>Accesses to memory that so many units make in a slot.</summary>
    public static int AccessesOf(int units) => ScanUnit.Accesses * units;

    /// <summary>Fills the inputs of a slot that belong to scans.</summary>
    /// <param name="map">Of the circuit.</param>
    /// <param name="inputs">All inputs of the slot.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="witness">Of the batch.</param>
    public void ComputeInputs(SlotInputMap map, Span<Fr> inputs, int slot, ScanWitness witness)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(witness);
        map.Set(inputs, _before, witness.BaseBefore(slot));
        map.Set(inputs, _base.Cell, witness.BaseOf(slot));
        for (int unit = 0; unit < _units.Length; unit++)
        {
            _units[unit].ComputeInputs(map, inputs, witness.TaskOf(slot, unit));
        }

        for (int job = 0; job < _jobs.Length; job++)
        {
            _jobs[job].ComputeInputs(map, inputs, witness.TotalsOf(slot, job));
        }
    }
}
