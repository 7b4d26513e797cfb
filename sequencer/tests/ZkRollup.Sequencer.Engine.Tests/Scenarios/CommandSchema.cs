using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

/// <summary>The fields of every transaction and operation, in the order of their types' constructors.</summary>
/// <remarks>
/// Ranges are those of the types of ZkRollup.Protocol, so that no command is refused before an exchange sees it. Keys and owners are
/// numbers of <see cref="KeyRing"/>. Terms and Limits are raw fields; the two fees are signed.
/// </remarks>
internal static class CommandSchema
{
    private const int TimeBits = 48;
    private const int PriceBits = 36;

    private static readonly FieldSpec Account = FieldSpec.Bits("account", 24);
    private static readonly FieldSpec Instrument = new("instrument", 0, 4_095);
    private static readonly FieldSpec Slot = FieldSpec.Bits("slot", 4);
    private static readonly FieldSpec Serial = FieldSpec.Bits("serial", 24);
    private static readonly FieldSpec NonceField = FieldSpec.Bits("nonce", 48);
    private static readonly FieldSpec Deadline = FieldSpec.Bits("deadline", TimeBits);
    private static readonly FieldSpec Expiry = FieldSpec.Bits("expiry", TimeBits);
    private static readonly FieldSpec Owner = new("owner", 0, 1_000_000);
    private static readonly FieldSpec NewKey = new("newKey", KeyRing.UnusableMin, 1_000_000);
    private static readonly FieldSpec Side = FieldSpec.Bits("side", 1);
    private static readonly FieldSpec Signer = FieldSpec.Bits("signer", 3);
    private static readonly FieldSpec Round = FieldSpec.Bits("round", 36);
    private static readonly FieldSpec Amount = Money("amount");
    private static readonly FieldSpec[] Header = [Account, Slot, Serial, NonceField, Deadline];

    private static readonly FieldSpec[] Terms =
    [
        FieldSpec.Bits("terms.a0", 60), Expiry, FieldSpec.Bits("multiplier", 48), FieldSpec.Bits("priceStep", 48),
        FieldSpec.Bits("terms.a4", 48), FieldSpec.Bits("terms.b0", 60), FieldSpec.Bits("terms.b1", 48), FieldSpec.Bits("kind", 36),
        FieldSpec.Bits("underlying", 36), FieldSpec.Bits("strike", 36), FieldSpec.Bits("priceCap", 36),
    ];

    private static readonly FieldSpec[] Limits =
    [
        FieldSpec.Bits("minimumNotional", 60), new("takerFee", -(1L << 47), (1L << 47) - 1), new("makerFee", -(1L << 47), (1L << 47) - 1),
        FieldSpec.Bits("band", 48), FieldSpec.Bits("markClamp", 48), FieldSpec.Bits("insuranceTarget", 60),
        FieldSpec.Bits("initialRate", 48), FieldSpec.Bits("maintenanceRate", 36), FieldSpec.Bits("positionLimit", 36),
        FieldSpec.Bits("openInterestCap", 36), FieldSpec.Bits("open", 36),
    ];

    private static readonly Dictionary<TransactionKind, FieldSpec[]> Table = new()
    {
        [TransactionKind.Deposit] = [Account, Amount, Owner, NewKey],
        [TransactionKind.ChangeMasterKey] = [Account, Owner, NewKey],
        [TransactionKind.ForcedCancelAll] = [Account, Owner],
        [TransactionKind.ForcedWithdraw] = [Account, Amount, Owner],
        [TransactionKind.ForcedClose] = [Account, Instrument, Side, LotsOf("largestSize"), Owner],
        [TransactionKind.ListInstrument] = [Instrument, .. Terms, .. Limits],
        [TransactionKind.SetParameters] = [Instrument, .. Limits],
        [TransactionKind.SetOracleKey] = [Signer, NewKey],
        [TransactionKind.OpenSession] =
        [
            Account, Slot, NonceField, Deadline, Expiry, FieldSpec.Bits("scope", 12), FieldSpec.Bits("markets", 48),
            Money("largestNotional"), Money("budget"), NewKey,
        ],
        [TransactionKind.RevokeSession] = [Account, Slot, NonceField, Deadline, Serial],
        [TransactionKind.PlaceOrder] =
        [
            .. Header, Expiry, Instrument, Side, FieldSpec.Bits("timeInForce", 2), FieldSpec.Bits("reduceOnly", 1),
            FieldSpec.Bits("selfTradeMode", 2), FieldSpec.Bits("price", PriceBits), LotsOf("quantity"),
            FieldSpec.Bits("maximumFee", 24), new("clientOrderId", long.MinValue, long.MaxValue),
        ],
        [TransactionKind.CancelOrder] =
            [.. Header, FieldSpec.Bits("targetSerial", 24), FieldSpec.Bits("targetNonce", 48), FieldSpec.Bits("targetLeaf", 30)],
        [TransactionKind.CancelAll] = [.. Header],
        [TransactionKind.Withdraw] = [.. Header, Amount],
        [TransactionKind.OracleUpdate] = [Signer, new("underlying", 0, 47), Round, FieldSpec.Bits("price", PriceBits)],
        [TransactionKind.RiskUpdate] =
            [Instrument, Round, FieldSpec.Bits("mark", PriceBits), Money("initialShort"), Money("maintenanceShort")],
        [TransactionKind.UpdateMark] = [Instrument],
        [TransactionKind.RemoveOrder] = [FieldSpec.Bits("leaf", 30), FieldSpec.Bits("cause", 8)],
        [TransactionKind.Liquidate] = [Account, Instrument],
        [TransactionKind.Deleverage] = [Account, Instrument, FieldSpec.Bits("counterparty", 24)],
        [TransactionKind.SettleExpiry] = [Account, Instrument],
        [TransactionKind.CollectFees] = [Instrument],
    };

    /// <summary>Every kind of transaction.</summary>
    internal static IReadOnlyCollection<TransactionKind> Kinds => Table.Keys;

    /// <summary>The names of Terms' and Limits' fields, in the order of the record's fields.</summary>
    internal static IReadOnlyList<FieldSpec> LimitsFields => Limits;

    internal static FieldSpec[] Of(TransactionKind kind) => Table[kind];

    /// <summary>Where a field lies in the command's values.</summary>
    internal static int IndexOf(TransactionKind kind, string name)
    {
        int index = Array.FindIndex(Table[kind], field => field.Name == name);
        return index >= 0 ? index : throw new ArgumentException($"{kind} has no field '{name}'.", nameof(name));
    }

    internal static bool Has(TransactionKind kind, string name) => Array.Exists(Table[kind], field => field.Name == name);

    internal static bool IsQueueOperation(TransactionKind kind) => kind <= TransactionKind.SetOracleKey;

    private static FieldSpec Money(string name) => new(name, 0, (1L << 59) - 1);

    private static FieldSpec LotsOf(string name) => new(name, 0, (1L << 35) - 1);
}
