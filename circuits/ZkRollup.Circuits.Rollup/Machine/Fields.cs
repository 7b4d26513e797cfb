using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>The packed fields of each class of records and their ranges (docs/protocol.md, 1 and 3.3).</summary>
internal static class Fields
{
    private const int A0 = 2;
    private const int A1 = 3;
    private const int A2 = 4;
    private const int A3 = 5;
    private const int A4 = 6;
    private const int B0 = 7;
    private const int B1 = 8;
    private const int B2 = 9;
    private const int B3 = 10;
    private const int B4 = 11;
    private const int B5 = 12;

    private const long Bits24 = (1L << 24) - 1;
    private const long Bits30 = (1L << 30) - 1;
    private const long Bits36 = (1L << 36) - 1;
    private const long Bits48 = (1L << 48) - 1;
    private const long Bits60 = (1L << 60) - 1;
    private const long LotsMax = (1L << 35) - 1;
    private const long MoneyMax = (1L << 59) - 1;
    private const long MoneyBias = 1L << 59;
    private const long LotsBias = 1L << 35;
    private const long FeeBias = 1L << 47;

    /// <summary>A class of records.</summary>
    internal static IReadOnlyDictionary<RecordClass, IReadOnlyList<RecordField>> All { get; } =
        new Dictionary<RecordClass, IReadOnlyList<RecordField>>
        {
            [RecordClass.Owner] = [Owner.BitsLow, Owner.BitsHigh, Owner.MasterNonce, Owner.BitsMiddle],
            [RecordClass.Account] =
            [
                Account.Cash, Account.SessionCount, Account.OrderEpoch, Account.SessionEpoch, Account.PositionMask, Account.OpenOrders,
                Account.Live,
            ],
            [RecordClass.Position] =
            [
                Position.Snapshot, Position.LotsEpoch, Position.Instrument, Position.Size, Position.OpenBuys, Position.OpenSells,
            ],
            [RecordClass.Session] =
            [
                Session.LargestNotional, Session.Nonce, Session.Expiry, Session.Markets, Session.Budget, Session.SessionEpoch,
                Session.Scope, Session.Serial,
            ],
            [RecordClass.Order] =
            [
                Order.Market, Order.Nonce, Order.Expiry, Order.OwnerRef, Order.Serial, Order.MaximumFee, Order.OrderEpoch, Order.Price,
                Order.Quantity, Order.NextLeaf, Order.NextPrice,
            ],
            [RecordClass.Terms] =
            [
                Terms.Expiry, Terms.Multiplier, Terms.PriceStep, Terms.Kind, Terms.Underlying, Terms.Strike, Terms.PriceCap,
            ],
            [RecordClass.Limits] =
            [
                Limits.MinimumNotional, Limits.TakerFee, Limits.MakerFee, Limits.Band, Limits.MarkClamp, Limits.InsuranceTarget,
                Limits.InitialRate, Limits.MaintenanceRate, Limits.PositionLimit, Limits.OpenInterestCap, Limits.Open,
            ],
            [RecordClass.Risk] =
            [
                Risk.LongIndex, Risk.InitialLong, Risk.InitialShort, Risk.MaintenanceLong, Risk.MaintenanceShort, Risk.ShortIndex,
                Risk.SlowMark, Risk.Mark, Risk.IndexPrice, Risk.IndexRound, Risk.Status,
            ],
            [RecordClass.Book] =
                [Book.Fees, Book.LongLots, Book.ShortLots, Book.BidLeaf, Book.BidPrice, Book.AskLeaf, Book.AskPrice],
            [RecordClass.Insurance] =
            [
                Insurance.Cash, Insurance.AverageSum, Insurance.AverageWeight, Insurance.Snapshot, Insurance.Inventory,
                Insurance.RiskRound, Insurance.AverageRound,
            ],
            [RecordClass.Treasury] = [Treasury.Fund, Treasury.NetDeposits],
            [RecordClass.Signer] = [],
            [RecordClass.Board] = [.. Board.Rounds, .. Board.Prices],
            [RecordClass.Index] = [Index.Price, Index.Anchor, Index.Round],
        };

