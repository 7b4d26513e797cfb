using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Causes;

/// <summary>Preconditions that cannot apply together. The tests hold that every other pair can, and that these never do.</summary>
internal static class ImpossiblePairs
{
    private const string NoRecords = "an account that does not exist has the zero record, with epoch 0, no orders and no positions";
    private const string NoTerms = "an instrument that is not listed has multiplier 0, fees 0 and no book: no notional, nothing to cross";
    private const string OneTimeInForce = "an order has one time in force";

    internal static Impossible NoAccountNoEpoch { get; } = new(Cause.UnknownAccount, NoRecords, Cause.SessionEpochPassed);

    internal static Impossible[] PlaceOrder { get; } =
    [
        new(Cause.UnknownAccount, NoRecords, Cause.SessionEpochPassed, Cause.TooManyOrders, Cause.TooManyPositions),
        new(Cause.DeadlinePassed, "a deadline lies on one side of now", Cause.DeadlineTooFar),
        new(
            Cause.UnknownInstrument,
            NoTerms,
            Cause.FeeAboveMaximum,
            Cause.NotionalAboveSessionLimit,
            Cause.BudgetExhausted,
            Cause.NotionalBelowMinimum,
            Cause.PostOnlyWouldCross),
        new(Cause.TimeInForceInvalid, OneTimeInForce, Cause.DeadlineTooFar, Cause.PostOnlyWouldCross),
        new(Cause.DeadlineTooFar, OneTimeInForce, Cause.TooManyOrders, Cause.PostOnlyWouldCross),
    ];
}
