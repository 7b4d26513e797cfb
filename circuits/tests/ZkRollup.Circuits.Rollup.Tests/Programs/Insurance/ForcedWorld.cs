using System.Buffers.Binary;
using ZkRollup.Circuits.Rollup.Tests.Programs.Matching;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Insurance;

/// <summary>Markets from a seed for forced trades: accounts near or below zero equity, an insurance that holds the other side.</summary>
internal static class ForcedWorld
{
    internal const int Accounts = 6;

    private const int FurtherInstruments = 6;
    private const long LotValue = MatchingWorld.Mark * MatchingWorld.Multiplier;

    internal static EthereumAddress OwnerOf(long account)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        bytes.Fill(0xb6);
        BinaryPrimitives.WriteInt64BigEndian(bytes, account);
        Assert.True(EthereumAddress.TryRead(bytes, out EthereumAddress address));
        return address;
    }

    /// <summary>A market without orders, unless they are asked for.</summary>
    internal static MatchingWorld Make(SeededGenerator random, bool isSettled = false, int orders = 0, int counterparties = 0)
    {
        MatchingWorld world = new()
        {
            Limits = new()
            {
                TakerFee = new(500),
                MakerFee = new(random.Between(-500, 300)),
                Band = new(random.Percent(50) ? 100_000 : 20_000),
                PositionLimit = new(1_000_000),
                OpenInterestCap = new(random.Percent(20) ? random.Between(1, 60) : 1_000),
                InsuranceTarget = new(random.Percent(50) ? random.Between(0, 300_000) : 0),
                InitialRate = new(100_000),
                MaintenanceRate = new(50_000),
                IsOpen = true,
            },
            Risk = RiskOf(random, isSettled),
            RiskOfOther = MatchingWorld.RiskAt(random.Percent(10) ? 0 : MatchingWorld.Now),
        };
        for (int account = 1; account <= Accounts; account++)
        {
            AddAccount(random, world, account, random.Percent(80) ? random.Between(-20, 20) : 0);
        }

        for (int account = Accounts + 1; account <= Accounts + counterparties; account++)
        {
            AddAccount(random, world, account, random.Between(-2, 2));
        }

        for (int i = 0; i < orders; i++)
        {
            Side side = random.Percent(50) ? Side.Buy : Side.Sell;
            world.AddOrder(
                random.Between(1, Accounts),
                side,
                side == Side.Buy ? random.Between(960, 1_020) : random.Between(980, 1_040),
                random.Between(1, 6),
                isOfPassedEpoch: random.Percent(10));
        }

        AddFurther(world.Seal());
        AddMoney(random, world);
        return isSettled || random.Percent(20) ? world.Dated(random, isSettled) : world;
    }

    /// <summary>Makes long and short lots of the Book what accounts and the insurance hold.</summary>
    internal static void CountLots(MatchingWorld world, long inventory)
    {
        long longs = Math.Max(inventory, 0);
        long shorts = Math.Max(-inventory, 0);
        foreach (long size in Sizes(world))
        {
            longs += Math.Max(size, 0);
            shorts += Math.Max(-size, 0);
        }

        RecordAddress address = RecordAddress.Book(MatchingWorld.Instrument);
        BookRecord book = BookRecord.FromRecord(world.Read(address));
        world.Write(address, (book with { LongLots = new(longs), ShortLots = new(shorts) }).ToRecord());
    }

    private static IEnumerable<long> Sizes(MatchingWorld world) => world.All
        .Where(pair => pair.Key.Class == RecordClass.Position)
        .Select(pair => PositionRecord.FromRecord(pair.Value))
        .Where(position => position.Instrument == MatchingWorld.Instrument)
        .Select(position => position.Size.Value);

    private static RiskRecord RiskOf(SeededGenerator random, bool isSettled)
    {
        RiskRecord risk = MatchingWorld.RiskAt(random.Percent(8) ? MatchingWorld.Now - 63_000 : MatchingWorld.Now) with
        {
            LongIndex = new(random.Between(-1_000, 1_000)),
            ShortIndex = new(random.Between(-1_000, 1_000)),
            SlowMark = (4_096 * MatchingWorld.Mark) + random.Between(-40_960, 40_960),
        };
        risk = random.Percent(15) ? risk with { InitialLong = new(0), MaintenanceLong = new(0) } : risk;
        return isSettled
            ? risk with
            {
                Status = MarkStatus.Settled,
                InitialLong = new(0),
                InitialShort = new(0),
                MaintenanceLong = new(0),
                MaintenanceShort = new(0),
            }
            : random.Percent(5) ? risk with { Status = MarkStatus.None } : risk;
    }

    private static void AddAccount(SeededGenerator random, MatchingWorld world, long account, long size)
    {
        world.AddAccount(account, 0);
        world.Write(RecordAddress.Owner(new(account)), new OwnerRecord { Address = OwnerOf(account) }.ToRecord());
        long value = 0;
        if (size != 0 || random.Percent(50))
        {
            Hold(world, account, MatchingWorld.Instrument, size, random.Between(-1_000, 1_000), (int)random.Below(8));
            value += size * LotValue;
        }

        int more = random.Percent(10) ? FurtherInstruments : random.Percent(35) ? 1 : 0;
        for (int i = 0; i < more; i++)
        {
            long other = random.Between(-15, 15);
            Hold(world, account, i == 0 ? MatchingWorld.Other : new(20 + i), other, 0, world.FreePlace(account));
            value += other * LotValue;
        }

        long cash = random.Percent(75) ? random.Between(-25_000, 25_000) - value : random.Between(-100_000, 1_000_000);
        world.Put(account, world.Account(account) with { Cash = new(cash), OrderEpoch = new(MatchingWorld.Epoch) });
    }

    private static void Hold(MatchingWorld world, long account, InstrumentId instrument, long size, long snapshot, int place) =>
        _ = world.AddPosition(account, instrument, size, snapshot, place);

    /// <summary>Instruments that accounts hold besides.</summary>
    private static void AddFurther(MatchingWorld world)
    {
        for (int i = 1; i < FurtherInstruments; i++)
        {
            InstrumentId instrument = new(20 + i);
            world.Write(RecordAddress.Terms(instrument), world.Read(RecordAddress.Terms(MatchingWorld.Other)));
            world.Write(RecordAddress.Risk(instrument), world.Read(RecordAddress.Risk(MatchingWorld.Other)));
        }
    }

    /// <summary>The insurance holds what makes both sides equal, and there is a fund.</summary>
    private static void AddMoney(SeededGenerator random, MatchingWorld world)
    {
        long inventory = -Sizes(world).Sum();
        long value = inventory * LotValue;
        world.Write(RecordAddress.Insurance(MatchingWorld.Instrument), new InsuranceRecord
        {
            Exists = true,
            Cash = new((random.Percent(60) ? random.Between(-50_000, 100_000) : random.Between(-500_000, 3_000_000)) - value),
            Inventory = new(inventory),
            Snapshot = new(inventory == 0 ? 0 : random.Between(-500, 500)),
        }.ToRecord());
        world.Write(RecordAddress.Treasury, new TreasuryRecord
        {
            Fund = new(random.Percent(50) ? random.Between(0, 60_000) : 0),
            NetDeposits = new(1L << 40),
        }.ToRecord());
        CountLots(world, inventory);
        RecordAddress address = RecordAddress.Book(MatchingWorld.Instrument);
        BookRecord book = BookRecord.FromRecord(world.Read(address));
        world.Write(address, (book with { Fees = new(random.Percent(70) ? random.Between(0, 9_999) : 0) }).ToRecord());
    }

    private static MatchingWorld Dated(this MatchingWorld world, SeededGenerator random, bool isSettled)
    {
        RecordAddress address = RecordAddress.Terms(MatchingWorld.Instrument);
        TermsRecord terms = TermsRecord.FromRecord(world.Read(address));
        bool isPast = isSettled || random.Percent(40);
        world.Write(address, (terms with
        {
            Kind = random.Percent(50) ? InstrumentKind.Future : InstrumentKind.Call,
            Expiry = new(isPast ? MatchingWorld.Now - random.Below(2) : MatchingWorld.Now + 1),
        }).ToRecord());
        return world;
    }
}