    internal static class Owner
    {
        internal static readonly RecordField BitsLow = new("owner bits 0 to 59", A0, 0, Bits60);
        internal static readonly RecordField BitsHigh = new("owner bits 120 to 159", A1, 0, (1L << 40) - 1);
        internal static readonly RecordField MasterNonce = new("master nonce", A2, 0, Bits48);
        internal static readonly RecordField BitsMiddle = new("owner bits 60 to 119", B0, 0, Bits60);
    }

    internal static class Account
    {
        internal static readonly RecordField Cash = new("cash", A0, -MoneyMax, MoneyMax, MoneyBias);
        internal static readonly RecordField SessionCount = new("session count", A1, 0, Bits24);
        internal static readonly RecordField OrderEpoch = new("order epoch", A2, 0, Bits48);
        internal static readonly RecordField SessionEpoch = new("session epoch", A3, 0, Bits48);
        internal static readonly RecordField PositionMask = new("position mask", B3, 0, 255);
        internal static readonly RecordField OpenOrders = new("open orders", B4, 0, 200);
        internal static readonly RecordField Live = new("live", B5, 0, 1);
    }

    internal static class Position
    {
        internal static readonly RecordField Snapshot = new("snapshot", A0, -MoneyMax, MoneyMax, MoneyBias);
        internal static readonly RecordField LotsEpoch = new("lots epoch", A1, 0, Bits48);
        internal static readonly RecordField Instrument = new("instrument", B2, 0, 4_095);
        internal static readonly RecordField Size = new("size", B3, -LotsMax, LotsMax, LotsBias);
        internal static readonly RecordField OpenBuys = new("open buys", B4, 0, LotsMax);
        internal static readonly RecordField OpenSells = new("open sells", B5, 0, LotsMax);
    }

    internal static class Session
    {
        internal static readonly RecordField LargestNotional = new("largest notional", A0, 0, MoneyMax);
        internal static readonly RecordField Nonce = new("nonce", A1, 0, Bits48);
        internal static readonly RecordField Expiry = new("expiry", A2, 0, Bits48);
        internal static readonly RecordField Markets = new("markets", A4, 0, Bits48);
        internal static readonly RecordField Budget = new("budget", B0, 0, MoneyMax);
        internal static readonly RecordField SessionEpoch = new("session epoch", B1, 0, Bits48);
        internal static readonly RecordField Scope = new("scope", B2, 0, 31);
        internal static readonly RecordField Serial = new("serial", B3, 0, Bits24);
    }

    internal static class Order
    {
        internal static readonly RecordField Market = new("market", A0, 0, (4 * 4_095) + 3);
        internal static readonly RecordField Nonce = new("nonce", A1, 0, Bits48);
        internal static readonly RecordField Expiry = new("expiry", A2, 0, Bits48);
        internal static readonly RecordField OwnerRef = new("owner ref", A3, 0, (1L << 28) - 1);
        internal static readonly RecordField Serial = new("serial", A4, 0, Bits24);
        internal static readonly RecordField MaximumFee = new("maximum fee", B0, 0, Bits24);
        internal static readonly RecordField OrderEpoch = new("order epoch", B1, 0, Bits48);
        internal static readonly RecordField Price = new("price", B2, 0, Bits36);
        internal static readonly RecordField Quantity = new("quantity", B3, 0, LotsMax);
        internal static readonly RecordField NextLeaf = new("next leaf", B4, 0, Bits30);
        internal static readonly RecordField NextPrice = new("next price", B5, 0, Bits36);
    }

    internal static class Terms
    {
        internal static readonly RecordField Expiry = new("expiry", A1, 0, Bits48);
        internal static readonly RecordField Multiplier = new("multiplier", A2, 0, Bits24);
        internal static readonly RecordField PriceStep = new("price step", A3, 0, Bits24);
        internal static readonly RecordField Kind = new("kind", B2, 0, 4);
        internal static readonly RecordField Underlying = new("underlying", B3, 0, 47);
        internal static readonly RecordField Strike = new("strike", B4, 0, Bits36);
        internal static readonly RecordField PriceCap = new("price cap", B5, 0, Bits36);
    }

