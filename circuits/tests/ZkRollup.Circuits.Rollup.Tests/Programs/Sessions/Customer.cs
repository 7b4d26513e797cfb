using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;

namespace ZkRollup.Circuits.Rollup.Tests.Programs.Sessions;

/// <summary>An account with a master key, a session in slot 0 and positions.</summary>
internal sealed record Customer
{
    internal static readonly AccountId Id = new(AccountId.MaxValue);

    /// <summary>A session that may do everything.</summary>
    internal static readonly SessionRecord SessionRecord = new()
    {
        KeyX = Desk.KeyOf(60).X,
        KeyY = Desk.KeyOf(60).Y,
        Serial = new(7),
        Expiry = new(4_000_000),
        Scope = (SessionScope)27,
        Nonce = new(5),
    };

    /// <summary>A good header of a transaction of that session.</summary>
    internal static readonly SessionHeader Header = new(Id, default, new(7), new(6), new(3_000_000));

    internal AccountRecord Account { get; init; } = new() { Exists = true };

    internal SessionRecord Session { get; init; } = SessionRecord;

    internal bool HasKey { get; init; } = true;

    internal long NetDeposits { get; init; } = 1_000_000_000;

    internal IReadOnlyList<PositionRecord> Positions { get; init; } = [];

    internal IReadOnlyList<RiskRecord> Risks { get; init; } = [];

    internal static EthereumAddress Address { get; } = MakeAddress();

    /// <summary>A customer with as many positions, in places from 7 down with gaps: instruments 1, 2 … of multiplier 10.</summary>
    internal static Customer Any(SeededGenerator random, int positions)
    {
        List<PositionRecord> held = [];
        List<RiskRecord> risks = [];
        for (int i = 0; i < positions; i++)
        {
            bool isOld = random.Percent(30);
            held.Add(new()
            {
                Instrument = new(i + 1),
                Size = new(random.Percent(10) ? 0 : random.Between(-1_000, 1_000)),
                Snapshot = new(random.Between(-50, 50)),
                LotsEpoch = new(isOld ? 2 : 3),
                OpenBuys = new(random.Percent(50) ? 0 : random.Between(0, 500)),
                OpenSells = new(random.Percent(50) ? 0 : random.Between(0, 500)),
            });
            long mark = random.Percent(10) ? random.Between(0, 3) : random.Between(900, 1_100);
            MarkStatus status = random.Percent(15) ? MarkStatus.Settled : MarkStatus.Marked;
            risks.Add(new()
            {
                Exists = true,
                Status = status,
                Mark = new(mark),
                SlowMark = (4_096 * Math.Max(0, mark + random.Between(-30, 30))) + random.Between(0, 4_095),
                IndexPrice = new(random.Between(0, 1_100)),
                IndexRound = new(random.Percent(70) ? random.Between(980, 1_000) : random.Between(970, 980)),
                LongIndex = new(random.Between(-50, 50)),
                ShortIndex = new(random.Between(-50, 50)),
                InitialLong = new(random.Between(0, 2_000)),
                InitialShort = new(random.Between(0, 2_000)),
            });
        }

        return new()
        {
            Account = new() { Exists = true, Cash = new(random.Between(-10_000_000, 20_000_000)), OrderEpoch = new(3) },
            NetDeposits = random.Percent(30) ? random.Between(0, 10_000_000) : 1_000_000_000,
            Positions = held,
            Risks = risks,
        };
    }

    /// <summary>A desk with the customer on it.</summary>
    internal static Desk DeskOf(Customer customer, SeededGenerator? random = null)
    {
        Desk desk = new();
        ushort mask = 0;
        for (int i = 0; i < customer.Positions.Count; i++)
        {
            int place;
            do
            {
                place = (int)(random?.Below(RecordAddress.Positions) ?? i);
            }
            while ((mask & (1 << place)) != 0);

            mask |= (ushort)(1 << place);
            InstrumentId instrument = customer.Positions[i].Instrument;
            desk.Records[RecordAddress.Position(Id, place)] = customer.Positions[i].ToRecord();
            desk.Records[RecordAddress.Risk(instrument)] = customer.Risks[i].ToRecord();
            desk.Records[RecordAddress.Terms(instrument)] = new TermsRecord
            {
                Kind = InstrumentKind.Perpetual,
                Multiplier = new(10),
                PriceStep = new(1),
                PriceCap = new(100_000),
            }.ToRecord();
        }

        desk.Records[RecordAddress.Account(Id)] = (customer.Account with { PositionMask = mask }).ToRecord();
        desk.Records[RecordAddress.Owner(Id)] = new OwnerRecord
        {
            Address = Address,
            KeyX = customer.HasKey ? Desk.KeyOf(61).X : default,
            KeyY = customer.HasKey ? Desk.KeyOf(61).Y : default,
            MasterNonce = new(5),
        }.ToRecord();
        desk.Records[RecordAddress.Session(Id, default)] = customer.Session.ToRecord();
        desk.Records[RecordAddress.Treasury] = new TreasuryRecord { NetDeposits = new(customer.NetDeposits) }.ToRecord();
        return desk;
    }

    private static EthereumAddress MakeAddress()
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(0xff - (7 * i));
        }

        _ = EthereumAddress.TryRead(bytes, out EthereumAddress address);
        return address;
    }
}
