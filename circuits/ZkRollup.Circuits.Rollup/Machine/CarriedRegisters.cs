using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>
/// Statement: what a slot carries out is what the next one finds; the first slot finds what the public inputs say, and the last one carries
/// out what they say. Every slot finds the domain.
/// </summary>
/// <remarks>
/// Preconditions: none.
/// Constraints, for each register x but the domain: carry.x, degree 1, at slot boundaries: in′ − out = 0; carry.x.first, degree 1, on the first
/// row: in − first value; carry.x.last, degree 1, on the last row: out − last value. carry.domain, degree 1, in each slot: in − domain. In
/// is the result of the row of the register, out the third operand of its row; what is not on the first and the last row of the slot is
/// brought there by a copy.
/// Cost: four copied cells on the first and on the last row; three gates a register, one for the domain.
/// Soundness: a boundary gate holds between each two neighbouring slots, so by induction a slot finds what the public inputs and the slots
/// before it determine.
/// Negative tests: CarriedRegistersTests.
/// </remarks>
internal static class CarriedRegisters
{
    /// <summary>Registers that are handed on; the domain is the same everywhere.</summary>
    private static readonly CarriedRegister[] Handed =
        [CarriedRegister.Phase, CarriedRegister.Time, CarriedRegister.Sequence, CarriedRegister.Queue, CarriedRegister.Withdrawals];

    /// <summary>Adds the constraints.</summary>
    internal static void Add(CircuitBuilder builder, MachineColumns columns, RollupPublics publics)
    {
        int last = columns.Rows - 1;
        Region found = builder.Allocate("carry", new(1, Handed.Length - 1, 0), atRow: 0);
        Region left = builder.Allocate("carry", new(1, Handed.Length - 1, 0), atRow: last);
        foreach (CarriedRegister register in Handed)
        {
            int number = (int)register;
            Cell first = number == 0
                ? columns.Result(DeviceRegisters.CarryIn(register))
                : builder.Import(Element.FromUnchecked(columns.Result(DeviceRegisters.CarryIn(register))), found[0, number - 1]).Cell;
            Cell end = number == 0
                ? columns.Third(DeviceRegisters.CarryOut(register))
                : builder.Import(Element.FromUnchecked(columns.Third(DeviceRegisters.CarryOut(register))), left[0, number - 1]).Cell;
            string label = Label(register);
            (Expression before, Expression after) = Ends(register, publics);
            builder.ConstrainSlotBoundary(label, (Expression)new Cell(columns.Rows, first.Column) - end);
            builder.ConstrainFirstRow($"{label}.first", first - before);
            builder.ConstrainLastRow($"{label}.last", end - after);
        }

        Expression domain = columns.Result(DeviceRegisters.CarryIn(CarriedRegister.Domain));
        builder.Constrain(Label(CarriedRegister.Domain), domain - publics.Domain);
    }

    /// <summary>The label of the constraints of a register.</summary>
    internal static string Label(CarriedRegister register) => register switch
    {
        CarriedRegister.Phase => "carry.phase",
        CarriedRegister.Time => "carry.time",
        CarriedRegister.Sequence => "carry.sequence",
        CarriedRegister.Queue => "carry.queue",
        CarriedRegister.Withdrawals => "carry.withdrawals",
        CarriedRegister.Domain => "carry.domain",
        _ => throw new ArgumentOutOfRangeException(nameof(register), register, "There is no such register."),
    };

    /// <summary>What the first slot finds and the last one leaves.</summary>
    private static (Expression First, Expression Last) Ends(CarriedRegister register, RollupPublics publics) => register switch
    {
        CarriedRegister.Phase => (Expression.Zero, Expression.Zero),
        CarriedRegister.Time => (publics.FirstTime, publics.LastTime),
        CarriedRegister.Sequence => (publics.FirstSequence - 1, publics.LastSequence),
        CarriedRegister.Queue => (publics.FirstQueueIndex, publics.FirstQueueIndex + publics.QueueCount),
        CarriedRegister.Withdrawals => (Expression.Zero, publics.WithdrawalCount),
        _ => throw new ArgumentOutOfRangeException(nameof(register), register, "The register is not handed on."),
    };
}
