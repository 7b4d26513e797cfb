using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Insurance;
using ZkRollup.Circuits.Rollup.Programs.Liquidation;
using ZkRollup.Circuits.Rollup.Tests.Programs.Matching;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using Choice = ZkRollup.Circuits.Rollup.Programs.Place;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Insurance;

/// <summary>Each precondition in a state in which it alone does not hold: its rule fails and no other.</summary>
/// <remarks>
/// Account 1 is long 10 lots at place 2 with an equity of −1,000; account 2 is short 10. The insurance has nothing. Marks are 1,000,
/// a lot is worth 10,000.
/// </remarks>
public sealed class PreconditionTests
{
    private const int Place = 2;
    private const long Size = 10;

    public static TheoryData<string> LiquidationCauses { get; } =
        ["", "UnknownAccount", "NoSuchPosition", "InstrumentClosed", "MarkUnusable", "AccountHealthy", "TimeDecreases"];

    /// <summary>NoSuchPosition cannot be alone here: the insurance does not refuse to take no lots.</summary>
    public static TheoryData<string> DeleverageCauses { get; } =
    [
        "", "UnknownAccount", "InstrumentClosed", "MarkUnusable", "AccountHealthy", "TimeDecreases", "BookNotExhausted",
        "InsuranceAvailable",
    ];

    public static TheoryData<string> SettleCauses { get; } =
        ["", "UnknownInstrument", "NotSettled", "UnknownAccount", "NoSuchPosition", "TimeDecreases"];

    public static TheoryData<string> CollectCauses { get; } =
        ["", "UnknownInstrument", "OperatorMissing", "NothingToCollect", "TimeDecreases"];

    private static RecordAddress Risk => RecordAddress.Risk(MatchingWorld.Instrument);

    private static RecordAddress Terms => RecordAddress.Terms(MatchingWorld.Instrument);

    private static RecordAddress Book => RecordAddress.Book(MatchingWorld.Instrument);

    private static RecordAddress Insurance => RecordAddress.Insurance(MatchingWorld.Instrument);

    [Theory]
    [MemberData(nameof(LiquidationCauses))]
    public void Liquidate_OnePreconditionDoesNotHold_ItFailsAlone(string cause)
    {
        StepInputs inputs = ForcedRun.Inputs(new Liquidate(new(1), MatchingWorld.Instrument));
        Check(LiquidationPrograms.Liquidate, inputs, LiquidationOpening.PlaceInput, cause, Spoil);
    }

    [Theory]
    [MemberData(nameof(DeleverageCauses))]
    public void Deleverage_OnePreconditionDoesNotHold_ItFailsAlone(string cause)
    {
        StepInputs inputs = ForcedRun.Inputs(new Deleverage(new(1), MatchingWorld.Instrument, new(2)));
        Check(LiquidationPrograms.Deleverage, inputs, LiquidationOpening.PlaceInput, cause, Spoil);
    }

    [Theory]
    [MemberData(nameof(SettleCauses))]
    public void SettleExpiry_OnePreconditionDoesNotHold_ItFailsAlone(string cause)
    {
        StepInputs inputs = ForcedRun.Inputs(new SettleExpiry(new(1), MatchingWorld.Instrument));
        Check(InsurancePrograms.SettleExpiryOfDebtor, inputs, SettleExpiryPrograms.PlaceInput, cause, (world, spoilt) =>
        {
            Settle(world);
            Spoil(world, spoilt);
        });
    }

    [Theory]
    [MemberData(nameof(CollectCauses))]
    public void CollectFees_OnePreconditionDoesNotHold_ItFailsAlone(string cause)
    {
        StepInputs inputs = ForcedRun.Inputs(new CollectFees(MatchingWorld.Instrument));
        Check(InsurancePrograms.CollectFees, inputs, SettleExpiryPrograms.PlaceInput, cause, (world, spoilt) =>
        {
            BookRecord book = BookRecord.FromRecord(world.Read(Book));
            world.Write(Book, (book with { Fees = new(spoilt == "NothingToCollect" ? 0 : 7) }).ToRecord());
            Spoil(world, spoilt == "OperatorMissing" ? "UnknownAccount" : spoilt);
        });
    }

