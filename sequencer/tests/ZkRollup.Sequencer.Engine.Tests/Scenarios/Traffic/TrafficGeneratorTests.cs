using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

public class TrafficGeneratorTests
{
    private const int Length = 1_500;

    [Fact]
    public void Next_SameSeed_GivesTheSameStream() => Assert.Equal(Stream(5), Stream(5));

    [Fact]
    public void Next_OtherSeed_GivesAnotherStream() => Assert.NotEqual(Stream(5), Stream(6));

    [Fact]
    public void Next_AnyCommand_IsWithinTheRangesOfItsFields()
    {
        foreach (Command command in Stream(7).Select(Command.Parse))
        {
            FieldSpec[] schema = CommandSchema.Of(command.Kind);
            Assert.All(schema, (field, i) => Assert.InRange(command.Fields[i], field.Min, field.Max));
        }
    }

    private static List<string> Stream(ulong seed)
    {
        ReferenceExchange exchange = new();
        TrafficGenerator generator = new(new StateView(exchange.Read), seed, TrafficProfile.Fragile);
        EventBuffer events = new();
        List<string> stream = [];
        for (int i = 0; i < Length; i++)
        {
            Command command = generator.Next();
            CommandResult result = CommandRunner.Run(exchange, command, events);
            generator.Observe(command, result, events.Events);
            stream.Add(command.ToString());
        }

        return stream;
    }
}
