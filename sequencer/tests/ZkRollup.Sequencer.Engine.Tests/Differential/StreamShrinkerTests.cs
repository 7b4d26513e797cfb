using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Differential;

public class StreamShrinkerTests
{
    private const int Length = 400;

    [Fact]
    public void Shrink_FailureThatNeedsThreeCommandsInOrder_LeavesThem()
    {
        IReadOnlyList<Command> shrunk = StreamShrinker.Shrink(Stream(), part => Holds(part, 17, 204, 399));
        Assert.Equal([17, 204, 399], shrunk.Select(command => command.Time));
    }

    [Fact]
    public void Shrink_FailureThatNeedsNothing_LeavesNothing() => Assert.Empty(StreamShrinker.Shrink(Stream(), _ => true));

    [Fact]
    public void Shrink_TooManyAttempts_StopsWithWhatStillFails()
    {
        int attempts = 0;
        IReadOnlyList<Command> shrunk = StreamShrinker.Shrink(
            Stream(),
            part =>
            {
                attempts++;
                return Holds(part, 3, 5, 300);
            },
            attemptsMax: 10);
        Assert.Equal(10, attempts);
        Assert.True(Holds(shrunk, 3, 5, 300));
        Assert.InRange(shrunk.Count, 3, Length - 1);
    }

    private static bool Holds(IReadOnlyList<Command> part, params long[] times) => !times.Except(part.Select(c => c.Time)).Any();

    private static List<Command> Stream() =>
        [.. Enumerable.Range(0, Length).Select(i => Command.Of(TransactionKind.UpdateMark, i, 0, 1))];
}
