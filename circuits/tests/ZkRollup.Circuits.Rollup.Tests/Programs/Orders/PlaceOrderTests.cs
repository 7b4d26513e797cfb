using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Orders;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Orders;

public sealed class PlaceOrderTests
{
    private const int PriceOfOther = 1_000;

    /// <summary>
    /// Each precondition with changes of the desk after which it fails; where others fail with it in any case, they come after the cause.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, Action<OrderDesk>> Faults = new Dictionary<string, Action<OrderDesk>>
    {
        ["TimeDecreases"] = desk => desk.LastTime = OrderDesk.Now + 1,
        ["UnknownAccount"] = desk =>
            desk[RecordAddress.Account(OrderDesk.Trader)] = desk.Read(RecordAddress.Account(OrderDesk.Trader)) with { B5 = 0 },
        ["UnknownSession"] = desk => desk.SetHeader(header => header with { Serial = new(2) }),
        ["SessionEpochPassed"] = desk => desk.Account = desk.Account with { SessionEpoch = new(2) },
        ["SessionExpired"] = desk => desk.Session = desk.Session with { Expiry = new(OrderDesk.Now) },
        ["ScopeMissing"] = desk => desk.Session = desk.Session with { Scope = SessionScope.Cancel | SessionScope.Withdraw },
        ["NonceNotIncreasing"] = desk => desk.SetHeader(header => header with { Nonce = new(5) }),
        ["DeadlinePassed"] = desk => desk.SetHeader(header => header with { Deadline = new(OrderDesk.Now - 1) }),
        ["UnknownInstrument"] = desk =>
            desk[RecordAddress.Terms(OrderDesk.Market)] = desk.Read(RecordAddress.Terms(OrderDesk.Market)) with { B2 = 0 },
        ["MarketNotInScope"] = desk => desk.Session = desk.Session with { Markets = ~(1UL << 3) & ((1UL << 48) - 1) },
        ["InstrumentClosed"] = desk => desk.Risk = desk.Risk with { Status = MarkStatus.Settled },
        ["InstrumentClosed, expired"] = desk =>
            desk.Terms = desk.Terms with { Kind = InstrumentKind.Future, Expiry = new(OrderDesk.Now) },
        ["TimeInForceInvalid"] = desk => desk.Order = desk.Order with { TimeInForce = (TimeInForce)3 },
        ["SelfTradeModeInvalid"] = desk => desk.Order = desk.Order with { SelfTradeMode = (SelfTradeMode)3 },
        ["PriceInvalid"] = desk => desk.Order = desk.Order with { Price = new(985) },
        ["PriceInvalid, cap"] = desk => desk.Terms = desk.Terms with { PriceCap = new(989) },
        ["QuantityInvalid"] = desk =>
        {
            desk.Limits = desk.Limits with { MinimumNotional = new(0) };
            desk.Order = desk.Order with { Quantity = new(0) };
        },
        ["QuantityInvalid+PositionLimitExceeded"] = desk => desk.Limits = desk.Limits with { PositionLimit = new(4) },
        ["OrderExpiryInvalid"] = desk => desk.Order = desk.Order with { Expiry = new(OrderDesk.Now) },
        ["OrderExpiryInvalid, far"] = desk => desk.Order = desk.Order with { Expiry = new(OrderDesk.Now + (28 * OrderDesk.Day) + 1) },
        ["OrderExpiryInvalid, IOC"] = desk => desk.Order = Immediate(desk) with { Expiry = new(1) },
        ["DeadlineTooFar"] = desk =>
        {
            desk.Order = Immediate(desk);
            desk.SetHeader(header => header with { Deadline = new(OrderDesk.Now + 10_001) });
        },
        ["FeeAboveMaximum"] = desk => desk.Order = desk.Order with { MaximumFee = new(499) },
        ["FeeAboveMaximum, maker"] = desk => desk.Limits = desk.Limits with { MakerFee = new(601) },
        ["FeeAboveMaximum, post-only"] = desk =>
        {
            desk.Order = desk.Order with { TimeInForce = TimeInForce.PostOnly };
            desk.Limits = desk.Limits with { MakerFee = new(601) };
        },
        ["NotionalAboveSessionLimit"] = desk => desk.Session = desk.Session with { LargestNotional = new(19_799) },
        ["BudgetExhausted"] = desk => desk.Session = desk.Session with { Budget = new(19_799) },
        ["TooManyOrders"] = desk => desk.Account = desk.Account with { OpenOrders = 200 },
        ["ReduceOnlyViolated"] = desk => desk.Order = desk.Order with { ReduceOnly = true },
        ["MarketReducesOnly"] = desk => desk.Limits = desk.Limits with { IsOpen = false },
        ["NotionalBelowMinimum"] = desk => desk.Limits = desk.Limits with { MinimumNotional = new(19_801) },
        ["MarkUnusable"] = desk => desk.Risk = desk.Risk with { IndexRound = new((OrderDesk.Now / 3_000) - 21) },
        ["MarkUnusable, none yet"] = desk => desk.Risk = desk.Risk with { Status = MarkStatus.None },
        ["MarkUnusable, another"] = desk => AddOtherPosition(desk, size: 1, MarkStatus.None),
        ["PriceOutsideBand"] = desk => desk.Risk = desk.Risk with { Mark = new(942) },
        ["PositionLimitExceeded"] = desk => desk.Limits = desk.Limits with { PositionLimit = new(34) },
        ["PositionLimitExceeded, other side"] = desk =>
        {
            desk.Limits = desk.Limits with { PositionLimit = new(40) };
            desk.Position = desk.Position with { OpenSells = new(61) };
        },
        ["MarginInsufficient"] = desk => desk.Account = desk.Account with { Cash = new(3_500 - 40_000 - 1) },
        ["PostOnlyWouldCross"] = desk =>
        {
            desk.Order = desk.Order with { TimeInForce = TimeInForce.PostOnly, Price = new(1_010) };
        },
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void PlaceOrder_PreconditionBroken_FailsForItAlone(string name)
    {
        OrderDesk desk = new();
        Faults[name](desk);
        string[] causes = name.Split(',')[0].Split('+');
        Assert.Equal(causes[0], desk.Refer(desk.Order, out _).ToString());
        bool isImmediate = desk.Order.TimeInForce == TimeInForce.ImmediateOrCancel;
        StepProgram program = OrdersPrograms.Buy[(int)(isImmediate ? OrderPath.Matches : OrderPath.RestsFirst)];
        Assert.Equal(causes, desk.Failures(program, desk.Inputs()));
    }

    [Theory]
    [InlineData(Side.Buy, TimeInForce.GoodTillCancelled, 990, "PlaceOrder buy RestsFirst")]
    [InlineData(Side.Buy, TimeInForce.PostOnly, 980, "PlaceOrder buy RestsBehind")]
    [InlineData(Side.Buy, TimeInForce.GoodTillCancelled, 960, "PlaceOrder buy RestsBehind")]
    [InlineData(Side.Sell, TimeInForce.PostOnly, 1_000, "PlaceOrder sell RestsFirst")]
    [InlineData(Side.Sell, TimeInForce.GoodTillCancelled, 1_010, "PlaceOrder sell RestsBehind")]
    [InlineData(Side.Sell, TimeInForce.GoodTillCancelled, 1_050, "PlaceOrder sell RestsBehind")]
    public void PlaceOrder_NothingCrosses_RestsInOneSlot(Side side, TimeInForce timeInForce, long price, string program)
    {
        OrderDesk desk = new();
        desk.Order = desk.Order with { Side = side, TimeInForce = timeInForce, Price = new(price) };
        Assert.Equal(Cause.Accepted, desk.Refer(desk.Order, out ReferenceExchange exchange));
        RecordAddress[] touched = [
            .. exchange.Touched.Select(access => access.Address).Where(address => address.Subtree == Subtree.Orders)];
        StepResult step = Assert.Single(desk.Prove(desk.Order, exchange, touched).Steps);
        Assert.Equal(program, step.Program.Name);
    }

    /// <summary>What an order that reduces need not have: a young mark, an open market, the minimum, margin.</summary>
    [Fact]
    public void PlaceOrder_Reducing_SkipsWhatOnlyOpeningNeeds()
    {
        OrderDesk desk = new();
        desk.Order = desk.Order with { Side = Side.Sell, Price = new(1_000), ReduceOnly = true };
        desk.Limits = desk.Limits with { IsOpen = false, MinimumNotional = new(1_000_000), PositionLimit = new(5) };
        desk.Risk = desk.Risk with { IndexRound = new(1) };
        desk.Account = desk.Account with { Cash = new(-1_000_000) };
        AddOtherPosition(desk, size: 1, MarkStatus.None);
        Assert.Equal(Cause.Accepted, desk.Refer(desk.Order, out ReferenceExchange exchange));
        RecordAddress[] touched = [.. exchange.Touched.Select(access => access.Address)];
        _ = Assert.Single(desk.Prove(desk.Order, exchange, touched).Steps);
    }

    [Fact]
    public void PlaceOrder_NoPositionAtAll_TakesPlaceZeroInItsSlot()
    {
        OrderDesk desk = new() { Position = default };
        desk.Account = desk.Account with { PositionMask = 0 };
        Assert.Equal(Cause.Accepted, desk.Refer(desk.Order, out ReferenceExchange exchange));
        _ = Assert.Single(desk.Prove(desk.Order, exchange, LeafOf(exchange)).Steps);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void PlaceOrder_OnlyOtherPositions_TakesTheLowestVacantPlaceBefore(int size)
    {
        OrderDesk desk = new() { Position = default };
        desk.Account = desk.Account with { PositionMask = 0 };
        AddOtherPosition(desk, size, MarkStatus.Marked);
        Assert.Equal(Cause.Accepted, desk.Refer(desk.Order, out ReferenceExchange exchange));
        IReadOnlyList<StepResult> steps = desk.Prove(desk.Order, exchange, LeafOf(exchange)).Steps;
        Assert.Equal(["TakePlace", "PlaceOrder buy RestsFirst"], steps.Select(step => step.Program.Name));
    }

    [Fact]
    public void TakePlace_InstrumentHeldElsewhere_Fails()
    {
        OrderDesk desk = new();
        foreach (int place in Enumerable.Range(0, RecordAddress.Positions).Where(place => place != OrderDesk.PlaceOfPosition))
        {
            Assert.Equal(["4.7 no position has the instrument"], desk.Failures(OrdersPrograms.TakePlace, Taking(place, OrderDesk.Market)));
        }
    }

    [Fact]
    public void TakePlace_OccupiedPlace_Fails()
    {
        OrderDesk desk = new();
        Assert.Equal(["4.7 vacant"], desk.Failures(OrdersPrograms.TakePlace, Taking(OrderDesk.PlaceOfPosition, OrderDesk.OtherMarket)));
        desk.Position = desk.Position with { Size = default };
        Assert.Equal(["4.7 vacant"], desk.Failures(OrdersPrograms.TakePlace, Taking(OrderDesk.PlaceOfPosition, OrderDesk.OtherMarket)));
        desk.Position = desk.Position with { LotsEpoch = new(3) };
        Assert.Empty(desk.Failures(OrdersPrograms.TakePlace, Taking(OrderDesk.PlaceOfPosition, OrderDesk.OtherMarket)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void PlaceOrder_AfterAPlaceWasTaken_IsOfThatAccountAndInstrument(int otherAccount, int otherInstrument)
    {
        OrderDesk desk = new();
        Fr token = Fr.FromInt64(
            (1L << 36) + ((OrderDesk.Trader.Value + otherAccount) << 12) + OrderDesk.Market.Value + otherInstrument);
        string[] expected = otherAccount + otherInstrument == 0 ? [] : ["phase"];
        Assert.Equal(expected, desk.Failures(OrdersPrograms.Buy[(int)OrderPath.RestsFirst], desk.Inputs(), token));
    }

    [Fact]
    public void PlaceOrder_ClaimsToHaveNoPosition_FailsWithOne()
    {
        OrderDesk desk = new();
        StepInputs inputs = desk.Inputs().Set(PlaceOrderProgram.TakesInput, 1);
        Assert.Contains("4.7 no position", desk.Failures(OrdersPrograms.Buy[(int)OrderPath.RestsFirst], inputs));
    }

    [Theory]
    [InlineData(OrderDesk.SecondBid, 975, "3.4 the predecessor is not worse")]
    [InlineData(OrderDesk.FirstBid, 970, "3.4 the next is worse")]
    [InlineData(OrderDesk.FirstAsk, 960, "3.4 predecessor")]
    [InlineData(OrderDesk.FreeLeaf, 960, "3.4 predecessor")]
    public void PlaceOrder_WrongPredecessor_Fails(int predecessor, long price, string rule)
    {
        OrderDesk desk = new() { Terms = new OrderDesk().Terms with { PriceStep = new(1) } };
        desk.Order = desk.Order with { Price = new(price) };
        StepInputs inputs = desk.Inputs().Set(OrderLists.PredecessorInput, predecessor);
        if (predecessor == OrderDesk.FreeLeaf)
        {
            inputs.Set(NewOrder.LeafInput, OrderDesk.FreeLeaf + 1);
        }

        Assert.Contains(rule, desk.Failures(OrdersPrograms.Buy[(int)OrderPath.RestsBehind], inputs));
    }

    [Fact]
    public void PlaceOrder_FirstBehindABetterBid_Fails()
    {
        OrderDesk desk = new();
        desk.Order = desk.Order with { Price = new(980) };
        Assert.Equal(["3.4 the head is worse"], desk.Failures(OrdersPrograms.Buy[(int)OrderPath.RestsFirst], desk.Inputs()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(OrderDesk.SecondAsk)]
    public void PlaceOrder_LeafOfAnother_Fails(int leaf)
    {
        OrderDesk desk = new();
        StepInputs inputs = desk.Inputs().Set(NewOrder.LeafInput, leaf);
        Assert.Equal(["3.4 leaf"], desk.Failures(OrdersPrograms.Buy[(int)OrderPath.RestsFirst], inputs));
    }

    private static PlaceOrder Immediate(OrderDesk desk) =>
        desk.Order with { TimeInForce = TimeInForce.ImmediateOrCancel, Expiry = default };

    private static RecordAddress[] LeafOf(ReferenceExchange exchange) =>
        [.. exchange.Touched.Select(access => access.Address).Where(address => address.Subtree == Subtree.Orders)];

    private static StepInputs Taking(int place, InstrumentId instrument) => TakePlaceProgram.Choose(new(), place)
        .Set(TakePlaceProgram.AccountInput, OrderDesk.Trader.Value)
        .Set(TakePlaceProgram.InstrumentInput, instrument.Value);

    /// <summary>A position in another instrument, at the lowest place.</summary>
    private static void AddOtherPosition(OrderDesk desk, int size, MarkStatus status)
    {
        desk[RecordAddress.Terms(OrderDesk.OtherMarket)] = desk.Terms.ToRecord();
        desk[RecordAddress.Risk(OrderDesk.OtherMarket)] = (desk.Risk with { Status = status, Mark = new(PriceOfOther) }).ToRecord();
        desk[RecordAddress.Position(OrderDesk.Trader, 0)] = new PositionRecord
        {
            Instrument = OrderDesk.OtherMarket,
            LotsEpoch = new(3),
            Size = new(size),
            OpenSells = new(9),
        }.ToRecord();
        desk.Account = desk.Account with { PositionMask = desk.Account.PositionMask | 1 };
    }
}
