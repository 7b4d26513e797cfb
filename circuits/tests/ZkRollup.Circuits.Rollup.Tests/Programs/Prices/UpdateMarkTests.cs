using Xunit.Abstractions;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Prices;

public sealed class UpdateMarkTests(ITestOutputHelper output)
{
    private static readonly UpdateMark Transaction = new(InstrumentCase.Id);

    [Fact]
    public void UpdateMark_EachPreconditionAlone_NamesIt()
    {
        InstrumentCase good = new();
        Refuse(Cause.UnknownInstrument, good with { Terms = default });
        Refuse(Cause.InstrumentSettled, good with { Risk = good.Risk with { Status = MarkStatus.Settled } });
        Refuse(Cause.IndexMissing, good with { Index = good.Index with { Price = default } });
        Refuse(Cause.NothingToUpdate, good with { Risk = good.Risk with { Status = MarkStatus.Marked, IndexRound = new(1_000) } });
        Desk desk = new();
        desk.LastTime = desk.Time + 1;
        Refuse(Cause.TimeDecreases, good, desk);
        desk.LastTime = desk.Time;
        Assert.Equal(Cause.Accepted, desk.ApplyProven(Transaction, out _));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void UpdateMark_RandomInstruments_LeavesWhatTheReferenceLeaves(ulong seed)
    {
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        SortedDictionary<Cause, int> causes = [];
        for (int i = 0; i < 120; i++)
        {
            Desk desk = new();
            InstrumentCase.Any(random).PutOn(desk);
            Cause cause = desk.ApplyProven(Transaction, out _);
            causes[cause] = causes.GetValueOrDefault(cause) + 1;
        }

        output.WriteLine(string.Join(", ", causes));
        Assert.InRange(causes[Cause.Accepted], 60, 116);
        Assert.True(causes[Cause.NothingToUpdate] > 0);
    }

    private static void Refuse(Cause expected, InstrumentCase instrument, Desk? desk = null)
    {
        desk ??= new();
        instrument.PutOn(desk);
        Assert.Equal(expected, desk.ApplyProven(Transaction, out IReadOnlyList<string> failures));
        Assert.Equal([expected.ToString()], failures);
    }
}
