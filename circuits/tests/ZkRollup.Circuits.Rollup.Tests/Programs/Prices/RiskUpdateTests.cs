using Xunit.Abstractions;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Prices;

/// <summary>A call of strike 900 whose index is 1,000: p = 1,000, v = 10,000, slack 50.</summary>
public sealed class RiskUpdateTests(ITestOutputHelper output)
{
    private static readonly TermsRecord Call = new InstrumentCase().Terms with
    {
        Kind = InstrumentKind.Call,
        Expiry = new(6_000_000),
        Strike = new(900),
    };

    private static readonly RiskRecord Marked = new()
    {
        Exists = true,
        Status = MarkStatus.Marked,
        Mark = new(100),
        SlowMark = 409_600,
        IndexPrice = new(1_000),
        IndexRound = new(1_000),
        InitialShort = new(1_200),
        MaintenanceShort = new(900),
    };

    [Fact]
    public void RiskUpdate_EachPreconditionAlone_NamesIt()
    {
        InstrumentCase good = new() { Terms = Call };
        Desk desk = DeskOf(good);
        desk.Records.Remove(RecordAddress.Signer(new(4)));
        desk.Refuse(Cause.UnknownSigner, Update());
        DeskOf(good with { Terms = default }).Refuse(
            Cause.UnknownInstrument, Update(mark: 0, initial: 0, maintenance: 0), Cause.NotAnOption, Cause.InstrumentClosed);
        DeskOf(good with { Terms = Call with { Kind = InstrumentKind.Future, Strike = default } }).Refuse(
            Cause.NotAnOption, Update(mark: 1_000));
        DeskOf(good with { Risk = Marked with { Status = MarkStatus.Settled } }).Refuse(Cause.InstrumentClosed, Update());
        DeskOf(good with { Terms = Call with { Expiry = new(3_000_000) } }).Refuse(Cause.InstrumentClosed, Update());
        DeskOf(good with { Index = good.Index with { Price = default } }).Refuse(
            Cause.IndexMissing, Update(mark: 0, initial: 0, maintenance: 0));
        desk = DeskOf(good with { Index = good.Index with { Round = new(979) } });
        desk.Time += 1;
        desk.Refuse(Cause.IndexStale, Update());
        DeskOf(good with { Insurance = good.Insurance with { RiskRound = new(1_000) } }).Refuse(Cause.RoundNotIncreasing, Update());
        DeskOf(good).Refuse(Cause.RoundInFuture, Update(round: 1_001));
        desk = DeskOf(good);
        desk.Time += 1_001;
        desk.Refuse(Cause.ReportTooOld, Update(round: 997));
        desk.LastTime = desk.Time + 1;
        desk.Refuse(Cause.TimeDecreases, Update());
    }

    [Fact]
    public void RiskUpdate_MarksAndMarginsAtTheirBounds_AcceptsThemAndNothingBeyond()
    {
        InstrumentCase call = new() { Terms = Call };
        DeskOf(call).Accept(Update(mark: 1_000));
        DeskOf(call).Refuse(Cause.MarkOutOfBounds, Update(mark: 1_001));
        DeskOf(call).Accept(Update(mark: 50));
        DeskOf(call).Refuse(Cause.MarkOutOfBounds, Update(mark: 49));
        InstrumentCase put = new() { Terms = Call with { Kind = InstrumentKind.Put, Strike = new(1_200) } };
        DeskOf(put).Accept(Update(mark: 1_200));
        DeskOf(put).Refuse(Cause.MarkOutOfBounds, Update(mark: 1_201));
        DeskOf(put).Accept(Update(mark: 150));
        DeskOf(put).Refuse(Cause.MarkOutOfBounds, Update(mark: 149));

        DeskOf(call).Accept(Update(initial: 1_000, maintenance: 750));
        DeskOf(call).Refuse(Cause.MarginOutOfBounds, Update(initial: 999, maintenance: 750));
        DeskOf(call).Refuse(Cause.MarginOutOfBounds, Update(initial: 1_000, maintenance: 749));
        DeskOf(call).Accept(Update(initial: 10_000, maintenance: 10_000));
        DeskOf(call).Refuse(Cause.MarginOutOfBounds, Update(initial: 10_001, maintenance: 10_000));
        DeskOf(call).Refuse(Cause.MarginOutOfBounds, Update(initial: 9_000, maintenance: 9_001));
    }

    [Fact]
    public void RiskUpdate_ClampsOfAMarkedOption_AcceptsThemAndNothingBeyond()
    {
        InstrumentCase same = new() { Terms = Call, Risk = Marked };
        DeskOf(same).Accept(Update(mark: 150));
        DeskOf(same).Refuse(Cause.MarkMovesTooFast, Update(mark: 151));
        DeskOf(same).Accept(Update(mark: 50));
        InstrumentCase later = same with { Risk = Marked with { IndexRound = new(990) } };
        DeskOf(later).Accept(Update(mark: 600));
        DeskOf(later).Refuse(Cause.MarkMovesTooFast, Update(mark: 601));

        DeskOf(same).Accept(Update(initial: 1_200, maintenance: 900));
        DeskOf(same).Refuse(Cause.MarginRisesTooFast, Update(initial: 1_201, maintenance: 900));
        DeskOf(same).Refuse(Cause.MarginRisesTooFast, Update(initial: 1_200, maintenance: 901));
        DeskOf(later).Accept(Update(initial: 1_201, maintenance: 901));
        DeskOf(later).Refuse(Cause.MarginRisesTooFast, Update(initial: 1_202, maintenance: 900));
        InstrumentCase low = same with { Risk = Marked with { InitialShort = new(400), MaintenanceShort = new(300) } };
        DeskOf(low).Accept(Update(initial: 1_000, maintenance: 750));
        DeskOf(low).Refuse(Cause.MarginRisesTooFast, Update(initial: 1_001, maintenance: 750));
        DeskOf(low).Refuse(Cause.MarginRisesTooFast, Update(initial: 1_000, maintenance: 751));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void RiskUpdate_RandomInstruments_LeavesWhatTheReferenceLeaves(ulong seed)
    {
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        SortedDictionary<Cause, int> causes = [];
        for (int i = 0; i < 200; i++)
        {
            InstrumentCase instrument = InstrumentCase.Any(random, InstrumentKind.Call, InstrumentKind.Put);
            long price = Math.Min(instrument.Index.Price.Value, instrument.Terms.PriceCap.Value);
            long value = price * instrument.Terms.Multiplier.Value;
            long initial = random.Between(value / 10, value / 7);
            RiskUpdate update = Update(
                random.Percent(50) ? instrument.Risk.Mark.Value : random.Between(0, 300),
                initial,
                random.Between(3 * value / 40, initial),
                random.Between(996, 1_000));
            Cause cause = DeskOf(instrument).Apply(update, out _);
            causes[cause] = causes.GetValueOrDefault(cause) + 1;
        }

        output.WriteLine(string.Join(", ", causes));
        Assert.InRange(causes[Cause.Accepted], 10, 100);
    }

    private static RiskUpdate Update(long mark = 100, long initial = 1_100, long maintenance = 800, long round = 1_000) =>
        new(InstrumentCase.Id, new(round), new(mark), new(initial), new(maintenance));

    private static Desk DeskOf(InstrumentCase instrument)
    {
        Desk desk = new();
        instrument.PutOn(desk);
        desk.Records[RecordAddress.Signer(new(4))] = new SignerRecord { KeyX = Desk.KeyOf(4).X, KeyY = Desk.KeyOf(4).Y }.ToRecord();
        return desk;
    }
}
