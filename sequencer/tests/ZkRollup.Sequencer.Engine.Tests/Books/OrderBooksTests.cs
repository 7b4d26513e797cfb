using Xunit.Abstractions;
using ZkRollup.Sequencer.Engine.Books;
using ZkRollup.Sequencer.Engine.State;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Sequencer.Engine.Tests.Books;

/// <summary>The lists of §3.4 against lists of lists.</summary>
public class OrderBooksTests(ITestOutputHelper output)
{
    private const int Instruments = 3;

    private static EngineLimits Limits { get; } = new()
    {
        Accounts = 8,
        Instruments = Instruments + 1,
        Orders = 300,
        Sessions = 8,
        LogWords = 0,
    };

    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 200)]
    [InlineData(3, 1_000_000)]
    public void Insert_RandomOrders_KeepsLists(ulong seed, long prices)
    {
        output.WriteLine($"seed {seed}");
        SeededGenerator random = new(seed);
        StateStore state = new(Limits);
        OrderBooks books = new(state, Limits);
        NaiveBook naive = new(Instruments, Limits.Orders);
        for (int i = 1; i <= 6_000; i++)
        {
            bool inserts = naive.Count == 0 || (naive.Count < Limits.Orders && random.Percent(i / 1_500 % 2 == 0 ? 65 : 35));
            if (inserts)
            {
                int market = (4 * (int)random.Between(1, Instruments)) + (int)random.Below(4);
                Insert(state, books, naive, market, random.Between(1, prices), nonce: i);
            }
            else
            {
                Remove(state, books, naive, naive.LeafAt((int)random.Below(naive.Count)));
            }

            if (i % 50 == 0)
            {
                naive.RequireEqual(state);
            }
        }
    }

    [Fact]
    public void TakeLeaf_FreedLeaves_LastFreedFirst()
    {
        StateStore state = new(Limits);
        OrderBooks books = new(state, Limits);
        NaiveBook naive = new(Instruments, Limits.Orders);
        for (int i = 1; i <= 4; i++)
        {
            Insert(state, books, naive, market: 4, price: i, nonce: i);
        }

        books.Remove(2);
        books.Remove(4);

        Assert.Equal(4, books.TakeLeaf());
        Assert.Equal(2, books.TakeLeaf());
        Assert.Equal(5, books.TakeLeaf());
    }

    [Fact]
    public void Find_RandomKeys_MatchesDictionary()
    {
        SeededGenerator random = new(7);
        OrderState[] orders = new OrderState[200];
        OrderLookup lookup = new(orders, key: 0);
        Dictionary<(int Account, int Serial, long Nonce), int> naive = [];
        for (int i = 0; i < 20_000; i++)
        {
            int leaf = (int)random.Between(1, orders.Length - 1);
            ref OrderState order = ref orders[leaf];
            (int Account, int Serial, long Nonce) id = (order.Account, order.Serial, order.Nonce);
            if (order.Quantity != 0)
            {
                Assert.Equal(leaf, lookup.Find(id.Account, id.Serial, id.Nonce));
                lookup.Remove(leaf);
                naive.Remove(id);
                order = default;
                Assert.Equal(0, lookup.Find(id.Account, id.Serial, id.Nonce));
                continue;
            }

            id = ((int)random.Between(1, 9), (int)random.Between(1, 9), random.Between(1, 9));
            if (naive.TryAdd(id, leaf))
            {
                order = new OrderState { OwnerReference = 16 * id.Account, Serial = id.Serial, Nonce = id.Nonce, Quantity = 1 };
                lookup.Add(leaf);
            }

            Assert.Equal(naive[id], lookup.Find(id.Account, id.Serial, id.Nonce));
        }
    }

    private static void Insert(StateStore state, OrderBooks books, NaiveBook naive, int market, long price, long nonce)
    {
        int leaf = books.TakeLeaf();
        Assert.Equal(naive.TakeLeaf(), leaf);
        ref OrderState order = ref state.Orders[leaf];
        order.Market = market;
        order.Price = price;
        order.Nonce = nonce;
        order.Serial = 1;
        order.OwnerReference = 16;
        order.Quantity = 1;
        books.Insert(leaf);
        naive.Insert(leaf, market, price);
        Assert.Equal(leaf, books.Find(1, 1, nonce));
    }

    private static void Remove(StateStore state, OrderBooks books, NaiveBook naive, int leaf)
    {
        long nonce = state.Orders[leaf].Nonce;
        books.Remove(leaf);
        naive.Remove(leaf);
        Assert.Equal(0, books.Find(1, 1, nonce));
        Assert.Equal(default, state.Pack(Address.Order(leaf)));
    }
}
