namespace ZkRollup.Protocol.Transactions;

/// <summary>Why a transaction was rejected: the first cause that applies (docs/protocol.md, 16). Numbers are stable.</summary>
public enum Cause : byte
{
    /// <summary>It was not.</summary>
    Accepted = 0,

    /// <summary>Its time is below that of the transaction before.</summary>
    TimeDecreases = 1,

    /// <summary>The account does not exist.</summary>
    UnknownAccount = 2,

    /// <summary>There is no such session.</summary>
    UnknownSession = 3,

    /// <summary>The session was voided by an operation of its owner.</summary>
    SessionEpochPassed = 4,

    /// <summary>The session has expired.</summary>
    SessionExpired = 5,

    /// <summary>The signature does not verify.</summary>
    SignatureInvalid = 6,

    /// <summary>The session may not do this.</summary>
    ScopeMissing = 7,

    /// <summary>The nonce is not above the last one.</summary>
    NonceNotIncreasing = 8,

    /// <summary>The deadline has passed.</summary>
    DeadlinePassed = 9,

    /// <summary>The account has no master key.</summary>
    NoMasterKey = 10,

    /// <summary>The session would have expired already.</summary>
    SessionExpiryInvalid = 11,

    /// <summary>The scope has a bit that does not exist.</summary>
    ScopeInvalid = 12,

    /// <summary>The key is not a usable point.</summary>
    KeyInvalid = 13,

    /// <summary>The account has used up its serials.</summary>
    TooManySessions = 14,

    /// <summary>The amount is 0.</summary>
    AmountZero = 15,

    /// <summary>More than is withdrawable.</summary>
    WithdrawalTooLarge = 16,

    /// <summary>The instrument is not listed.</summary>
    UnknownInstrument = 17,

    /// <summary>The session may not trade this underlying.</summary>
    MarketNotInScope = 18,

    /// <summary>The instrument has expired or is settled.</summary>
    InstrumentClosed = 19,

    /// <summary>No such time in force.</summary>
    TimeInForceInvalid = 20,

    /// <summary>No such mode.</summary>
    SelfTradeModeInvalid = 21,

    /// <summary>The price is 0, above the cap, or not a multiple of the step.</summary>
    PriceInvalid = 22,

    /// <summary>The quantity is 0 or beyond twice the position limit.</summary>
    QuantityInvalid = 23,

    /// <summary>The expiry is past, too far, or given for an immediate order.</summary>
    OrderExpiryInvalid = 24,

    /// <summary>An immediate order's deadline is more than 10 s ahead.</summary>
    DeadlineTooFar = 25,

    /// <summary>The fee exceeds what was signed.</summary>
    FeeAboveMaximum = 26,

    /// <summary>The order is larger than the session may place.</summary>
    NotionalAboveSessionLimit = 27,

    /// <summary>The session's budget does not cover the order.</summary>
    BudgetExhausted = 28,

    /// <summary>The account has 200 open orders.</summary>
    TooManyOrders = 29,

    /// <summary>The account has no place for another position.</summary>
    TooManyPositions = 30,

    /// <summary>A reduce-only order would not reduce.</summary>
    ReduceOnlyViolated = 31,

    /// <summary>The market accepts only reducing orders.</summary>
    MarketReducesOnly = 32,

    /// <summary>The order is too small.</summary>
    NotionalBelowMinimum = 33,

    /// <summary>A mark that is needed is missing or too old.</summary>
    MarkUnusable = 34,

    /// <summary>The price is on the wrong side of the band.</summary>
    PriceOutsideBand = 35,

    /// <summary>The position could exceed its limit.</summary>
    PositionLimitExceeded = 36,

    /// <summary>Equity does not cover the initial margin.</summary>
    MarginInsufficient = 37,

    /// <summary>A post-only order would trade.</summary>
    PostOnlyWouldCross = 38,

    /// <summary>There is no order at the leaf.</summary>
    UnknownOrder = 39,

    /// <summary>The cause for removal does not hold.</summary>
    CauseNotGiven = 40,

    /// <summary>No oracle signer.</summary>
    SignerInvalid = 41,

    /// <summary>The signer has no key.</summary>
    UnknownSigner = 42,

    /// <summary>No such underlying.</summary>
    UnderlyingInvalid = 43,

    /// <summary>The round is not above the signer's last one.</summary>
    RoundNotIncreasing = 44,

    /// <summary>The round has not begun.</summary>
    RoundInFuture = 45,

    /// <summary>The round began more than 10 s ago.</summary>
    ReportTooOld = 46,

    /// <summary>The instrument is settled.</summary>
    InstrumentSettled = 47,

    /// <summary>There is no index yet.</summary>
    IndexMissing = 48,

    /// <summary>Nothing would change.</summary>
    NothingToUpdate = 49,

    /// <summary>The instrument is no option.</summary>
    NotAnOption = 50,

    /// <summary>The index is more than 60 s old.</summary>
    IndexStale = 51,

    /// <summary>The mark is outside its floor or ceiling.</summary>
    MarkOutOfBounds = 52,

    /// <summary>The mark moves more than the bound.</summary>
    MarkMovesTooFast = 53,

    /// <summary>A margin is outside its floor or ceiling.</summary>
    MarginOutOfBounds = 54,

    /// <summary>A margin rises faster than 10 % an hour.</summary>
    MarginRisesTooFast = 55,

    /// <summary>There is no such position.</summary>
    NoSuchPosition = 56,

    /// <summary>The account meets its maintenance margin.</summary>
    AccountHealthy = 57,

    /// <summary>Neither book nor insurance would take anything.</summary>
    NothingToClose = 58,

    /// <summary>The counterparty has no opposite position.</summary>
    CounterpartyInvalid = 59,

    /// <summary>The book would still take some.</summary>
    BookNotExhausted = 60,

    /// <summary>The insurance would take it.</summary>
    InsuranceAvailable = 61,

    /// <summary>Account 1 does not exist.</summary>
    OperatorMissing = 62,

    /// <summary>Nothing would change.</summary>
    NothingToCollect = 63,

    /// <summary>The instrument is not settled yet.</summary>
    NotSettled = 64,

    /// <summary>It is not the next operation of the queue.</summary>
    QueueIndexWrong = 65,

    /// <summary>A pool of the engine is full; the newest work is shed.</summary>
    Overloaded = 66,
}
