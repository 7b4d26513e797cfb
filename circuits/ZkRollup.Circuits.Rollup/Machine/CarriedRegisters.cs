using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>
/// Statement: what a slot carries out is what the next one finds; the first slot finds what the public inputs say, and the last one carries
/// out what they say. Every slot finds the domain.
/// </summary>
/// <remarks>
/// Preconditions: none.
/// Constraints, for each register x but the domain: carry.x, degree 1, at slot boundaries: in′ − out = 0; carry.x.first, degree 1, on the
/// first row: in − first value; carry.x.last, degree 1, on the last row: out − last value. carry.domain, degree 1, in each slot: in −
/// domain. In is the result of the row of the register, out the third operand of its row; what is not on the first and the last row of
/// the slot is brought there by a copy.
/// Cost: a copied cell on the first and on the last row for each register; three gates a register, one for the domain.
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
    internal static void Add(CircuitBuilder builder, MachineColumns columns, RollupPublics publics) => Add(
        builder,
        register => columns.Result(DeviceRegisters.CarryIn(register)),
        register => columns.Third(DeviceRegisters.CarryOut(register)),
        publics);

    /// <summary>Adds the constraints between any computed cells of copied columns.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="found">Where a slot finds a register.</param>
    /// <param name="left">Where it leaves a register.</param>
    /// <param name="publics">What the ends of the batch say.</param>
    internal static void Add(
        CircuitBuilder builder, Func<CarriedRegister, Cell> found, Func<CarriedRegister, Cell> left, RollupPublics publics)
    {
        int rows = builder.Shape.Rows;
        Cell[] firsts = BringAll(builder, [.. Handed.Select(found)], row: 0);
        Cell[] lasts = BringAll(builder, [.. Handed.Select(left)], rows - 1);
        for (int i = 0; i < Handed.Length; i++)
        {
            CarriedRegister register = Handed[i];
            (Cell first, Cell last) = (firsts[i], lasts[i]);
            string label = Label(register);
            (Expression before, Expression after) = Ends(register, publics);
            builder.ConstrainSlotBoundary(label, (Expression)new Cell(rows, first.Column) - last);
            builder.ConstrainFirstRow($"{label}.first", first - before);
            builder.ConstrainLastRow($"{label}.last", last - after);
        }

        builder.Constrain(Label(CarriedRegister.Domain), found(CarriedRegister.Domain) - publics.Domain);
    }

    /// <summary>Copies to one row what does not lie there.</summary>
    private static Cell[] BringAll(CircuitBuilder builder, Cell[] cells, int row)
    {
        int next = 0;
        Region there = builder.Allocate("carry", new(1, cells.Length), row);
        return
        [
            .. cells.Select(cell => cell.Row == row ? cell : builder.Import(Element.FromUnchecked(cell), there[0, next++]).Cell),
        ];
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