    [Theory]
    [InlineData(1, "CounterpartyInvalid")]
    [InlineData(3, "CounterpartyInvalid")]
    [InlineData(4, "CounterpartyInvalid")]
    [InlineData(2, "")]
    public void DeleverageTrade_WithAnAccount_FailsUnlessItStandsOpposite(long counterparty, string rule)
    {
        // Account 3 is long as well, account 4 is short in another instrument.
        MatchingWorld world = World();
        Add(world, 3, 1);
        world.AddAccount(4, 0);
        _ = world.AddPosition(4, MatchingWorld.Other, -3, 0, Place);
        StepSequence steps = new(world, ForcedRun.Carried());
        StepInputs inputs = ForcedRun.Inputs(new Deleverage(new(1), MatchingWorld.Instrument, new(counterparty)));
        steps.Step(Choice.Choose(inputs, LiquidationOpening.PlaceInput, Place), LiquidationPrograms.Deleverage);
        inputs = Choice.Choose(new(), AccountTrade.TakerPlaceInput, Place);
        IEnumerable<string> failures = ForcedRun.Failures(LiquidationPrograms.DeleverageTrade, inputs, steps);
        IEnumerable<string> named = failures.Where(label => rule.Length == 0 || label.StartsWith("Count", StringComparison.Ordinal));
        Assert.Equal(rule.Length == 0 ? [] : [rule], named);
        Assert.Equal(rule, steps.TryStep(LiquidationPrograms.DeleverageTrade, inputs) ?? "");
    }

    internal static MatchingWorld World()
    {
        MatchingWorld world = new();
        Add(world, 1, Size);
        Add(world, 2, -Size);
        world.Put(1, world.Account(1) with { Cash = new(-(Size * 10_000) - 1_000) });
        _ = world.Seal();
        world.Write(Insurance, new InsuranceRecord { Exists = true }.ToRecord());
        world.Write(RecordAddress.Treasury, new TreasuryRecord { NetDeposits = new(1L << 40) }.ToRecord());
        return world;
    }

    private static void Add(MatchingWorld world, long account, long size)
    {
        world.AddAccount(account, 1_000_000);
        long snapshot = size > 0 ? MatchingWorld.LongIndex : MatchingWorld.ShortIndex;
        _ = world.AddPosition(account, MatchingWorld.Instrument, size, snapshot, Place);
    }

    private static void Check(
        StepProgram program, StepInputs inputs, string placeInput, string cause, Action<MatchingWorld, string> spoil)
    {
        MatchingWorld world = World();
        spoil(world, cause);
        Fr[] carried = ForcedRun.Carried();
        if (cause == "TimeDecreases")
        {
            carried[(int)CarriedRegister.Time] += Fr.One;
        }

        StepSequence steps = new(world, carried);
        Assert.Equal(cause.Length == 0 ? [] : [cause], ForcedRun.Failures(program, Choice.Choose(inputs, placeInput, Place), steps));
    }

    private static void Settle(MatchingWorld world)
    {
        RiskRecord risk = RiskRecord.FromRecord(world.Read(Risk));
        world.Write(Risk, (risk with { Status = MarkStatus.Settled }).ToRecord());
    }

    private static void Spoil(MatchingWorld world, string cause)
    {
        RiskRecord risk = RiskRecord.FromRecord(world.Read(Risk));
        RecordAddress first = RecordAddress.Account(new(1));
        switch (cause)
        {
            case "UnknownAccount":
                world.Write(first, WithoutLive(world.Read(first)));
                break;
            case "UnknownInstrument":
                TermsRecord terms = TermsRecord.FromRecord(world.Read(Terms));
                world.Write(Terms, (terms with { Kind = InstrumentKind.None }).ToRecord());
                break;
            case "NoSuchPosition":
                PositionRecord position = world.Position(1, Place);
                world.Put(1, Place, position with { Size = new(0), Snapshot = new(0) });
                break;
            case "InstrumentClosed":
                Settle(world);
                break;
            case "MarkUnusable":
                world.Write(Risk, (risk with { IndexRound = new((MatchingWorld.Now - 63_000) / 3_000) }).ToRecord());
                break;
            case "NotSettled":
                world.Write(Risk, (risk with { Status = MarkStatus.Marked }).ToRecord());
                break;
            case "AccountHealthy":
                world.Put(1, world.Account(1) with { Cash = new(-(Size * 10_000) + 5_000) });
                break;
            case "BookNotExhausted":
                // h = 250: a bid is within the bound from 975 on.
                BookRecord book = BookRecord.FromRecord(world.Read(Book));
                world.Write(Book, (book with { BidLeaf = new(9), BidPrice = new(975) }).ToRecord());
                break;
            case "InsuranceAvailable":
                // Two lots margin 2,000 at E = −1,000, which it would cover.
                world.Write(Insurance, new InsuranceRecord { Exists = true, Cash = new(3_000) }.ToRecord());
                break;
            default:
                break;
        }
    }

    /// <summary>An account as it is stored, but that it does not exist.</summary>
    private static Record WithoutLive(in Record record) => new(
        record.X,
        record.Y,
        record.A0,
        record.A1,
        record.A2,
        record.A3,
        record.A4,
        record.B0,
        record.B1,
        record.B2,
        record.B3,
        record.B4,
        0);
}
