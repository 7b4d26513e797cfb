using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Programs.Orders;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Orders;

/// <summary>What remains of an order after matching: of the programs that could end it, one holds.</summary>
public sealed class MatchedOrderTests
{
    private const int Makers = 65;
    private const int FirstMaker = 100;

    /// <summary>Places of the programs of a side.</summary>
    private const int Rests = 0;

    private const int Cancelled = 1;

    private static readonly RecordAddress FreeLeaf = RecordAddress.Order(new(OrderDesk.FreeLeaf));

    [Theory]
    [InlineData(Side.Buy, 990)]
    [InlineData(Side.Sell, 1_000)]
    public void Ioc_NothingCrosses_IsCancelled(Side side, long price)
    {
        OrderDesk desk = new();
        desk.Order = desk.Order with { Side = side, Price = new(price), TimeInForce = TimeInForce.ImmediateOrCancel, Expiry = default };
        StepSequence steps = Prove(desk);
        Assert.Equal(2, steps.Steps.Count);
        RequireLast(desk, steps, Programs(side)[Cancelled], "8.2, 3 not IOC");
    }

    [Theory]
    [InlineData(Side.Buy, 1_010)]
    [InlineData(Side.Sell, 980)]
    public void Gtc_PartlyFilled_RestsFirst(Side side, long price)
    {
        OrderDesk desk = new();
        desk.Order = desk.Order with { Side = side, Price = new(price), Quantity = new(20) };
        StepSequence steps = Prove(desk, FreeLeaf);
        Assert.Equal(3, steps.Steps.Count);
        RequireLast(desk, steps, Programs(side)[Rests], "8.2, 3 IOC");
    }

    /// <summary>The opposite order is removed, not filled, since its session is gone; the only bid is below its price.</summary>
    [Fact]
    public void Gtc_NothingFilled_RestsFirst()
    {
        OrderDesk desk = new();
        PriceTicks price = new(desk.OrderAt(OrderDesk.FirstBid).Price.Value + 10);
        desk.Book = desk.Book with { AskPrice = price };
        desk.SetOrder(OrderDesk.FirstAsk, desk.OrderAt(OrderDesk.FirstAsk) with { Price = price, Serial = new(2) });
        desk.Order = desk.Order with { Price = price };
        StepSequence steps = Prove(desk, FreeLeaf);
        RequireLast(desk, steps, OrdersPrograms.MatchedBuy[Rests], "8.2, 3 IOC");
    }

    [Fact]
    public void Gtc_TouchedSixtyFour_IsCancelled()
    {
        OrderDesk desk = new();
        FillBook(desk);
        StepSequence steps = Prove(desk);
        Assert.Equal(66, steps.Steps.Count);
        RequireLast(desk, steps, OrdersPrograms.MatchedBuy[Cancelled], "8.3, 1 nothing crosses");
    }

    [Fact]
    public void Remainder_WhileMakersAreToBeTouched_CannotBeCancelledNorRest()
    {
        OrderDesk desk = new();
        FillBook(desk);
        StepSequence steps = Prove(desk);
        StepChain chain = new(desk, steps, 64);
        Assert.Equal(["8.3, 3 work limit"], chain.Failures(OrdersPrograms.MatchedBuy[Cancelled], OrderDesk.PlaceOfPosition));
        Assert.Contains("8.3, 1 nothing crosses", chain.Failures(OrdersPrograms.MatchedBuy[Rests], OrderDesk.PlaceOfPosition));
        Assert.Contains("side", chain.Failures(OrdersPrograms.MatchedSell[Cancelled], OrderDesk.PlaceOfPosition));
    }

    private static IReadOnlyList<StepProgram> Programs(Side side) =>
        side == Side.Buy ? OrdersPrograms.MatchedBuy : OrdersPrograms.MatchedSell;

    private static StepSequence Prove(OrderDesk desk, params RecordAddress[] touched)
    {
        Assert.Equal(Cause.Accepted, desk.Refer(desk.Order, out ReferenceExchange exchange));

        // The reference takes the lowest free leaf; where a test lets another one be taken, the records of orders differ in nothing else.
        return desk.Prove(desk.Order, exchange, touched.Length == 0 ? [] : TouchedOrders(exchange, touched));
    }