    internal static class Limits
    {
        internal static readonly RecordField MinimumNotional = new("minimum notional", A0, 0, Bits48);
        internal static readonly RecordField TakerFee = new("taker fee", A1, 0, 10_000, FeeBias);
        internal static readonly RecordField MakerFee = new("maker fee", A2, -10_000, 10_000, FeeBias);
        internal static readonly RecordField Band = new("band", A3, 0, 200_000);
        internal static readonly RecordField MarkClamp = new("mark clamp", A4, 0, 100_000);
        internal static readonly RecordField InsuranceTarget = new("insurance target", B0, 0, (1L << 56) - 1);
        internal static readonly RecordField InitialRate = new("initial rate", B1, 0, 1_000_000);
        internal static readonly RecordField MaintenanceRate = new("maintenance rate", B2, 0, 999_999);
        internal static readonly RecordField PositionLimit = new("position limit", B3, 0, (1L << 34) - 1);
        internal static readonly RecordField OpenInterestCap = new("open interest cap", B4, 0, LotsMax);
        internal static readonly RecordField Open = new("open", B5, 0, 1);
    }

    internal static class Risk
    {
        internal static readonly RecordField LongIndex = new("long index", A0, -MoneyMax, MoneyMax, MoneyBias);
        internal static readonly RecordField InitialLong = new("initial, long", A1, 0, Bits48);
        internal static readonly RecordField InitialShort = new("initial, short", A2, 0, Bits48);
        internal static readonly RecordField MaintenanceLong = new("maintenance, long", A3, 0, Bits48);
        internal static readonly RecordField MaintenanceShort = new("maintenance, short", A4, 0, Bits48);
        internal static readonly RecordField ShortIndex = new("short index", B0, -MoneyMax, MoneyMax, MoneyBias);
        internal static readonly RecordField SlowMark = new("slow mark", B1, 0, Bits48);
        internal static readonly RecordField Mark = new("mark", B2, 0, Bits36);
        internal static readonly RecordField IndexPrice = new("index price", B3, 0, Bits36);
        internal static readonly RecordField IndexRound = new("index round", B4, 0, Bits36);
        internal static readonly RecordField Status = new("status", B5, 0, 2);
    }

    internal static class Book
    {
        internal static readonly RecordField Fees = new("fees", A0, 0, MoneyMax);
        internal static readonly RecordField LongLots = new("long lots", A1, 0, LotsMax);
        internal static readonly RecordField ShortLots = new("short lots", A2, 0, LotsMax);
        internal static readonly RecordField BidLeaf = new("bid leaf", B2, 0, Bits30);
        internal static readonly RecordField BidPrice = new("bid price", B3, 0, Bits36);
        internal static readonly RecordField AskLeaf = new("ask leaf", B4, 0, Bits30);
        internal static readonly RecordField AskPrice = new("ask price", B5, 0, Bits36);
    }

    internal static class Insurance
    {
        internal static readonly RecordField Cash = new("cash", A0, -MoneyMax, MoneyMax, MoneyBias);
        internal static readonly RecordField AverageSum = new("average sum", A1, 0, Bits48);
        internal static readonly RecordField AverageWeight = new("average weight", A2, 0, Bits48);
        internal static readonly RecordField Snapshot = new("snapshot", B0, -MoneyMax, MoneyMax, MoneyBias);
        internal static readonly RecordField Inventory = new("inventory", B2, -LotsMax, LotsMax, LotsBias);
        internal static readonly RecordField RiskRound = new("risk round", B3, 0, Bits36);
        internal static readonly RecordField AverageRound = new("average round", B4, 0, Bits36);
    }

    internal static class Treasury
    {
        internal static readonly RecordField Fund = new("fund", A0, 0, MoneyMax);
        internal static readonly RecordField NetDeposits = new("net deposits", B0, 0, MoneyMax);
    }

    internal static class Board
    {
        internal static readonly RecordField[] Rounds =
        [
            new("round 0", A1, 0, Bits36), new("round 1", A2, 0, Bits36), new("round 2", A3, 0, Bits36), new("round 3", A4, 0, Bits36),
        ];

        internal static readonly RecordField[] Prices =
        [
            new("price 0", B2, 0, Bits36), new("price 1", B3, 0, Bits36), new("price 2", B4, 0, Bits36), new("price 3", B5, 0, Bits36),
        ];
    }

    internal static class Index
    {
        internal static readonly RecordField Price = new("price", B2, 0, Bits36);
        internal static readonly RecordField Anchor = new("anchor", B3, 0, Bits36);
        internal static readonly RecordField Round = new("round", B4, 0, Bits36);
    }
}
