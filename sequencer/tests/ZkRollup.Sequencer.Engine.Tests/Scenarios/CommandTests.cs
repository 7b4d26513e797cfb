using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

public class CommandTests
{
    private const int CommandsOfAKind = 50;

    [Fact]
    public void Parse_WhatToStringWrote_IsTheSameCommand()
    {
        const ulong seed = 71;
        SeededGenerator random = new(seed);
        foreach (TransactionKind kind in CommandSchema.Kinds)
        {
            for (int i = 0; i < CommandsOfAKind; i++)
            {
                long[] fields = [.. CommandSchema.Of(kind).Select(field => random.Percent(30) ? 0 : random.Between(field.Min, field.Max))];
                Command command = new(kind, random.Below(1L << 48), (int)random.Below(900), random.Between(-1, 1), fields);
                command = command.Clamped();
                Command parsed = Command.Parse(command.ToString());
                Assert.Equal(command.Fields, parsed.Fields);
                Assert.Equal(command with { Fields = [] }, parsed with { Fields = [] });
            }
        }
    }

    [Theory]
    [InlineData("Depose t=1", "No transaction")]
    [InlineData("Deposit t=1 amount", "No name=value")]
    [InlineData("Deposit t=1 amount=x", "No name=value")]
    [InlineData("Deposit t=1 leaf=1", "has no 'leaf=1'")]
    public void Parse_UnknownText_SaysWhat(string line, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => Command.Parse(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_WrongNumberOfFields_SaysHowMany() => Assert.Contains(
        "ForcedCancelAll has 2 fields, got 3",
        Assert.Throws<ArgumentException>(() => Command.Of(TransactionKind.ForcedCancelAll, 0, 0, 1, 2, 3)).Message,
        StringComparison.Ordinal);
}