    /// <summary>The last orders that the reference touched: as many as the test expects.</summary>
    private static RecordAddress[] TouchedOrders(ReferenceExchange exchange, RecordAddress[] expected) =>
        [.. exchange.Touched.Where(access => access.IsWrite).Select(access => access.Address)
            .Where(address => address.Subtree == Subtree.Orders).TakeLast(expected.Length)];

    /// <summary>The last step is of a program, and no other one that ends an order of this side holds there.</summary>
    private static void RequireLast(OrderDesk desk, StepSequence steps, StepProgram program, string rule)
    {
        Assert.Equal(program.Name, steps.Steps[^1].Program.Name);
        StepChain chain = new(desk, steps, steps.Steps.Count - 1);
        HashSet<string> failures = [];
        foreach (StepProgram other in OrdersPrograms.MatchedBuy.Concat(OrdersPrograms.MatchedSell).Where(other => other != program))
        {
            IReadOnlyList<string> failing = chain.Failures(other, OrderDesk.PlaceOfPosition);
            Assert.NotEmpty(failing);
            failures.UnionWith(failing);
        }

        Assert.Contains(rule, failures);
    }

    private static void FillBook(OrderDesk desk)
    {
        OrderRecord ask = desk.OrderAt(OrderDesk.FirstAsk) with { Quantity = new(1) };
        for (int maker = 0; maker < Makers; maker++)
        {
            bool isLast = maker == Makers - 1;
            desk.SetOrder(FirstMaker + maker, ask with
            {
                Nonce = new(FirstMaker + maker),
                NextLeaf = new(isLast ? 0 : FirstMaker + maker + 1),
                NextPrice = new(isLast ? 0 : 1_010),
            });
        }

        desk.SetOrder(OrderDesk.FirstAsk, default);
        desk.SetOrder(OrderDesk.SecondAsk, default);
        desk.Book = desk.Book with { AskLeaf = new(FirstMaker) };
        RecordAddress position = RecordAddress.Position(OrderDesk.Other, 0);
        desk[position] = (PositionRecord.FromRecord(desk.Read(position)) with { OpenSells = new(Makers) }).ToRecord();
        RecordAddress account = RecordAddress.Account(OrderDesk.Other);
        desk[account] = (AccountRecord.FromRecord(desk.Read(account)) with { OpenOrders = Makers + 2 }).ToRecord();
        desk.Order = desk.Order with { Price = new(1_010), Quantity = new(100) };
    }

    /// <summary>The state after the first steps of a chain.</summary>
    private sealed class StepChain : IRecordSource
    {
        private readonly OrderDesk _desk;
        private readonly StepResult _last;
        private readonly Dictionary<RecordAddress, Protocol.State.Record> _changed = [];

        internal StepChain(OrderDesk desk, StepSequence steps, int count)
        {
            _desk = desk;
            _last = steps.Steps[count - 1];
            foreach (StepResult.PortAccess access in steps.Steps.Take(count).SelectMany(step => step.Ports).OfType<StepResult.PortAccess>())
            {
                _changed[access.Address] = access.New;
            }
        }

        public Protocol.State.Record Read(RecordAddress address) =>
            _changed.TryGetValue(address, out Protocol.State.Record record) ? record : _desk.Read(address);

        /// <summary>Labels that fail if a program follows, with choices that suit it.</summary>
        internal IReadOnlyList<string> Failures(StepProgram program, int place)
        {
            StepInputs inputs = Place.Choose(new(), PlaceOrderProgram.PlaceInput, place)
                .Set(NewOrder.LeafInput, OrderDesk.FreeLeaf)
                .Set(OrderLists.PredecessorInput, OrderDesk.FirstBid);
            StepResult result = StepRun.Run(program, inputs, _last, _last.Carried, this, stopsAtFailure: false);
            return [.. result.Failures.Intersect(program.Labels)];
        }
    }
}
