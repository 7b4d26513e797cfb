using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Circuits.Rollup.Tests.Machine;

public sealed class CarriedRegistersTests
{
    private static readonly Lazy<CarryCircuit> Carry = new(() => new());

    public static TheoryData<int> Registers { get; } = [.. CarryCircuit.Handed.Select(register => (int)register)];

    [Fact]
    public void Carry_EveryCellAndConstraint_IsNoticed()
    {
        AttackReport report = new GadgetAttack(Carry.Value.Built)
            .Batch("honest", Carry.Value.Inputs(), CarryCircuit.Ends.ToInputs())
            .Run();
        Assert.Contains("copy", report.Labels("copy"));
    }

    /// <summary>The second slot finds one more than the first one left.</summary>
    [Theory]
    [MemberData(nameof(Registers))]
    public void Register_JumpsBetweenSlots_FailsItsBoundary(int register)
    {
        string label = CarriedRegisters.Label((CarriedRegister)register);
        Assert.Equal([label], Fired((CarriedRegister)register, 0, 0, 1, 0));
    }

    /// <summary>One more all the way but at one end.</summary>
    [Theory]
    [MemberData(nameof(Registers))]
    public void Register_OtherThanTheStatement_FailsThatEnd(int register)
    {
        string label = CarriedRegisters.Label((CarriedRegister)register);
        Assert.Equal([$"{label}.first"], Fired((CarriedRegister)register, 1, 0, 0, 0));
        Assert.Equal([$"{label}.last"], Fired((CarriedRegister)register, 0, 0, 0, 1));
        Assert.Equal([$"{label}.first", $"{label}.last"], Fired((CarriedRegister)register, 1, 1, 1, 1));
    }

    [Fact]
    public void Statement_OtherNumbers_FailsTheEndThatTheyAreFor()
    {
        CarryCircuit.CarriedEnds right = CarryCircuit.Ends;
        BatchHeader header = right.Header;
        (CarryCircuit.CarriedEnds Ends, string[] Labels)[] cases =
        [
            (right, []),
            (right with { Header = header with { FirstTime = new(999) } }, ["carry.time.first"]),
            (right with { Header = header with { LastTime = new(1031) } }, ["carry.time.last"]),
            (right with { Header = header with { FirstSequence = new(50) } }, ["carry.sequence.first"]),
            (right with { Header = header with { LastSequence = new(53) } }, ["carry.sequence.last"]),
            (right with { Header = header with { FirstQueueIndex = new(8) } }, ["carry.queue.first", "carry.queue.last"]),
            (right with { Header = header with { FirstQueueIndex = new(8) }, Operations = 6 }, ["carry.queue.first"]),
            (right with { Operations = 4 }, ["carry.queue.last"]),
            (right with { Withdrawals = 2 }, ["carry.withdrawals.last"]),
            (right with { Domain = Fr.One }, ["carry.domain", "carry.domain"]),
        ];
        foreach ((CarryCircuit.CarriedEnds ends, string[] labels) in cases)
        {
            Assert.Equal(labels, Carry.Value.Fired(Carry.Value.Inputs(), ends).Order());
        }
    }

    private static string[] Fired(CarriedRegister register, params long[] changes) =>
        Carry.Value.Fired(Carry.Value.Inputs(register, changes), CarryCircuit.Ends);
}
