using Xunit.Abstractions;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Prices;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Prices;

public sealed class OracleUpdateTests(ITestOutputHelper output)
{
    private static readonly UnderlyingId Underlying = new(47);

    [Fact]
    public void OracleUpdate_EachPreconditionAlone_NamesIt()
    {
        Desk desk = Make();
        desk.Refuse(Cause.SignerInvalid, Report(signer: 4));
        desk.Refuse(Cause.UnknownSigner, Report(signer: 3));
        desk.Refuse(Cause.PriceInvalid, Report(price: 0));
        desk.Refuse(Cause.RoundNotIncreasing, Report(round: 997));
        desk.Refuse(Cause.RoundInFuture, Report(round: 1_001));
        desk.Time += 1_001;
        desk.Refuse(Cause.ReportTooOld, Report(round: 997, signer: 1));
        desk.LastTime = desk.Time + 1;
        desk.Refuse(Cause.TimeDecreases, Report());
        desk.LastTime = desk.Time;
        desk.Accept(Report());
    }

    [Fact]
    public void OracleUpdate_UnderlyingThatNoTypeHas_NamesUnderlyingInvalid()
    {
        Desk desk = Make();
        StepInputs inputs = desk.Inputs(Report());
        Assert.Empty(desk.Failures(PricesPrograms.OracleUpdate, inputs));
        Assert.Equal(["UnderlyingInvalid"], desk.Failures(PricesPrograms.OracleUpdate, inputs.Set("message.underlying", 48)));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void OracleUpdate_RandomBoards_LeavesWhatTheReferenceLeaves(ulong seed)
    {
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        int moved = 0;
        for (int i = 0; i < 120; i++)
        {
            Desk desk = Make();
            BoardRecord board = default;
            long reporting = random.Between(0, 2);
            for (int signer = 0; signer < BoardRecord.Signers; signer++)
            {
                Round round = random.Percent(10) ? default : new(random.Between(997, signer == reporting ? 999 : 1_000));
                board = board.With(signer, new(round, new PriceTicks(round.Value == 0 ? 0 : AnyPrice(random))));
            }

            desk.Records[RecordAddress.Board(Underlying)] = board.ToRecord();
            desk.Records[RecordAddress.IndexOf(Underlying)] = random.Percent(10) ? default : new IndexRecord
            {
                Price = new(AnyPrice(random)),
                Anchor = new(random.Percent(20) ? 0 : AnyPrice(random)),
                Round = new(random.Between(994, 1_000)),
            }.ToRecord();
            Record before = desk.Read(RecordAddress.IndexOf(Underlying));
            _ = desk.Apply(Report(reporting, random.Percent(50) ? 1_000 : random.Between(997, 1_000), AnyPrice(random)), out _);
            moved += before == desk.Read(RecordAddress.IndexOf(Underlying)) ? 0 : 1;
        }

        output.WriteLine($"{moved} indices moved");
        Assert.InRange(moved, 30, 100);
    }

    private static long AnyPrice(SeededGenerator random) =>
        random.Percent(10) ? (1L << 36) - random.Between(1, 3) : random.Percent(30) ? random.Between(1, 40) : random.Between(990, 1_100);

    private static OracleUpdate Report(long signer = 0, long round = 1_000, long price = 1_050) =>
        new(new(signer), Underlying, new(round), new(price));

    /// <summary>Round 1,000 has begun. Signers 0 to 2 have keys and reported 1,000 in round 997, signer 1 in 996.</summary>
    private static Desk Make()
    {
        Desk desk = new();
        BoardRecord board = default;
        for (int signer = 0; signer < 3; signer++)
        {
            desk.Records[RecordAddress.Signer(new(signer))] = new SignerRecord
            {
                KeyX = Desk.KeyOf(signer).X,
                KeyY = Desk.KeyOf(signer).Y,
            }.ToRecord();
            board = board.With(signer, new(new Round(signer == 1 ? 996 : 997), new PriceTicks(1_000)));
        }

        desk.Records[RecordAddress.Board(Underlying)] = board.ToRecord();
        return desk;
    }
}
