namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Why no lie makes use of it if a line is deleted.</summary>
internal static class UnneededReasons
{
    private const string Address = "an address has 32 bits, as the port demands";
    private const string Alive = "an instrument that has a position is listed, and its Risk live (§6.8)";
    private const string Between = "it lies between what it was and 4,096 times the mark; its range and its quotient's say the same";
    private const string Cause = "CauseNotGiven: it is the number of one of the causes";
    private const string Charge = "a charge that is no integer takes the index out of its range; the ends of index and cash are guards";
    private const string Chosen = "it must be 1, and the product of it and what it is about is 0";
    private const string Fraction = "a quotient that is no integer has no sign: a line behind it compares it, or demands its range";
    private const string Guard = "a guard of the field's end, which no attacked step comes near (§1, §12)";
    private const string Mask = "the mask has the bit of each live position (§12)";
    private const string OfOrder = "the order: it equals a field of a record";
    private const string OfSession = "UnknownSession: it equals a field of the session";
    private const string Reduced = "lots only leave: it is below what the field held";
    private const string Snapshot = "it is 0 or the index of the side, which is within its range";
    private const string Time = "another line compares it with a time that is within 48 bits";

    private static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["5.2 account, range"] = Address,
        ["5.2 account, negative range"] = "the scan takes an account of 24 bits, the owner ref of an order has 28",
        ["5.2 amount, range"] = "AmountZero",
        ["5.2 cause, range"] = Cause,
        ["5.2 cause, negative range"] = Cause,
        ["5.2 deadline, range"] = Time,
        ["5.2 initialShort, range"] = "MarginOutOfBounds",
        ["5.2 initialShort, negative range"] = "MarginOutOfBounds",
        ["5.2 maintenanceShort, range"] = "MarginOutOfBounds",
        ["5.2 maintenanceShort, negative range"] = "MarginOutOfBounds",
        ["5.2 mark, negative range"] = "MarkOutOfBounds",
        ["5.2 instrument, range"] = Address,
        ["5.2 instrument, negative range"] = "it equals that of the position; needed where a place is taken, as the steps tried do not",
        ["5.2 orderExpiry, range"] = Time,
        ["5.2 orderExpiry, negative range"] = Time,
        ["5.2 price, range"] = "PriceInvalid",
        ["5.2 price, negative range"] = "PriceInvalid",
        ["5.2 quantity, range"] = "QuantityInvalid",
        ["5.2 quantity, negative range"] = "QuantityInvalid",
        ["5.2 round, range"] = "RoundNotIncreasing",
        ["5.2 scope, range"] = "ScopeInvalid: it is the sum of its bits",
        ["5.2 scope, negative range"] = "ScopeInvalid: it is the sum of its bits",
        ["5.2 selfTradeMode, negative range"] = "SelfTradeModeInvalid",
        ["5.2 serial, range"] = OfSession,
        ["5.2 serial, negative range"] = OfSession,
        ["5.2 side, bit"] = "side: it is that of the program",
        ["5.2 signer, range"] = "SignerInvalid",
        ["5.2 signer, negative range"] = "SignerInvalid",
        ["5.2 slot, negative range"] = "UnknownSession: serial and slot add up to 0, and the serial is not negative",
        ["5.2 targetLeaf, range"] = "7.4 leaf: it is that of the order, or 0",
        ["5.2 targetLeaf, negative range"] = "7.4 leaf: it is that of the order, or 0",
        ["5.2 targetNonce, range"] = OfOrder,
        ["5.2 targetNonce, negative range"] = OfOrder,
        ["5.2 targetSerial, range"] = OfOrder,
        ["5.2 targetSerial, negative range"] = OfOrder,
        ["5.2 timeInForce, range"] = "TimeInForceInvalid: it is 0 or the one of the program",
        ["5.2 timeInForce, negative range"] = "TimeInForceInvalid: it is 0 or the one of the program",
        ["5.2 underlying, negative range"] = "UnderlyingInvalid",
        ["TimeDecreases, range"] = "it is no less than the time before",
        ["TimeDecreases, negative range"] = Time,
        ["ScopeMissing, bit"] = "the line behind it demands that it is 1",
        ["ScopeMissing, negative range"] = "with the bit set, and a scope of 5 bits, it is what is left",
        ["WithdrawalTooLarge, negative range"] = "what is paid is no more than net deposits",
        ["PriceInvalid, range"] = "another line demands that it is greater than a price, or than 0",
        ["8.2, 1 open lots, negative range"] = "PositionLimitExceeded; an order that reduces adds no more than |size|",
        ["4.7 place, bit"] = "4.7 no position: if it is not 0, the position is none; then 1 less it is 0, as the instruments differ",
        ["UnknownInstrument, range"] = "NotAnOption: the kind is 3 or 4",
        ["UnknownAccount, range"] = "NoSuchPosition: account 0 has none",
        ["NoSuchPosition, range"] = "instrument 0 has no position, and no lots make no step",
        ["CauseNotGiven, bit"] = "another value takes three causes that hold, for each of which the order could be removed",
        ["6.1 OwnerDiffers, result"] = Chosen,
        ["6.7 NoSuchPosition, result"] = Chosen,
        ["6.2 position limit, range"] = Fraction,
        ["6.2 open interest cap, range"] = Fraction,
        ["6.3 fund, negative range"] = "AmountUnusable: fund and amount are below 2^56",
        ["4.3 next position, range"] = "the line of the next position in the slot says it of what is left then",
        ["6.3 net deposits, negative range"] = "AmountUnusable: they are below 2^56",
        ["4.3 worst price, range"] = Fraction,
        ["4.6 fee, range"] = Fraction,
        ["4.6 fees, range"] = Fraction,
        ["6.7, 1, range"] = Fraction,
        ["6.7, k, range"] = Fraction,
        ["9.1, 5 price, range"] = Fraction,
        ["9.2, 2 F, range"] = Fraction,
        ["9.2, 3 d, range"] = Fraction,
        ["9.2, 3 slow mark, range"] = Between,
        ["9.4 slow mark, range"] = Between,
        ["MarkOutOfBounds, range"] = Fraction,
        ["10.2, q and h, range"] = Fraction,
        ["10.4, 2, range"] = Charge,
        ["10.5, 1, range"] = Fraction,
        ["9.3 margins of longs, negative range"] = Guard,
        ["9.4 slow mark, negative range"] = Between,
        ["9.2, 3 slow mark, negative range"] = Between,
        ["3.3 owner ref, range"] = "no record lies where an account that is no integer leads, and the low end is that of addresses",
        ["3.3 market, range"] = "8.6 position: it equals the instrument of the position",
        ["8.3, 1 no head, range"] = "a fill of no lots: lots remain, and it breaks no limit",
        ["8.5, 1 maker's open lots, negative range"] = Reduced,
        ["8.5, 1 taker's open lots, negative range"] = Reduced,
        ["8.6 open lots, negative range"] = Reduced,
        ["8.2, 4 open lots, negative range"] = Reduced,
        ["8.2, 4 and 8.6 open lots, negative range"] = Reduced,
        ["8.2, 4 open lots, range"] = "the open lots count those of the order (§12)",
        ["8.3 b mode, bit"] = "8.6 open orders: half an order cannot leave",
        ["8.5, 5 vacant, range"] = Mask,
        ["8.2, 5 vacant, range"] = Mask,
        ["8.6 open lots, range"] = Mask,
        ["10.1 closing, range"] = Mask,
        ["4.7, range"] = Mask,
        ["8.5, 1 size, range"] = Guard,
        ["8.5, 1 size, negative range"] = Guard,
        ["8.5, 2 open interest, negative range"] = Guard,
        ["10.1 closing, negative range"] = Snapshot,
        ["10.1 taking, negative range"] = Snapshot,
        ["10.1 insurance, range"] = Guard,
        ["10.1 insurance, negative range"] = "its snapshot is 0 or an index; the end of its inventory is a guard (§1, §12)",
        ["10.1 lots, negative range"] = Guard,
        ["10.4, 2, negative range"] = Charge,
        ["10.5, 4, range"] = Guard,
        ["11 index and cash, negative range"] = Snapshot,
        ["10.4, 1, range"] = "no more is drawn than the fund holds",
        ["10.1 taking, range"] = "no more lots are taken than it holds",
        ["10.1 closing position, comparison"] = "with the side of the other position, which must be opposite",
        ["6.7, 2 counterparty, comparison"] = "with the side of the closing position, which must be opposite",
        ["CounterpartyInvalid, comparison"] = "with the side of the closing position, which must be opposite",
        ["8.7 OutsideBand, comparison"] = "a mark that is not there has index round 0: it is too old",
        ["context, range"] = Alive,
    };

    /// <summary>The lines for which there is one.</summary>
    internal static IEnumerable<string> Lines => Reasons.Keys;

    /// <summary>By rule and part of a line; null if there is none.</summary>
    internal static string? Of(string line) => Reasons.GetValueOrDefault(line);
}
