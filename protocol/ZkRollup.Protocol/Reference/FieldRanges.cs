using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Reference;

/// <summary>The fields of each class of records (docs/protocol.md, 3.3). What a class does not name is zero.</summary>
internal static class FieldRanges
{
    private const int A0 = 0;
    private const int A1 = 1;
    private const int A2 = 2;
    private const int A3 = 3;
    private const int A4 = 4;
    private const int B0 = 5;
    private const int B1 = 6;
    private const int B2 = 7;
    private const int B3 = 8;
    private const int B4 = 9;
    private const int B5 = 10;

    private const long Bits24 = (1L << 24) - 1;
    private const long Bits30 = (1L << 30) - 1;
    private const long Bits36 = (1L << 36) - 1;
    private const long Bits48 = (1L << 48) - 1;
    private const long Bits60 = (1L << 60) - 1;
    private const long LotsMax = (1L << 35) - 1;
    private const long MoneyMax = (1L << 59) - 1;

    private static readonly FieldRange[] Owner =
    [
        new("owner bits 0 to 59", A0, 0, Bits60), new("owner bits 120 to 159", A1, 0, (1L << 40) - 1),
        new("master nonce", A2, 0, Bits48), new("owner bits 60 to 119", B0, 0, Bits60),
    ];

    private static readonly FieldRange[] Account =
    [
        new("cash", A0, -MoneyMax, MoneyMax, 60), new("session count", A1, 0, Bits24), new("order epoch", A2, 0, Bits48),
        new("session epoch", A3, 0, Bits48), new("position mask", B3, 0, 255), new("open orders", B4, 0, 200), new("live", B5, 1, 1),
    ];

    private static readonly FieldRange[] Position =
    [
        new("snapshot", A0, -MoneyMax, MoneyMax, 60), new("lots epoch", A1, 0, Bits48), new("instrument", B2, 1, 4_095),
        new("size", B3, -LotsMax, LotsMax, 36), new("open buys", B4, 0, LotsMax), new("open sells", B5, 0, LotsMax),
    ];

    private static readonly FieldRange[] Session =
    [
        new("largest notional", A0, 0, MoneyMax), new("nonce", A1, 0, Bits48), new("expiry", A2, 1, Bits48),
        new("markets", A4, 0, Bits48), new("budget", B0, 0, MoneyMax), new("session epoch", B1, 0, Bits48),
        new("scope", B2, 0, 31), new("serial", B3, 1, Bits24),
    ];

    private static readonly FieldRange[] Order =
    [
        new("market", A0, 4, (4 * 4_095) + 3), new("nonce", A1, 1, Bits48), new("expiry", A2, 1, Bits48),
        new("owner ref", A3, 16, (1L << 28) - 1), new("serial", A4, 1, Bits24), new("maximum fee", B0, 0, Bits24),
        new("order epoch", B1, 0, Bits48), new("price", B2, 1, Bits36), new("quantity", B3, 1, LotsMax),
        new("next leaf", B4, 0, Bits30), new("next price", B5, 0, Bits36),
    ];

    private static readonly FieldRange[] Terms =
    [
        new("expiry", A1, 0, Bits48), new("multiplier", A2, 1, Bits24), new("price step", A3, 1, Bits24), new("kind", B2, 1, 4),
        new("underlying", B3, 0, 47), new("strike", B4, 0, Bits36), new("price cap", B5, 1, Bits36),
    ];

    private static readonly FieldRange[] Limits =
    [
        new("minimum notional", A0, 0, Bits48), new("taker fee", A1, 0, 10_000, 48), new("maker fee", A2, -10_000, 10_000, 48),
        new("band", A3, 1_000, 200_000), new("mark clamp", A4, 0, 100_000), new("insurance target", B0, 0, (1L << 56) - 1),
        new("initial rate", B1, 10_000, 1_000_000), new("maintenance rate", B2, 5_000, 999_999),
        new("position limit", B3, 1, (1L << 34) - 1), new("open interest cap", B4, 1, LotsMax), new("open", B5, 0, 1),
    ];

    private static readonly FieldRange[] Risk =
    [
        new("long index", A0, -MoneyMax, MoneyMax, 60), new("initial, long", A1, 0, Bits48), new("initial, short", A2, 0, Bits48),
        new("maintenance, long", A3, 0, Bits48), new("maintenance, short", A4, 0, Bits48),
        new("short index", B0, -MoneyMax, MoneyMax, 60), new("slow mark", B1, 0, Bits48), new("mark", B2, 0, Bits36),
        new("index price", B3, 0, Bits36), new("index round", B4, 0, Bits36), new("status", B5, 0, 2),
    ];

    private static readonly FieldRange[] Book =
    [
        new("fees", A0, 0, MoneyMax), new("long lots", A1, 0, LotsMax), new("short lots", A2, 0, LotsMax),
        new("bid leaf", B2, 0, Bits30), new("bid price", B3, 0, Bits36), new("ask leaf", B4, 0, Bits30), new("ask price", B5, 0, Bits36),
    ];

    private static readonly FieldRange[] Insurance =
    [
        new("cash", A0, -MoneyMax, MoneyMax, 60), new("average sum", A1, 0, Bits48), new("average weight", A2, 0, Bits48),
        new("snapshot", B0, -MoneyMax, MoneyMax, 60), new("inventory", B2, -LotsMax, LotsMax, 36), new("risk round", B3, 0, Bits36),
        new("average round", B4, 0, Bits36),
    ];

    private static readonly FieldRange[] Treasury = [new("fund", A0, 0, MoneyMax), new("net deposits", B0, 0, MoneyMax)];

    private static readonly FieldRange[] Board =
    [
        new("round 0", A1, 0, Bits36), new("round 1", A2, 0, Bits36), new("round 2", A3, 0, Bits36), new("round 3", A4, 0, Bits36),
        new("price 0", B2, 0, Bits36), new("price 1", B3, 0, Bits36), new("price 2", B4, 0, Bits36), new("price 3", B5, 0, Bits36),
    ];

    private static readonly FieldRange[] Index =
        [new("price", B2, 0, Bits36), new("anchor", B3, 0, Bits36), new("round", B4, 0, Bits36)];

    /// <summary>The named fields of a class.</summary>
    internal static FieldRange[] Of(RecordClass recordClass) => recordClass switch
    {
        RecordClass.Owner => Owner,
        RecordClass.Account => Account,
        RecordClass.Position => Position,
        RecordClass.Session => Session,
        RecordClass.Order => Order,
        RecordClass.Terms => Terms,
        RecordClass.Limits => Limits,
        RecordClass.Risk => Risk,
        RecordClass.Book => Book,
        RecordClass.Insurance => Insurance,
        RecordClass.Treasury => Treasury,
        RecordClass.Board => Board,
        RecordClass.Index => Index,
        _ => [],
    };

    /// <summary>True if x and y are a key.</summary>
    internal static bool HasKey(RecordClass recordClass) => recordClass is RecordClass.Owner or RecordClass.Session or RecordClass.Signer;
}
